package enrich_test

import (
	"testing"
	"unicode/utf8"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/pipeline/pipelinetest"
	"github.com/paperlake/paperlake/stages"
	"github.com/paperlake/paperlake/stages/enrich"
	"github.com/paperlake/paperlake/stages/normalize"
)

func normalized(t *testing.T) arrow.RecordBatch {
	mem := memory.DefaultAllocator
	raw := pipelinetest.Raw(t, "../../testdata/listing.txt", "../../testdata/arxiv.jsonl", "../../testdata/conference.json")
	return pipelinetest.Apply(t, raw, normalize.NewIdentify(mem), normalize.NewClean(mem))
}

func TestStageLaws(t *testing.T) {
	in := normalized(t)
	for _, make := range []func(memory.Allocator) stages.Stage{
		func(mem memory.Allocator) stages.Stage { return enrich.NewPapers(mem) },
		func(mem memory.Allocator) stages.Stage { return enrich.NewLinks(mem) },
		func(mem memory.Allocator) stages.Stage { return enrich.NewClaims(mem) },
	} {
		pipelinetest.CheckStage(t, make, in)
	}
}

// Evidence: start and end count characters of the clean field, and what stands between them is the text.
func TestEvidence(t *testing.T) {
	in := normalized(t)
	for _, c := range []struct {
		stage stages.Stage
		text  string
	}{{enrich.NewLinks(memory.DefaultAllocator), "url_raw"}, {enrich.NewClaims(memory.DefaultAllocator), "text"}} {
		checked, nonASCII := 0, 0
		for i := range int(in.NumRows()) {
			one := in.NewSlice(int64(i), int64(i+1))
			out := pipelinetest.Apply(t, one, c.stage)
			one.Release()
			for row := range int(out.NumRows()) {
				name := pipelinetest.Text(t, out, "field", row)
				if name != "title" && name != "abstract" && name != "comment" {
					continue // a metadata field
				}
				field := pipelinetest.Text(t, in, name, i)
				start, end := pipelinetest.Column[*array.Int32](t, out, "start").Value(row), pipelinetest.Column[*array.Int32](t, out, "end").Value(row)
				runes := []rune(field)
				if want := pipelinetest.Text(t, out, c.text, row); start < 0 || int(end) > len(runes) || string(runes[start:end]) != want {
					t.Errorf("characters %d to %d of %q are not %q", start, end, field, want)
				}
				checked++
				if utf8.RuneCountInString(field) != len(field) {
					nonASCII++
				}
			}
		}
		if checked < 30 || nonASCII < 5 {
			t.Errorf("%s: only %d rows were checked, %d of them in non-ASCII text", c.stage.Name(), checked, nonASCII)
		}
	}
}
