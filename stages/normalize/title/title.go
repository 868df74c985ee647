// Package title reads a paper's title: the name it gives to the paper's own
// system, the subtitle behind that name, and the kind of paper it announces.
//
// A name is told from an ordinary phrase by three kinds of evidence, strongest first:
//
//   - where it stands: before a colon, in brackets, after "Introducing";
//   - how it is spelled: XLNet, W2V2, BART-XL look like nothing else;
//   - how the abstract uses it: "we propose X", "named X", "X (ACR)".
//
// The rules that weigh them are the table Rules, tried in order; the first that
// fires decides. Word knowledge lives in words.txt. The abstract is searched
// only where the title leaves a doubt.
package title

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

// Parsed is what a title says. System and Subtitle are substrings of the title.
type Parsed struct {
	System   string // the paper's own method, model, dataset or tool as written; "" when the title names none
	Subtitle string // what follows the system's colon or dash; "" when there is none
	Kind     string // method, survey, benchmark, dataset or other
	Rule     string // ID of the rule that decided System; "" when none fired
}

// The values of Parsed.Kind.
const (
	Method    = "method"
	Survey    = "survey"
	Benchmark = "benchmark"
	Dataset   = "dataset"
	Other     = "other"
)

var docs = sync.Pool{New: func() any { return new(doc) }}

// Parse reads a title whose LaTeX is already cleaned away. The abstract may be
// empty: then only position and spelling count.
func Parse(title, abstract string) Parsed {
	d := docs.Get().(*doc)
	d.read(title, abstract)
	var p Parsed
	if i, f := d.decide(); i < len(Rules) {
		p.Rule = Rules[i].ID
		if p.System = title[f.start:f.end]; p.System != "" {
			p.Subtitle = d.subtitle(f.span)
		}
	}
	p.Kind, _ = d.kind(p.System)
	d.title, d.abstract = "", ""
	docs.Put(d)
	return p
}

// decide returns the first rule that fires and its finding; len(Rules) when none does.
func (d *doc) decide() (int, finding) {
	if len(d.words) == 0 {
		return len(Rules), finding{}
	}
	for i := range Rules {
		if r := &Rules[i]; d.mayFire(r) {
			if f := r.find(d); f.fired {
				f.end = bracketEnd(d.title, f.span)
				return i, f
			}
		}
	}
	return len(Rules), finding{}
}

// bracketEnd returns where the name s of the title ends if a bracket that it opens is closed behind it: "ODE(x" goes on to ")".
func bracketEnd(title string, s span) int {
	end := s.end
	for end < len(title) && title[end] == ' ' {
		end++
	}
	if end == len(title) {
		return s.end
	}
	if title[end] == '"' && strings.Count(title[s.start:s.end], `"`)%2 == 1 {
		return end + 1
	}
	for _, pair := range [...]string{"()", "[]", "{}"} {
		if title[end] == pair[1] {
			if k := strings.LastIndexByte(title[s.start:s.end], pair[0]); k >= 0 && strings.IndexByte(title[s.start+k:s.end], pair[1]) < 0 {
				return end + 1
			}
		}
	}
	return s.end
}

// mayFire says whether the title has what a rule needs.
func (d *doc) mayFire(r *Rule) bool {
	return d.traits&r.needs == r.needs && (r.words == 0 || d.classes&r.words != 0)
}

// Explain writes which rules were tried on a title and why each fired or not.
func Explain(w io.Writer, title, abstract string) {
	d := new(doc)
	d.read(title, abstract)
	fmt.Fprintf(w, "title    %s\n", title)
	if d.head > 0 {
		fmt.Fprintf(w, "head     %s\n", title[:d.sep.start])
	}
	system := ""
	decided, f := d.decide()
	for i := range min(decided, len(Rules)) {
		if len(d.words) > 0 {
			fmt.Fprintf(w, "  no     %-16s %s\n", Rules[i].ID, Rules[i].find(d).why)
		}
	}
	if decided < len(Rules) {
		system = title[f.start:f.end]
		fmt.Fprintf(w, "  fired  %-16s %q %s\n", Rules[decided].ID, system, f.why)
	}
	kind, why := d.kind(system)
	fmt.Fprintf(w, "kind     %s: %s\n", kind, why)
}
