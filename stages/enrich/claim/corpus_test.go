package claim

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A corpusCase is one text of testdata/claims with the claims that its label expects. See the README there.
type corpusCase struct {
	place          string
	text           string
	claims         []string // label lines
	titleIsTheText bool
}

func readCorpus(tb testing.TB) []corpusCase {
	tb.Helper()
	files, err := filepath.Glob("../../../testdata/claims/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no corpus: %v", err)
	}
	var cases []corpusCase
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		for n, line := range strings.Split(string(data), "\n") {
			switch {
			case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "# "):
			case line[0] == ' ':
				c := &cases[len(cases)-1]
				c.claims = append(c.claims, strings.TrimSpace(line))
			default:
				c := corpusCase{place: fmt.Sprintf("%s:%d", filepath.Base(f), n+1), text: line}
				if t, ok := strings.CutPrefix(line, "title: "); ok {
					c.text, c.titleIsTheText = t, true
				}
				cases = append(cases, c)
			}
		}
	}
	return cases
}

func (c corpusCase) mine() []Claim {
	if c.titleIsTheText {
		return Mine(c.text, "")
	}
	return Mine("", c.text)
}

// check compares the claims of a text with its label line by line and returns what differs.
func (c corpusCase) check() (wrong []string) {
	got := c.mine()
	used := make([]bool, len(got))
	for _, line := range c.claims {
		want := parseLabel(line)
		best, bestDiff := -1, ""
		for i := range got {
			if used[i] || !sameMetric(got[i].Metric, want["metric"]) || !sameFactor(got[i].Factor, want["factor"]) {
				continue
			}
			diff := want.diff(got[i])
			if best < 0 || len(diff) < len(bestDiff) {
				best, bestDiff = i, diff
			}
		}
		optional := want["role"] != "result" || want["attribution"] != "own"
		switch {
		case best < 0 && !optional:
			wrong = append(wrong, "missed "+line)
		case best >= 0:
			used[best] = true
			if bestDiff != "" {
				wrong = append(wrong, "wrong "+bestDiff+" in "+line)
			}
		}
	}
	for i, g := range got {
		if !used[i] && g.Role == "result" && g.Attribution == "own" {
			wrong = append(wrong, fmt.Sprintf("invented %s [%s] %q", g, g.Rule, g.Text))
		}
	}
	return wrong
}

type label map[string]string

// parseLabel reads "metric direction value[..high] unit factor=F[..Fhigh] qualifier phase [key=value]...".
func parseLabel(line string) label {
	l := label{"role": "result", "attribution": "own"}
	var fields []string
	for rest := line; rest != ""; {
		rest = strings.TrimLeft(rest, " ")
		end := strings.IndexByte(rest, ' ')
		if q := strings.IndexByte(rest, '"'); q >= 0 && (end < 0 || q < end) {
			end = q + 1 + strings.IndexByte(rest[q+1:], '"') + 1
		}
		if end < 0 || end > len(rest) {
			end = len(rest)
		}
		fields = append(fields, rest[:end])
		rest = rest[end:]
	}
	names := []string{"metric", "direction", "value", "unit", "factor", "qualifier", "phase"}
	n := 0
	for _, f := range fields {
		key, value, ok := strings.Cut(f, "=")
		if ok {
			l[key] = strings.Trim(value, `"`)
			if key == "factor" {
				n = 5
			}
			continue
		}
		if n < len(names) {
			l[names[n]] = f
			n++
		}
	}
	return l
}

// sameMetric: readers name some metrics differently for one figure; the corpus does not decide between them.
func sameMetric(a, b string) bool {
	group := func(m string) string {
		switch m {
		case "latency", "throughput":
			return "speed"
		case "size":
			return "parameters"
		}
		return m
	}
	return a == b || group(a) == group(b)
}

func sameFactor(got float64, want string) bool {
	want, _, _ = strings.Cut(want, "..")
	f, err := strconv.ParseFloat(want, 64)
	return err == nil && got <= f*1.002 && got >= f*0.998
}

func (l label) diff(c Claim) string {
	var out []string
	check := func(key, got string) {
		if want, ok := l[key]; ok && want != got {
			out = append(out, fmt.Sprintf("%s=%q", key, got))
		}
	}
	check("direction", c.Direction)
	check("unit", c.Unit)
	check("qualifier", c.Qualifier)
	if l["phase"] != "unspecified" {
		check("phase", c.Phase)
	}
	check("baseline", c.Baseline)
	check("context", c.Context)
	check("role", c.Role)
	check("attribution", c.Attribution)
	if _, high, ok := strings.Cut(l["factor"], ".."); ok && !sameFactor(c.FactorHigh, high) {
		out = append(out, fmt.Sprintf("factor_high=%g", c.FactorHigh))
	}
	return strings.Join(out, " ")
}

// knownMisses are the texts of the corpus that the rules get wrong, each with the reason why that stays.
var knownMisses = map[string]string{
	"Generating a scene now takes 9 s instead of 45 s.":                                                                                "the phase is told by the verb of the subject",
	"Communication per round decreases from 90 MB to 1.5 MB.":                                                                          "the phase is told by a round of federated training",
	"The maximum context that fits on one GPU grows from 32K to 256K tokens.":                                                          "the metric stands before a relative clause",
	"Labeling one hour of audio used to take 50 hours; it now takes 4 hours.":                                                          "before and after stand in two clauses",
	"The cost of a full evaluation falls from $1,200 to $75.":                                                                          "evaluation is the phase only where it is not the experiment's",
	"The learned heuristic visits fewer nodes and finishes 8 times sooner than plain A*.":                                              "an asterisk is markup, so the baseline ends before it",
	"With 25% of the FFN parameters active, the model keeps its fluency.":                                                              "a setting whose phase is told by one word, active",
	"We tune only 0.6% of the parameters.":                                                                                             "shares of parameters carry no phase",
	"The batch that fits in memory doubles during training.":                                                                           "the metric stands before a relative clause",
	"Twice as many requests are served per second.":                                                                                    "requests are a rate only with their verb",
	"Each round exchanges 25% more communication than FedAvg.":                                                                         "the phase is told by a round of federated training",
	"Communication volume is 92% lower than with full-precision all-reduce.":                                                           "the phase is told by the baseline",
	"During training, clients upload sim12% of the bits that FedAvg needs.":                                                            "the baseline stands in a relative clause",
	"Verification requires only 5–10% of the FLOPs of regeneration.":                                                                   "the phase is told by the baseline",
	"The approach is parameter-efficient: it has 17x fewer trainable parameters than Houlsby adapters and scores 1.2% higher on GLUE.": "scores is read as a noun",
}

func TestCorpus(t *testing.T) {
	for _, c := range readCorpus(t) {
		wrong := c.check()
		reason, known := knownMisses[c.text]
		switch {
		case len(wrong) > 0 && !known:
			t.Errorf("%s: %s\n\t%s", c.place, c.text, strings.Join(wrong, "\n\t"))
		case len(wrong) == 0 && known:
			t.Errorf("%s: %s\n\tis right now: take it from knownMisses (%s)", c.place, c.text, reason)
		}
	}
}
