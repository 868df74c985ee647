package claim

import (
	"fmt"
	"strings"
)

// A Rule says how English puts a figure and a metric together. Rules are data: the pattern is matched
// around each quantity of a sentence, the first rule of the table that matches makes the claim, and the
// arithmetic turns the figure into a factor. See table_*.go for the rules and doc.go for how to add one.
//
// A pattern is a row of elements, matched from left to right over the items of a sentence:
//
//	Q        the quantity. Q:x a factor, Q:% a percent, Q:s a share ("half"), Q:v a verb ("doubles"),
//	         Q:m orders of magnitude, Q:p before and after, Q:i after instead of before; letters add up.
//	         Q:l a percent or share that is said to be little. Q alone is Q:x%m.
//	q        some other quantity of the same kind
//	M        one noun phrase, or a list of them, with a metric in it: "the peak memory usage"
//	P        one noun phrase that ends in a metric or in a word of [part], which only a share is of: "the video frames"
//	~        nothing or a few words of a noun phrase
//	_        as ~, but no word of quality
//	*        nothing or a few items of the same clause, no other figure among them
//	**       as *, but over commas, parentheses and other figures of the sentence
//	word     an item of that class of the lexicon; word.v word.n word.a only as verb, noun, adjective;
//	         a|b either; change is down|up|improve
//	( ) ,    the mark itself
//	$        no noun phrase goes on here
//	?        after an element: may be missing
//
// Adverbs and their like ("significantly", "further") may stand between any two elements.
type Rule struct {
	ID      string
	Doc     string // the English it reads, in one line
	Pattern string
	Sense   Sense
	Metric  string // the metric when the pattern has no M and the cue tells none
	Role    string // "" is result
	Worse   bool   // the figure is a price that is paid
	Title   bool   // for titles alone
	Yes     []Example
	No      []string // sentences that look alike and make no claim by this rule

	elements []element
	prefix   int  // elements before Q
	overDash bool // a dash or colon may stand between
	before   needs
	behind   needs
	next     needs // right behind it, adverbs aside
}

// An Example is a sentence and the claims that Mine makes of it, in the form of Claim.String,
// joined by "; ".
type Example struct{ Text, Want string }

type elementKind uint8

const (
	eClass elementKind = iota
	eQuantity
	eOther
	eMetric
	ePart
	ePhrase
	ePlain
	eGap
	eWideGap
	eNoNoun
)

type element struct {
	kind     elementKind
	optional bool
	classes  []class // any of these, each with all its bits
	kinds    uint16  // eQuantity: bits of quantityKind, verbBit
	cue      bool    // its class is what happened
}

const (
	verbBit    = 1 << 15
	insteadBit = 1 << 14
	littleBit  = 1 << 13
	signedBit  = 1 << 12
)

var atoms = map[string][]class{
	"fast": {cFast}, "slow": {cSlow}, "down": {cDown}, "up": {cUp}, "improve": {cImprove}, "change": {cDown, cUp, cImprove},
	"remove": {cRemove}, "use": {cUse}, "tune": {cTune}, "overhead": {cOverhead}, "compress": {cCompress},
	"by": {cBy}, "of": {cOf}, "in": {cIn}, "with": {cWith}, "to": {cTo}, "from": {cFrom}, "be": {cBe},
	"and": {cAnd}, "(": {cOpen}, ")": {cClose}, ",": {cComma}, "the": {cDeterminer}, "rival": {cRival}, "verb": {cVerb},
	"model": {cModel}, "break": {cBreak}, "prep": {cPreposition}, "suffice": {cSuffice}, "clause": {cClause},
	"efficiency": {cEfficiency}, "fits": {cFits}, "than": {cThan}, "burden": {cOverhead}, "price": {cPrice}, "own": {cOwn}, "as": {cAs}, "unit": {cUnit},
}

const cueClasses = cFast | cSlow | cDown | cUp | cImprove | cOverhead | cRemove | cCompress | cRival

// compile turns the pattern of a rule into elements.
func (r *Rule) compile() error {
	for _, field := range strings.Fields(r.Pattern) {
		var e element
		f := field
		if len(f) > 1 && strings.HasSuffix(f, "?") {
			e.optional, f = true, f[:len(f)-1]
		}
		switch {
		case f == "Q" || strings.HasPrefix(f, "Q:"):
			e.kind = eQuantity
			letters := strings.TrimPrefix(f, "Q:")
			if f == "Q" {
				letters = "x%m"
			}
			for _, c := range letters {
				switch c {
				case 'x':
					e.kinds |= 1 << times
				case '%':
					e.kinds |= 1 << percent
				case 's':
					e.kinds |= 1 << share
				case 'm':
					e.kinds |= 1 << magnitude
				case 'p':
					e.kinds |= 1 << beforeAfter
				case 'i':
					e.kinds |= insteadBit
				case 'l':
					e.kinds |= littleBit
				case 'g':
					e.kinds |= signedBit
				case 'v':
					e.kinds |= verbBit
				default:
					return fmt.Errorf("rule %s: unknown quantity letter %q", r.ID, c)
				}
			}
			r.prefix = len(r.elements)
		case f == "q":
			e.kind = eOther
		case f == "M":
			e.kind = eMetric
		case f == "P":
			e.kind = ePart
		case f == "~":
			e.kind = ePhrase
		case f == "_":
			e.kind = ePlain
		case f == "*":
			e.kind = eGap
		case f == "$":
			e.kind = eNoNoun
		case f == "**":
			e.kind = eWideGap
		default:
			for _, alt := range strings.Split(f, "|") {
				name, form, _ := strings.Cut(alt, ".")
				classes, ok := atoms[name]
				if !ok {
					return fmt.Errorf("rule %s: unknown class %q", r.ID, alt)
				}
				for _, c := range classes {
					switch form {
					case "v":
						c |= cVerbForm
					case "n":
						c |= cNounForm
					case "a":
						c |= cAdjective
					}
					e.classes = append(e.classes, c)
					r.overDash = r.overDash || c&cBreak != 0
					e.cue = e.cue || c&cueClasses != 0 && name != "burden"
				}
			}
		}
		r.elements = append(r.elements, e)
	}
	return nil
}
