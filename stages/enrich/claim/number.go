package claim

// Numbers, ranges and measures: the lower half of the grammar in quantity.go.

func (m *Miner) isTimes(n int) bool { return m.raw[n].kind == tokTimes }

type count struct {
	low, high float64
	plain     bool // a number in digits
	word      bool // its unit was in the number: "five- to tenfold"
}

// between parses "between 20% and 45%" up to the second unit.
func (m *Miner) between(i int) (c count, next int, ok bool) {
	a, n, ok := m.number(i + 1)
	if !ok {
		return c, i, false
	}
	unit := m.raw[n].kind
	if unit == tokPercent || unit == tokTimes {
		n++
	} else {
		unit = tokOther
	}
	if m.raw[n].class&cAnd == 0 {
		return c, i, false
	}
	b, n, ok := m.number(n + 1)
	if !ok || b <= a || unit != tokOther && m.raw[n].kind != unit {
		return c, i, false
	}
	return count{low: a, high: b, plain: true}, n, true
}

// count parses a number or a range of numbers, each of which may carry its unit: "3x-5x", "10% to 20%".
func (m *Miner) count(i int) (c count, next int, ok bool) {
	if m.raw[i].kind == tokWord && m.wordIs(i, "between") {
		return m.between(i)
	}
	a, n, ok := m.number(i)
	if !ok {
		return c, i, false
	}
	c.low, c.plain = a, m.raw[i].kind == tokNumber
	k := n
	unit := tokOther
	if u := &m.raw[k]; u.kind == tokPercent || u.kind == tokTimes {
		unit = u.kind
		k++
	}
	sep := 0
	for sep < 3 && (m.raw[k].kind == tokDash || m.raw[k].kind == tokTilde || m.raw[k].class&cTo != 0 && m.wordIs(k, "to")) {
		k++
		sep++
	}
	if sep > 0 || unit == tokOther && m.lostDash(n) || unit != tokOther && m.raw[k].kind == tokNumber && m.raw[k+1].kind == unit {
		if m.raw[k].class&cHedge != 0 && m.raw[k].kind == tokWord {
			k++ // "2 to over 5 times"
		}
		if w := &m.raw[k]; w.class&cTimesWord != 0 && w.class&cVerbForm == 0 && unit == tokOther {
			if b := m.lex.entries[w.entry].value; b > a { // "five- to tenfold"
				c.high, c.word = b, true
				return c, k + 1, true
			}
		}
		if b, n2, ok := m.number(k); ok && b > a {
			if unit == tokOther || m.raw[n2].kind == unit {
				c.high = b
				return c, n2, true
			}
		}
	}
	return c, n, true
}

// lostDash: listings lose the dash of a range, so "3.41 4.60 times" is one, and "by 10 30%".
func (m *Miner) lostDash(n int) bool {
	if m.raw[n].kind != tokNumber || m.raw[n-1].kind != tokNumber {
		return false
	}
	a, b := &m.raw[n-1], &m.raw[n]
	if unit := m.raw[n+1].kind; n > 1 && m.raw[n-2].class&(cBy|cOf|cHedge|cVerb) != 0 && a.value > 1 && b.value <= 100 && (unit == tokTimes || unit == tokPercent) {
		return true // "by 10 30%"
	}
	return hasPoint(m.text[a.start:a.end]) && hasPoint(m.text[b.start:b.end]) && (m.raw[n+1].kind == tokTimes || m.raw[n+1].kind == tokPercent)
}

func hasPoint(s string) bool {
	for i := range len(s) {
		if s[i] == '.' {
			return true
		}
	}
	return false
}

func (m *Miner) number(i int) (v float64, next int, ok bool) {
	it := &m.raw[i]
	if it.kind == tokNumber {
		if m.raw[i+1].kind == tokCaret {
			if m.raw[i+2].kind == tokNumber && m.raw[i+2].value < 12 && it.value == 10 {
				v = 1
				for range int(m.raw[i+2].value) {
					v *= 10
				}
				return v, i + 3, true
			}
			return 0, i, false
		}
		if s := &m.raw[i+1]; s.class&cScale != 0 && s.glued && m.isTimes(i+2) {
			return it.value * m.lex.entries[s.entry].value, i + 2, true // "2k times"
		}
		return it.value, i + 1, true
	}
	if it.class&cNumberWord != 0 {
		v = m.lex.entries[it.entry].value
		// "three hundred times", "twenty-five percent"
		n := i + 1
		for n < i+4 {
			k := n
			if m.raw[k].kind == tokDash && m.raw[k].glued {
				k++
			}
			if m.raw[k].class&cNumberWord == 0 {
				break
			}
			if w := m.lex.entries[m.raw[k].entry].value; w >= 100 {
				v *= w
			} else if v >= 20 && w < 10 {
				v += w
			} else {
				break
			}
			n = k + 1
		}
		if m.raw[n].kind == tokDash && m.raw[n].glued && (m.raw[n+1].class&(cNumberWord|cTo) != 0) {
			return v, n, true
		}
		return v, n, true
	}
	return 0, i, false
}

// pairJoins are the words that join a before and an after; from the second line on they stand between after and before, and
// those of the last two only compare.
var pairJoins = []string{
	"to", "down to", "to only", "vs", "versus",
	"instead of", "rather than", "down from", "up from",
	"compared to", "compared with", "as compared to", "as compared with", "when compared to", "when compared with",
	"in contrast to", "as opposed to", "against",
}

// pair parses before and after: "12.3 s to 5.6 s", "from 141,000 to 22,000 tokens", "333.6s vs. 62s".
// Without "from", both figures bear the unit.
func (m *Miner) pair(i int, from bool) (q quantity, next int, ok bool) {
	a, unitA, n, ok := m.measure(i)
	if !ok {
		return q, i, false
	}
	percentA := false
	if unitA == 0 && m.raw[n].kind == tokPercent {
		percentA = true
		n++
	}
	k := m.labelAt(n) // "from 26 FPS (the baseline) to 45 FPS"
	k = m.beforeJoin(m.perThing(k), !from && m.opened(i))
	straight := k == n
	// "from 12 s in the baseline to 3 s" is beyond this; "(from 12 s) to" is not.
	joined, reversed, closes := false, false, false
	if !from && unitA != 0 && m.raw[k].class&cOpen != 0 && m.raw[k+1].kind == tokWord && m.wordIs(k+1, pairJoins[3:]...) { // "30 minutes (vs. 12 hours)"
		k, closes = k+1, true
		if m.wordIs(k, pairJoins[3:5]...) {
			joined, reversed, q.compared = true, true, true
			k++
		}
	}
	for end := k + 3; k < end; {
		it := &m.raw[k]
		if it.class&cComma != 0 && !from && !joined && m.raw[k+1].kind == tokWord && (m.wordIs(k+1, pairJoins[7:]...) || m.wordIs(k+1, pairJoins[3:5]...) && !m.opened(i)) {
			k++
			continue
		}
		if it.kind == tokWord && (m.wordIs(k, pairJoins[5:]...) || m.wordIs(k, pairJoins[3:5]...) && !from && !m.opened(i)) {
			joined, reversed, q.compared = true, true, !m.wordIs(k, pairJoins[5:9]...)
			k++
			continue
		}
		if it.class&(cTo|cFrom) != 0 && m.wordIs(k, pairJoins[:3]...) || it.kind == tokArrow || it.kind == tokWord && m.wordIs(k, pairJoins[3:5]...) {
			joined, q.versus = true, m.wordIs(k, pairJoins[3:5]...)
			k++
			continue
		}
		if joined && (it.class&(cOnly|cHedge) != 0 && it.kind == tokWord || reversed && m.wordIs(k, "the") || it.kind == tokTilde || it.kind == tokLess) {
			k++
			continue
		}
		break
	}
	if !joined {
		return q, i, false
	}
	b, unitB, n2, ok := m.measure(k)
	if !ok && from && straight && !reversed {
		b, unitB, n2, ok = m.spelledMeasure(k)
	}
	if !ok || a == 0 || b == 0 {
		return q, i, false
	}
	if percentA {
		if !from || m.raw[n2].kind != tokPercent || unitB != 0 || b >= a {
			return q, i, false
		}
		q.kind, q.low, q.high, q.start, q.end = beforeAfter, a, b, m.raw[i].start, m.raw[n2].end
		return q, n2 + 1, true
	}
	q.kind = beforeAfter
	switch {
	case unitB == 0 && unitA == 0 && from && m.raw[n2].kind != tokPercent && !m.isTimes(n2):
		q.bare = true
	case (reversed || from) && unitA != 0 && unitB == 0 && !((q.compared || from) && m.thing(n2)) && m.raw[n2].kind != tokPercent && !m.isTimes(n2): // "8 steps rather than 1,000", "from 50 steps to 4"
		unitB = unitA
		fallthrough
	case unitB != 0 && (unitA != 0 && m.sameUnit(unitA, unitB) || unitA == 0 && (from || q.versus && (m.raw[unitB].class&(cUnit|cRate) != 0 || m.scaled(i) && m.opened(i)))):
		if unitA == 0 {
			unitA = unitB
		}
		a, b = a*m.unitScale(unitA), b*m.unitScale(unitB)
		q.unit = m.lex.entries[m.raw[unitB].entry].metric
	case q.versus && unitA == 0 && unitB == 0 && !from && m.opened(i) && m.raw[n2].kind != tokPercent && !m.isTimes(n2) && m.raw[n2].kind != tokDash: // "(114M vs. 880M)"
		q.bare = true
	default:
		return q, i, false
	}
	if q.low, q.high = a, b; reversed {
		q.low, q.high, q.instead = b, a, true
	}
	q.start, q.end = m.raw[i].start, m.raw[n2-1].end
	if closes {
		if m.raw[n2].class&cClose == 0 {
			for k := n2; k < n2+8 && k < len(m.raw) && (m.raw[k].kind == tokWord || m.raw[k].kind == tokDash); k++ { // "(vs. 12 hours for BigNet)"
				if m.raw[k+1].class&cClose != 0 {
					return q, k + 2, true
				}
			}
			return q, i, false
		}
		n2++
	}
	return q, n2, true
}

// bracketed parses a quantity of a kind in parentheses at raw item i that a word follows which is said of both: "3x (2x on average) faster".
func (m *Miner) bracketed(i int, kind quantityKind) (q quantity, next int, ok bool) {
	if m.raw[i].class&cOpen == 0 {
		return q, i, false
	}
	q, k, ok := m.one(i + 1)
	if !ok || q.kind != kind || q.verb || m.raw[k].class&cClose == 0 {
		return q, i, false
	}
	if after := &m.raw[k+1]; after.kind != tokWord || after.class&(cPreposition|cThan|cAnd|cClause|cIn|cOf|cBe|cVerb) != 0 && after.class&changeClasses == 0 {
		return q, i, false
	}
	q.start = m.raw[i].start // the evidence of it has both marks
	return q, k + 1, true
}

// toOne returns the item behind a ratio to one, "10:1", at raw item i, or i.
func (m *Miner) toOne(i int) int {
	if i+3 >= len(m.raw) || m.raw[i].kind != tokNumber || m.raw[i].value <= 1 || m.raw[i+1].kind != tokColon || !m.raw[i+1].glued ||
		m.raw[i+2].kind != tokNumber || !m.raw[i+2].glued || m.raw[i+2].end != m.raw[i+2].start+1 || m.raw[i+2].value != 1 ||
		m.raw[i+3].glued && (m.raw[i+3].kind == tokColon || m.raw[i+3].kind == tokWord) || m.raw[i+3].kind == tokPercent || m.isTimes(i+3) || i > 0 && m.raw[i].glued && m.raw[i-1].kind == tokColon {
		return i
	}
	return i + 3
}

// counts returns the item behind the counts that a percentage tells of, "(24 of 80)", at item i, or i.
func (m *Miner) counts(i int) int {
	if m.raw[i].class&cOpen == 0 || m.raw[i+1].kind != tokNumber {
		return i
	}
	for k := i + 2; k < i+6 && k < len(m.raw); k++ {
		switch it := &m.raw[k]; {
		case it.class&cClose != 0 && k > i+3 && m.raw[k-1].kind == tokNumber:
			return k + 1
		case it.kind != tokNumber && it.class&(cOf|cSlash) == 0 && !m.wordIs(k, "out"):
			return i
		}
	}
	return i
}

// scaled: the number at raw item i is one of thousands or more, "300M".
func (m *Miner) scaled(i int) bool { return m.raw[i+1].class&cScale != 0 && m.raw[i+1].glued }

// perThing returns the item behind "per image" or "of memory" at raw item k, or k.
func (m *Miner) perThing(k int) int {
	switch {
	case m.raw[k].kind == tokWord && m.wordIs(k, "per") && m.raw[k+1].kind == tokWord, m.raw[k].class&cOf != 0 && m.raw[k+1].class&cMetric != 0:
		return k + 2
	case m.raw[k].kind == tokWord && m.raw[k].end-m.raw[k].start > 4 && equalFold(m.text[m.raw[k].start:m.raw[k].start+4], "per "):
		return k + 1
	}
	return k
}

// beforeJoin passes over a few words of a phrase at raw item k where a comparison follows: "2 hours on one card, compared to …", and in
// parentheses "2 hours for BigNet vs. …".
func (m *Miner) beforeJoin(k int, opened bool) int {
	if m.raw[k].kind != tokWord || m.raw[k].class&(cPreposition|cTo|cOf|cWith|cIn) == 0 || m.raw[k].class&cThan != 0 {
		return k
	}
	for n := k + 1; n < k+5 && n < len(m.raw); n++ {
		it := &m.raw[n]
		switch {
		case it.class&cComma != 0 && m.raw[n+1].kind == tokWord && m.wordIs(n+1, pairJoins[7:]...), it.kind == tokWord && (m.wordIs(n, pairJoins[5:]...) || opened && m.wordIs(n, pairJoins[3:5]...)):
			return n
		case it.kind != tokWord || it.class&(cAnd|cThan|cClause) != 0 || it.class&cMetric != 0 && m.lex.entries[it.entry].metric != mData:
			return k
		}
	}
	return k
}

// opened: a parenthesis opens before raw item i, hedges and a label aside.
func (m *Miner) opened(i int) bool {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		if m.raw[k].class&cOpen != 0 {
			return true
		}
	}
	return false
}

// thing: a noun or what leads to one stands at raw item k: "against 3 strong attacks", but not "compared to 1M used before".
func (m *Miner) thing(k int) bool {
	it := &m.raw[k]
	if it.kind != tokWord || it.class&(cPreposition|cVerb|cUse|cAnd|cClause|cIn|cOf|cBy|cTo|cWith|cBe|cThan) != 0 {
		return false
	}
	w := m.text[it.start:it.end]
	return len(w) < 3 || w[len(w)-2:] != "ed"
}

// measure parses a number, its scale ("7B") and its unit.
func (m *Miner) measure(i int) (v float64, unit, next int, ok bool) {
	if m.raw[i].kind != tokNumber || m.inName(i) {
		return 0, 0, i, false
	}
	v, n := m.raw[i].value, i+1
	if e := &m.lex.entries[m.raw[n].entry]; m.raw[n].class&cScale != 0 && m.raw[n].kind == tokWord && (m.raw[n].glued || m.raw[n].end-m.raw[n].start > 2 || m.isUpper(n)) {
		v *= e.value
		n++
	}
	unit, next = m.unitAt(n)
	return v, unit, next, true
}

// isUpper: raw item n begins with a capital letter, "4.8 G".
func (m *Miner) isUpper(n int) bool {
	c := m.text[m.raw[n].start]
	return 'A' <= c && c <= 'Z'
}

// spelledMeasure is measure for a number in words, "from 50 steps to four".
func (m *Miner) spelledMeasure(i int) (v float64, unit, next int, ok bool) {
	if m.raw[i].class&cNumberWord == 0 {
		return 0, 0, i, false
	}
	v, n, ok := m.number(i)
	if !ok || m.isTimes(n) || m.raw[n].kind == tokDash || m.raw[n].class&(cMagnitude|cFold|cPercent|cPoints|cNumberWord) != 0 {
		return 0, 0, i, false
	}
	unit, next = m.unitAt(n)
	return v, unit, next, true
}

// unitAt returns the raw item of the unit at n, 0 for none, and the item behind it.
func (m *Miner) unitAt(n int) (unit, next int) {
	if m.raw[n].kind == tokDash && m.raw[n].glued && m.raw[n+1].class&cUnit != 0 {
		n++
	}
	if u := &m.raw[n]; u.kind == tokWord && (u.class&cUnit != 0 || u.class&cMetric != 0 && u.class&cWeak == 0) {
		return n, n + 1
	}
	return 0, n
}

func (m *Miner) sameUnit(a, b int) bool {
	ea, eb := &m.lex.entries[m.raw[a].entry], &m.lex.entries[m.raw[b].entry]
	return ea.metric == eb.metric
}

// unitScale brings two units of one kind to the same one: seconds, bytes, joules.
func (m *Miner) unitScale(unit int) float64 {
	if e := &m.lex.entries[m.raw[unit].entry]; e.class&cUnit != 0 && e.value != 0 {
		return e.value
	}
	return 1
}
