package claim

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write RULES.md")

const rulesFile = "../../../RULES.md"

// RULES.md is the table and the lexicon in readable form, and it is current.
func TestRulesFile(t *testing.T) {
	want := rulesMarkdown()
	if *update {
		if err := os.WriteFile(rulesFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("RULES.md is out of date: run go generate ./stages/enrich/claim")
	}
}

func rulesMarkdown() string {
	var b strings.Builder
	b.WriteString(`# Rules

How Paperlake reads a reported efficiency figure out of prose. Generated from ` + "`stages/enrich/claim`" + ` (table_*.go, lexicon.txt) by
` + "`go generate ./stages/enrich/claim`" + `; do not edit. Every example below runs in the tests.

A figure is claimed by the first rule that matches it. ` + "`paperlake explain TEXT`" + ` shows which one did, and why.

## Patterns

| element | matches |
|---|---|
| ` + "`Q`" + ` | the figure; ` + "`Q:x` a factor, `Q:%` a percent, `Q:s` a share, `Q:m` orders of magnitude, `Q:v` a verb (doubles), `Q:p` before and after, `Q:i` after instead of before, `Q:l` a share said to be little" + ` |
| ` + "`q`" + ` | another figure |
| ` + "`M`" + ` | a noun phrase, or a list of them, with a metric in it |
| ` + "`P`" + ` | a noun phrase that ends in a metric or in a word of ` + "`[part]`" + `, which only a share is of |
| ` + "`~`, `*`, `**`" + ` | nothing or a few words of a noun phrase, of the clause, of the sentence |
| ` + "`$`" + ` | no noun phrase goes on here |
| a word | a phrase of that class of the lexicon; ` + "`.v .n .a`" + ` as verb, noun, adjective; ` + "`change` is `down\\|up\\|improve`" + ` |
| ` + "`?`" + ` | the element before may be missing |

## Arithmetic

| sense | factor |
|---|---|
| change | better: k times → k; p percent of a rate → 1 + p/100, of a resource → 1/(1 − p/100); worse: the reciprocals, 1/(1 + p/100) and 1 − p/100 |
| share | p percent of → 100/p; a fraction f of → 1/f |
| ratio | k times the rate → k; doubles, halves |
| before-after | before/after for a resource, after/before for a rate |
| gain | k times → k; p percent → 1 + p/100 |
| rival | k: how much more a rival has; the role is comparison |

n orders of magnitude count as 10ⁿ times. Factors are rounded to four significant digits.

## Rules

`)
	for i, r := range Rules() {
		fmt.Fprintf(&b, "### %d. %s\n\n%s.\n\n", i+1, r.ID, upperFirst(r.Doc))
		fmt.Fprintf(&b, "`%s` · %s", r.Pattern, r.Sense)
		if r.Metric != "" {
			fmt.Fprintf(&b, " · %s by default", r.Metric)
		}
		if r.Role != "" {
			fmt.Fprintf(&b, " · role %s", r.Role)
		}
		if r.Title {
			b.WriteString(" · titles only")
		}
		b.WriteString("\n\n")
		for _, ex := range r.Yes {
			fmt.Fprintf(&b, "- “%s” → %s\n", ex.Text, ex.Want)
		}
		for _, no := range r.No {
			fmt.Fprintf(&b, "- not “%s”\n", no)
		}
		b.WriteString("\n")
	}
	b.WriteString("## Lexicon\n\nA longer phrase wins over a shorter one. `(a|b|)` stands for each of its alternatives.\n\n| class | phrases |\n|---|---|\n")
	var sections []string
	phrases := map[string][]string{}
	for _, p := range theLexicon().phrases {
		if phrases[p.section] == nil {
			sections = append(sections, p.section)
		}
		phrases[p.section] = append(phrases[p.section], strings.ReplaceAll(p.text, "|", "\\|"))
	}
	for _, s := range sections {
		fmt.Fprintf(&b, "| %s | %s |\n", s, strings.Join(phrases[s], ", "))
	}
	return b.String()
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
