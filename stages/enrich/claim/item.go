package claim

import "slices"

// Items: tokens with their meaning. A phrase of the lexicon is one item, and so is, after quantify, a figure with all
// that belongs to it. The rules see items only.

// An item is a labelled stretch of the sentence: a phrase of the lexicon, an unknown word, a mark, a quantity.
type item struct {
	class      class
	start, end int32
	entry      int32 // lexicon entry
	quantity   int32 // index of the first part in Miner.quantities, for cQuantity
	parts      int32 // number of parts in the list
	kind       tokenKind
	glued      bool // nothing before it
	hyphen     bool // joined to the item before by a hyphen
	part       metric
	meets      needs
	value      float64
}

// label turns tokens into items, the longest phrase of the lexicon at each word, and notes what hope they give.
func (m *Miner) label() {
	lex, hope := m.lex, hope{}
	m.raw = slices.Grow(m.raw[:0], len(m.tokens)+1)
	for i := 0; i < len(m.tokens); {
		t := &m.tokens[i]
		it := item{class: cWord, start: t.start, end: t.end, kind: t.kind, glued: t.glued, value: t.value}
		n := 1
		switch t.kind {
		case tokWord:
			s := &lex.alone[t.word]
			if goesOnAt(m.tokens, i, s) {
				var at int32
				if at, n = lex.longest(m.tokens[i:]); n == 3 && lex.entries[at].class&cThan != 0 && equalFold(m.text[t.start:m.tokens[i+2].end], "the size of") && !m.endsShare() {
					n = 1 // "reduces the size of the index"
				}
				if n > 1 {
					s, it.end = &lex.senses[at], m.tokens[i+n-1].end
				}
			}
			it.class, it.entry, it.part, it.meets = s.class, s.entry, s.part, s.meets
			hope.met |= s.meets
			hope.kinds |= s.kinds
			if s.class&cNumberWord != 0 && hope.joined && hope.numbers { // "from 20 to only two"
				hope.kinds |= 1 << beforeAfter
			}
			hope.joined = s.joins || hope.joined && s.class&(cHedge|cOnly|cDeterminer) != 0
		case tokTimes:
			it.class = cAdverb
			hope.kinds |= 1 << times
		case tokTilde:
			it.class = cAdverb
		case tokComma:
			it.class = cComma
		case tokOpen:
			if n := m.acronymAt(i); n > 0 {
				i += n
				continue
			}
			it.class = cOpen
		case tokClose:
			it.class = cClose
		case tokArrow:
			it.class = cBreak
			hope.joined = true
		case tokColon:
			it.class = cBreak
			if n := len(m.raw); t.glued && n > 0 && m.raw[n-1].kind == tokNumber {
				hope.kinds |= 1 << times
			}
		case tokSemicolon:
			it.class = cBreak
		case tokSlash:
			it.class = cSlash
			if hope.numbers {
				hope.kinds |= 1<<share | littleBit
			}
		case tokQuote, tokStop:
			i++
			continue
		case tokDash:
			it.class = 0
			if !t.glued || i > 0 && m.tokens[i-1].kind == tokWord && i+1 < len(m.tokens) && m.tokens[i+1].kind == tokNumber && m.longDash(t) {
				it.class = cBreak
			}
		case tokNumber:
			if hope.joined && hope.numbers {
				hope.kinds |= 1<<beforeAfter | insteadBit
			}
			hope.joined, hope.numbers = false, true
		case tokPercent:
			it.class = 0
			hope.kinds |= 1<<percent | littleBit | signedBit
		case tokMore, tokLess, tokPlus, tokCaret:
			it.class = 0
		}
		m.raw = append(m.raw, it)
		i += n
	}
	m.raw = append(m.raw, item{kind: tokOther}) // a sentinel of no class ends every walk
	m.hope = hope
}

// longDash: the mark is a dash and no hyphen, "parameters–20x fewer than".
func (m *Miner) longDash(t *token) bool {
	switch m.text[t.start:t.end] {
	case "–", "—", "--", "---":
		return true
	}
	return false
}

// endsShare: the last raw item ends a share or a factor, "30%", "a third", "5x".
func (m *Miner) endsShare() bool {
	if len(m.raw) == 0 {
		return false
	}
	it := &m.raw[len(m.raw)-1]
	return it.kind == tokPercent || it.kind == tokTimes || it.kind == tokNumber || it.class&(cPercent|cTimesWord|cShareWord|cFold) != 0
}

// acronymAt: "(TTFT)" behind the words that it stands for says them again, and so does "(time to first token)" behind TTFT.
// It returns the tokens that this takes. An unknown acronym may name a score.
func (m *Miner) acronymAt(i int) int {
	if i+3 >= len(m.tokens) || i == 0 || m.tokens[i+1].kind != tokWord || m.tokens[i-1].kind != tokWord {
		return 0
	}
	e, n := m.lex.longest(m.tokens[i+1:])
	if e == 0 || i+1+n >= len(m.tokens) || m.tokens[i+1+n].kind != tokClose {
		return 0
	}
	said := &m.lex.entries[e]
	if w := m.text[m.tokens[i+1].start:m.tokens[i+1].end]; n == 1 && len(w) > 1 && w[1] >= 'A' && w[1] <= 'Z' && said.class&cQuality == 0 {
		return 3
	}
	before := &m.lex.entries[m.raw[len(m.raw)-1].entry]
	if n > 1 && said.class&cMetric != 0 && before.class&cMetric != 0 && said.metric == before.metric {
		return n + 2
	}
	return 0
}

// phraseAt is longest for the word at i.
func (lex *lexicon) phraseAt(tokens []token, i int) (entry int32, n int) {
	s := &lex.alone[tokens[i].word]
	if goesOnAt(tokens, i, s) {
		return lex.longest(tokens[i:])
	}
	return s.entry, 1
}

// goesOnAt: a phrase may go on behind the word at i. Most words stand alone.
func goesOnAt(tokens []token, i int, s *sense) bool {
	if i+1 == len(tokens) {
		return false
	}
	switch next := &tokens[i+1]; next.kind {
	case tokWord:
		return next.word != 0 && s.follow>>(next.word&63)&1 != 0
	case tokDash, tokStop, tokTimes:
		return s.follow != 0
	case tokSlash:
		return s.follow != 0 && slashed(tokens[i:])
	}
	return false
}

// slashed: the tokens begin with two words and a slash of which one is a single letter: "I/O", "TOPS/W".
func slashed(tokens []token) bool {
	return len(tokens) > 2 && tokens[1].glued && tokens[2].glued && (tokens[0].end == tokens[0].start+1 || tokens[2].end == tokens[2].start+1)
}

// longest returns the entry of the longest phrase that tokens begin with and its length in tokens.
func (lex *lexicon) longest(tokens []token) (entry int32, n int) {
	state, n := int32(0), 1
	for k := 0; k < len(tokens); k++ {
		t := &tokens[k]
		if k > 0 {
			if t.kind == tokDash && t.glued && k+1 < len(tokens) && tokens[k+1].glued {
				continue // a phrase may be written with hyphens
			}
			if t.kind == tokStop && t.glued {
				continue // "e.g."
			}
			if t.kind == tokSlash && slashed(tokens[k-1:]) {
				continue
			}
		}
		if t.kind != tokWord && (k == 0 || t.kind != tokTimes || t.glued) || t.word == 0 {
			break
		}
		if k == 0 {
			state = lex.first[t.word]
		} else if lex.follow[state]>>(t.word&63)&1 == 0 {
			break
		} else {
			state = lex.next.get(step{state, t.word})
		}
		if state == 0 {
			break
		}
		if e := lex.accept[state]; e != 0 && !(k > 0 && t.word == lex.with && k+1 < len(tokens) && lex.little(tokens[k+1].word)) && !(k > 0 && t.word == lex.up && k+1 < len(tokens) && tokens[k+1].word == lex.to && lex.opensFigure(tokens[k+2:])) {
			entry, n = e, k+1 // "speed up to 2x" is a speed, up to 2x, and "competitive with only 12%" uses 12%
		}
	}
	return entry, n
}

// opensFigure: the tokens after "up to" begin a figure: "2x", "about 3 times", "an order of magnitude", but not "a larger model".
func (lex *lexicon) opensFigure(tokens []token) bool {
	for i := range min(2, len(tokens)) {
		t := &tokens[i]
		if t.kind != tokWord {
			return true
		}
		if t.word == 0 {
			return false
		}
		c := lex.entries[lex.accept[lex.next.get(step{0, t.word})]].class
		if c&(cHedge|cNumberWord|cTimesWord|cMagnitude|cShareWord|cFactor|cAs) != 0 {
			return true
		}
	}
	return false
}

// beginsFigure: a figure may begin with the raw item, as the grammar of quantity.go has it. Most do not.
func (m *Miner) beginsFigure(i int) bool {
	it, next := &m.raw[i], &m.raw[i+1]
	switch it.kind {
	case tokNumber, tokTilde, tokMore, tokLess:
		return true
	case tokPlus, tokDash, tokTimes:
		return next.kind == tokNumber
	}
	const begin = cHedge | cOnly | cNumberWord | cTimesWord | cShareWord | cMagnitude | cFactor | cFrom
	if it.class&begin != 0 || it.entry == m.lex.between {
		return true
	}
	return it.class&(cSeveral|cDeterminer) != 0 && next.class&cMagnitude != 0
}

// quantify replaces figures by quantity items and drops what no pattern looks at (hyphens).
func (m *Miner) quantify() {
	m.items, m.quantities = m.items[:0], m.quantities[:0]
	hyphen := false
	for i := 0; i < len(m.raw)-1; {
		first := len(m.quantities)
		next := i
		switch {
		case m.raw[i].class&cOpen != 0 && i+2 < len(m.raw) && m.beginsFigure(i+1): // "much (14x) smaller" is "much 14x smaller"
			if z := m.list(i + 1); z > i+1 && !m.quantities[first].vague && m.raw[z].class&cClose != 0 && m.raw[z+1].class&cAdjective != 0 && m.raw[z+1].class&cueClasses != 0 {
				next = z + 1
				m.quantities[first].start, m.quantities[first].from = m.raw[i].start, m.raw[i].start
			} else {
				m.quantities = m.quantities[:first]
			}
		case m.beginsFigure(i) || m.thorough:
			next = m.list(i)
		}
		if next > i {
			a, z := &m.quantities[first], &m.quantities[len(m.quantities)-1]
			if a.kind == points {
				m.items = append(m.items, item{class: cQuality, start: a.start, end: z.end})
				m.quantities = m.quantities[:first]
				i = next
				continue
			}
			m.items = append(m.items, item{class: cQuantity, start: a.from, end: max(z.end, m.raw[next-1].end),
				quantity: int32(first), parts: int32(len(m.quantities) - first), hyphen: hyphen})
			hyphen = false
			i = next
			continue
		}
		it := m.raw[i]
		if it.kind == tokDash {
			if it.class == 0 { // glued to the left: a hyphen, or a dash that opens a clause
				hyphen = m.raw[i+1].glued
				if !hyphen {
					it.class = cBreak
					m.items = append(m.items, it)
				}
				i++
				continue
			}
		}
		it.hyphen = hyphen
		hyphen = false
		if it.hyphen && len(m.items) > 0 {
			// "memory-bound", "token-aware": the first part is no metric, unless the whole still speaks of it.
			if prev := &m.items[len(m.items)-1]; prev.class&cMetric != 0 && it.class&(cMetric|cDown|cUp|cImprove|cFast|cOverhead|cCompress|cDeterminer) == 0 {
				prev.class = cWord
			}
		}
		m.items = append(m.items, it)
		i++
	}
	m.items = append(m.items, item{})
}

// wordIs compares the text of an item with phrases.
func (m *Miner) wordIs(i int, phrases ...string) bool {
	text := m.text[m.raw[i].start:m.raw[i].end]
	for _, p := range phrases {
		if equalFold(text, p) {
			return true
		}
	}
	return false
}
