package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

// sample is a query result as the named queries give them; each has a golden picture.
type sample struct {
	name  string
	table Table
	opts  Options
	kind  Kind
}

func month(i int) time.Time { return time.Date(2025, time.Month(3+i), 1, 0, 0, 0, 0, time.UTC) }

func cols(spec ...any) (out []Column) {
	for i := 0; i < len(spec); i += 2 {
		out = append(out, Column{spec[i].(string), spec[i+1].(Type)})
	}
	return out
}

var source = "paperlake · snapshot 3 · 399 papers · 214 rows"

func samples() []sample {
	rnd := rand.New(rand.NewPCG(1, 2))
	ratio := func(scale float64) float64 {
		return math.Round((1.05+math.Exp(rnd.NormFloat64()*1.1-.1)*scale)*100) / 100
	}

	byMetric := Table{Columns: cols("month", Time, "metric", Text, "claims", Number)}
	metrics := []struct {
		name        string
		base, slope float64
	}{{"speed", 410, 26}, {"memory", 190, 11}, {"latency", 150, 9}, {"training cost", 120, 10}, {"energy", 28, 1.5}}
	for i := range 12 {
		for _, m := range metrics {
			byMetric.Rows = append(byMetric.Rows, []any{month(i), m.name, math.Round(m.base + m.slope*float64(i) + rnd.Float64()*m.base*.15)})
		}
	}

	withCode := Table{Columns: cols("month", Time, "papers", Number, "with_code", Number, "with_code_pct", Number)}
	for i := range 12 {
		pct := any(math.Round((31+float64(i)*.9+rnd.Float64()*4)*10) / 10)
		if i == 5 {
			pct = nil
		}
		withCode.Rows = append(withCode.Rows, []any{month(i), 9000 + 210.*float64(i), 3000., pct})
	}

	factors := Table{Columns: cols("speed_factor", Number)}
	for range 1400 {
		factors.Rows = append(factors.Rows, []any{ratio(1.3)})
	}
	factors.Rows = append(factors.Rows, []any{1000.}, []any{620.}, []any{math.Inf(1)})

	quartiles := Table{Columns: cols("month", Text, "metric", Text, "p25", Number, "median_factor", Number, "p75", Number, "claims", Number)}
	for i := range 12 {
		for k, name := range []string{"speed", "memory"} {
			mid := []float64{2.3, 1.9}[k] + .03*float64(i) + .3*rnd.Float64()
			quartiles.Rows = append(quartiles.Rows, []any{month(i).Format("2006-01"), name, mid * .62, mid, mid * (1.7 + .3*rnd.Float64()), 100.})
		}
	}

	owners := Table{Columns: cols("repo_owner", Text, "papers", Number)}
	for i, o := range []string{"example-research-institute-of-technology", "open-model-lab", "university-vision-group", "sparse-compute",
		"long-context-foundation-models-collective", "kernel-works", "graph-learning", "tiny-inference", "north-coast-nlp", "robotics-and-control-laboratory",
		"edge-systems", "diffusion-house", "quantised", "speech-and-audio-processing-team", "tensor-yard", "retrieval-lab", "mixture-of-experts-reading-group", "code-agents", "medical-imaging-and-ai", "a11y"} {
		owners.Rows = append(owners.Rows, []any{o, math.Round(1480 / math.Pow(float64(i+1), .8))})
	}

	pairs := Table{Columns: cols("title", Text, "kind", Text, "memory_factor", Number, "speed_factor", Number)}
	for i := range 140 {
		m := ratio(1.1)
		pairs.Rows = append(pairs.Rows, []any{fmt.Sprintf("System %d", i+1), []string{"method", "system", "benchmark"}[i%7%3], m, math.Round(math.Pow(m, .7)*math.Exp(rnd.NormFloat64()*.7)*120) / 100})
	}

	boxes := Table{Columns: cols("metric", Text, "min", Number, "q1", Number, "median", Number, "q3", Number, "max", Number)}
	for _, m := range []struct {
		name string
		v    float64
	}{{"Inference speed", 2.6}, {"Peak memory", 2.1}, {"Time to first token", 2.9}, {"Training cost", 3.4}, {"Number of trainable parameters", 8.5}, {"Energy", 1.7}} {
		boxes.Rows = append(boxes.Rows, []any{m.name, 1.02, m.v * .6, m.v, m.v * 2.1, m.v * 11})
	}

	raw := Table{Columns: cols("metric", Text, "latency_ms", Number)}
	for i := range 200 {
		raw.Rows = append(raw.Rows, []any{[]string{"prefill", "decode"}[i%2], 20 + 10*float64(i%2) + 8*rnd.NormFloat64()})
	}

	grouped := Table{Columns: cols("category", Text, "code_status", Text, "papers", Number)}
	for i, c := range []string{"cs.CL", "cs.CV", "cs.LG", "cs.AI", "cs.RO"} {
		for k, s := range []string{"linked", "promised", "none"} {
			grouped.Rows = append(grouped.Rows, []any{c, s, float64((5-i)*[]int{310, 120, 560}[k] + 41*k)})
		}
	}

	many := Table{Columns: cols("month", Time, "category", Text, "papers", Number)}
	for i := range 12 {
		for k := range 13 {
			many.Rows = append(many.Rows, []any{month(i), fmt.Sprintf("cs.%c%c", 'A'+k, 'Z'-k), float64((14-k)*(14-k)*8 + 12*i + rnd.IntN(40))})
		}
	}

	return []sample{
		{"line_series", byMetric, Options{Title: "Reported efficiency claims keep growing", Subtitle: "Claims in arXiv abstracts by month and metric", Source: source}, Line},
		{"line_percent", withCode, Options{Source: source}, Line},
		{"line_other", many, Options{Source: source}, Line},
		{"histogram_log", factors, Options{Source: source}, Histogram},
		{"band_panels", quartiles, Options{Source: source}, Band},
		{"bar_long", owners, Options{Title: "Most linked repository owners", Source: source}, Bar},
		{"bar_grouped", grouped, Options{Source: source}, Bar},
		{"scatter_log", pairs, Options{Source: source}, Scatter},
		{"box_given", boxes, Options{YLabel: "Factor", Unit: "×", Source: source}, Box},
		{"box_raw", raw, Options{Source: source}, Box},
	}
}
