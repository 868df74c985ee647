package link

import "strings"

// context is what the words around a link say about it.
type context struct {
	kind     string // "" if they do not say
	relation string
	rule     int     // byLabel …
	nouns    wordSet // all that the clause names
}

// metaContext: in a metadata field the name of the field says what a value is.
func metaContext(field string) context {
	c := context{relation: RelationUnknown, rule: byMeta}
	switch field {
	case "github", "code", "repo", "software":
		c.kind = KindCode
	case "dataset", "data":
		c.kind = KindDataset
	case "model", "models":
		c.kind = KindModel
	case "demo":
		c.kind = KindDemo
	case "project", "project_page", "page", "homepage", "website", "web":
		c.kind = KindProject
	case "arxiv", "pdf", "abs", "doi":
		c.kind = KindPaper
	case "video":
		c.kind = KindVideo
	default:
		c.kind, c.rule = "", byDefault
	}
	return c
}

// reach is how far back the words before a link are read, in bytes.
const reach = 400

// before reads the words of the sentence in front of start; links in it become tokens.
func (f *Finder) before(text string, links []Link, start int) []token {
	toks := f.toks[:0]
	lo := max(0, start-reach)
	for lo > 0 && lo < start && class[text[lo]]&cBlank == 0 {
		lo++
	}
	n := len(links)
	for n > 0 && links[n-1].End > lo {
		n--
	}
	for _, l := range links[n:] {
		if l.Start > lo {
			toks = sentenceTokens(toks, text, lo, l.Start)
		}
		toks = append(toks, token{wLink, l.Start, l.End})
		lo = l.End
	}
	f.toks = sentenceTokens(toks, text, lo, start)
	return f.toks
}

// sentenceTokens is tokenize for one stretch between two links; the end of a sentence in it drops all before.
func sentenceTokens(toks []token, text string, lo, hi int) []token {
	i := hi - 1
	for i >= lo && (text[i] == '(' || text[i] == '[') {
		i--
	}
	if i < hi-1 { // "Code is here! (U)": what stands in parentheses belongs to the sentence before
		for i >= lo && (class[text[i]]&cBlank != 0 || text[i] == '.' || text[i] == '!') {
			i--
		}
	}
	for ; i >= lo; i-- {
		if c := text[i]; (c == '.' || c == '!' || c == '?') && endsSentence(text, i, hi) {
			return tokenize(toks[:0], text, i+1, hi, false)
		}
	}
	return tokenize(toks, text, lo, hi, false)
}

// context reads the words around the link text[start:end]. In a list of links, "U and U", the words before the first speak of all.
func (f *Finder) context(text string, links []Link, start, end int) context {
	for n := 0; len(links) > 0 && n < 8 && sameThing(text[links[len(links)-1].End:start]); n++ {
		start = links[len(links)-1].Start
		links = links[:len(links)-1]
	}
	toks := f.before(text, links, start)
	c := context{relation: relationOf(toks)}
	c.kind, c.rule, c.nouns = kindOf(toks)
	if c.kind == "" {
		if k := kindAfter(text, end); k != "" {
			c.kind, c.rule = k, byAfter
		} else if announced(toks) {
			c.kind, c.rule = KindProject, byAnnounce
		}
	}
	return c
}

var nounKinds = [...]struct {
	set  wordSet
	kind string
}{
	// In the order in which they win when a sentence names several things at one place.
	{wCode, KindCode}, {wData, KindDataset}, {wModel, KindModel}, {wDemo, KindDemo}, {wVideo, KindVideo}, {wPaper, KindPaper},
	{wPage, KindProject},
}

func nounKind(set wordSet) string {
	for _, n := range nounKinds {
		if set&n.set != 0 {
			return n.kind
		}
	}
	return ""
}

// kindOf reads the kind out of the words before a link.
//
//	… noun ":"? link          the noun beside the link: "project page: U", "the dataset (U)"
//	nouns … "available at" U  the first of code, data, model, demo, video that the clause names
func kindOf(toks []token) (kind string, rule int, nouns wordSet) {
	i, strange := len(toks), 0
	there, colon, open := false, false, false
	placed := i > 0 && toks[i-1].set&wAt != 0
walk:
	for i > 0 {
		t := toks[i-1].set
		switch {
		case t&wColon != 0:
			colon = true
		case t&wOpen != 0:
			open = true
		case t&wLink != 0:
			return "", 0, 0
		case t&wThere != 0:
			there = true
		case t&(wGlue|wAt) != 0 && t&wNouns == 0:
		case t&wComma != 0:
			if !there && !colon && strange == 0 {
				return "", 0, 0
			}
		case t&wNouns == 0 && !there && (strange < 5 && thereBefore(toks[:i-1]) || strange < 2 && placed):
			strange++ // "available on Zenodo under the X collection: U", "can be fetched from U"
		default:
			break walk
		}
		i--
	}
	if i == 0 {
		return "", 0, 0
	}
	last := toks[i-1].set
	// The nouns of the clause, back to the link before this one.
	var all wordSet
	for j := i; j > 0 && i-j < 24 && toks[j-1].set&wLink == 0; j-- {
		if j == len(toks) || toks[j].set&wNouns == 0 { // of "demo video" and "model code" the last counts
			all |= toks[j-1].set & wNouns
		}
	}
	if last&wNouns != 0 {
		switch {
		case last&wPage != 0:
			// "demo page" is a demo, "project page" and "web page" are pages.
			if i > 1 && toks[i-2].set&(wDemo|wVideo) != 0 {
				return nounKind(toks[i-2].set & (wDemo | wVideo)), byLabel, all
			}
			return KindProject, byLabel, all
		case colon && !there || open && !there:
			// "Code and data: U" names code first; a list in front of the colon counts, a sentence does not.
			set := last
			for j := i - 1; j > 0 && i-j < 6 && toks[j-1].set&(wNouns|wComma|wGlue) != 0; j-- {
				if toks[j].set&wNouns == 0 { // "Demo video: U" is a video
					set |= toks[j-1].set & wNouns
				}
			}
			if set&wPage != 0 {
				return KindProject, byLabel, all // "Homepage and code: U"
			}
			return nounKind(set), byLabel, all
		}
	}
	if there || colon || last&wNouns != 0 {
		if k := nounKind(all &^ (wPage | wPaper)); k != "" {
			return k, byWords, all
		}
		if all&wPage != 0 {
			return KindProject, byWords, all
		}
	}
	return "", 0, all
}

// thereBefore: within the next five words back the sentence says "available", "found", …
func thereBefore(toks []token) bool {
	for i := len(toks) - 1; i >= 0 && len(toks)-i <= 5; i-- {
		if toks[i].set&wThere != 0 {
			return true
		}
		if toks[i].set&(wComma|wLink|wColon) != 0 || toks[i].set&wNouns != 0 {
			return false
		}
	}
	return false
}

// kindAfter reads what stands right behind a link: "U for videos", "U (code)", the text of \href{U}{Demo}.
func kindAfter(text string, end int) string {
	var room [12]token
	toks := tokenize(room[:0], text, end, min(len(text), end+48), false)
	if len(toks) == 0 {
		return ""
	}
	gap := text[end:toks[0].start]
	anchor := strings.HasPrefix(gap, "}") || strings.HasPrefix(gap, "\">") || strings.HasPrefix(gap, "'>")
	if !anchor && toks[0].set&wOpen == 0 && text[toks[0].start:toks[0].end] != "for" {
		return ""
	}
	for i, t := range toks[:min(len(toks), 4)] {
		if t.set&wNouns != 0 {
			if t.set&wData != 0 && i+1 < len(toks) && toks[i+1].set == 0 && !anchor {
				return "" // "dataset distillation"
			}
			return nounKind(t.set & wNouns)
		}
		if t.set&(wGlue|wAt|wOwn|wOpen|wOf|wThere) == 0 && !anchor {
			return ""
		}
	}
	return ""
}

// sameThing tells from the text between two links that what is said of the first holds for the second: \href{U}{U}, [U](U), "U and U".
func sameThing(gap string) bool {
	if len(gap) > 40 {
		return false
	}
	if strings.Contains(gap, "}{") || strings.Contains(gap, "](") || strings.HasSuffix(gap, "\">") {
		return !strings.Contains(gap, " ")
	}
	switch strings.Trim(gap, " \n\t\r") {
	case "", ",", ";", "and", ", and", "&", "or", "/", "|":
		return true
	}
	return false
}

// announced: the sentence says that something is to be found here, without saying what.
func announced(toks []token) bool {
	for i := len(toks) - 1; i >= 0 && len(toks)-i < 12; i-- {
		if toks[i].set&(wThere|wPage) != 0 {
			return true
		}
		if toks[i].set&wLink != 0 {
			return false
		}
	}
	return false
}

// relationOf walks back from the link to the nearest word that decides: "our", "available", "we release" speak of the authors' own
// work; "based on", "using", "their code" of others'. A link that follows "at" or a colon is where something is to be found, so
// there an announcement anywhere in the sentence outweighs what the thing is built with.
func relationOf(toks []token) string {
	n := len(toks)
	for n > 0 && toks[n-1].set&wOpen != 0 {
		n--
	}
	placed := n > 0 && toks[n-1].set&(wAt|wColon) != 0
	aside := placed && n > 1 && toks[n-2].set&wComma != 0 // "…, a tool built with X, at U": the last part speaks of X
	found := RelationUnknown
	nouns := wordSet(0) // nearer to the link
	for i := n - 1; i >= 0 && n-i <= 20; i-- {
		t := toks[i].set
		near := n-i <= 6
		if t&wBuild != 0 {
			if t = wMake; i+1 < n && toks[i+1].set&wOnto != 0 {
				t = wUse
			}
		}
		switch {
		case t&wOwn != 0, t&(wThere|wMake) != 0 && t&wUse == 0:
			return RelationOwn
		case near && t&wPage != 0, near && placed && t&wNouns != 0 && found == RelationUnknown:
			return RelationOwn // "Project page: U", "Code: U", "Code is at U"
		case t&wOthers != 0 && i+1 < n && toks[i+1].set&(wProgram|wData|wModel) != 0 && nouns&wNouns == 0,
			t&wUse != 0 && (t&wPassive == 0 || spokenByUs(toks[:i])) && (t&wEvent != 0 || i+1 >= n || toks[i+1].set&wColon == 0): // not "Follow: U"
			if !placed {
				return RelationCited
			}
			if !aside {
				found = RelationCited
			}
		}
		if i+1 < n {
			nouns |= toks[i+1].set
		}
	}
	return found
}
