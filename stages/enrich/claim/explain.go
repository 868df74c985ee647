package claim

import (
	"fmt"
	"io"
	"strings"
)

// Explain writes how the claims of a paper come about: for each sentence with a figure its items and
// quantities, the rules that fired or nearly did, the refusals with a reason, and the claims at the end.
func Explain(w io.Writer, title, abstract string) {
	m := Miner{trace: func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }}
	for _, c := range m.Mine(nil, title, abstract) {
		fmt.Fprintf(w, "claim %s[%d:%d] %s %s phase=%s role=%s attribution=%s rule=%s baseline=%q context=%q\n  %q\n", c.Field, c.Start, c.End, c, c.Direction, c.Phase, c.Role, c.Attribution, c.Rule, c.Baseline, c.Context, c.Text)
	}
}

func (m *Miner) traceSentence() {
	m.trace("sentence %q", m.text[m.lo:m.hi])
	var b strings.Builder
	for i := range m.items[:len(m.items)-1] {
		it := &m.items[i]
		fmt.Fprintf(&b, " %s", m.text[it.start:it.end])
		if names := classList(it.class); names != "" {
			fmt.Fprintf(&b, "<%s>", names)
		}
	}
	m.trace("  items:%s", b.String())
	for i := range m.quantities {
		q := &m.quantities[i]
		m.trace("  quantity %q: %s %g..%g %s", m.text[q.start:q.end], q.kind, q.low, q.high, hedgeNames[q.hedge])
	}
}

// whyNot says for a figure without a claim what is likely missing.
func (m *Miner) whyNot(at int) string {
	metric, quality := "", ""
	for k := range m.items[:len(m.items)-1] {
		it := &m.items[k]
		if it.class&cMetric != 0 {
			metric = m.text[it.start:it.end]
		}
		if it.class&cQuality != 0 && k > at-8 && k < at+8 {
			quality = m.text[it.start:it.end]
		}
	}
	switch {
	case metric == "":
		return "no metric word in the sentence (lexicon.txt)"
	case quality != "":
		return fmt.Sprintf("no pattern joins it to %q, and %q stands near, which is quality", metric, quality)
	}
	return fmt.Sprintf("no pattern joins it to %q (table_*.go)", metric)
}

func classList(c class) string {
	var out []string
	for _, name := range sortedClassNames {
		if name != "name" && c&classNames[name] != 0 {
			out = append(out, name)
		}
	}
	if c&cQuantity != 0 {
		out = append(out, "quantity")
	}
	return strings.Join(out, " ")
}
