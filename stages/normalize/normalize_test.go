package normalize_test

import (
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/pipeline/pipelinetest"
	"github.com/paperlake/paperlake/stages"
	"github.com/paperlake/paperlake/stages/normalize"
)

var listings = []string{"../../testdata/listing.txt", "../../testdata/arxiv.jsonl", "../../testdata/conference.json"}

func TestStageLaws(t *testing.T) {
	raw := pipelinetest.Raw(t, listings...)
	pipelinetest.CheckStage(t, func(mem memory.Allocator) stages.Stage { return normalize.NewIdentify(mem) }, raw)
	identified := pipelinetest.Apply(t, raw, normalize.NewIdentify(memory.DefaultAllocator))
	pipelinetest.CheckStage(t, func(mem memory.Allocator) stages.Stage { return normalize.NewClean(mem) }, identified)
}

func TestNormalized(t *testing.T) {
	mem := memory.DefaultAllocator
	raw := pipelinetest.Raw(t, "../../testdata/arxiv.jsonl", "../../testdata/conference.json")
	got := pipelinetest.Apply(t, raw, normalize.NewIdentify(mem), normalize.NewClean(mem))
	hashes := map[string]string{}
	for i := range int(got.NumRows()) {
		row := func(name string) string { return pipelinetest.Text(t, got, name, i) }
		id, source := row("paper_id"), row("date_source")
		switch {
		case strings.HasPrefix(id, "arxiv:") && (row("arxiv_id") != id[len("arxiv:"):] || source != "arxiv_id" && source != "record"):
			t.Errorf("%s: arxiv_id %q, date from %q", id, row("arxiv_id"), source)
		case strings.HasPrefix(id, "title:") && len(id) != len("title:")+16:
			t.Errorf("id %q", id)
		case !strings.Contains(id, ":"):
			t.Errorf("id %q", id)
		}
		for _, field := range []string{"title", "abstract", "comment"} {
			if s := row(field); strings.ContainsAny(s, "\n\r\t") || strings.TrimSpace(s) != s || strings.Contains(s, `\%`) || strings.Contains(s, `\times`) {
				t.Errorf("%s: %s is not clean: %q", id, field, s)
			}
		}
		if row("title_raw") == "" || len(row("content_hash")) != 16 {
			t.Errorf("%s: title_raw %q, content_hash %q", id, row("title_raw"), row("content_hash"))
		}
		key := row("title") + row("abstract") + row("comment") + got.Column(got.Schema().FieldIndices("categories")[0]).ValueStr(i)
		if other, seen := hashes[row("content_hash")]; seen && other != key {
			t.Errorf("%s: the same content_hash as another text", id)
		}
		hashes[row("content_hash")] = key
	}
}
