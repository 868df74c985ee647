package pipeline

import (
	"context"
	"errors"
	"os"
	"testing"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/stages/extract"
)

// A disk that takes no more is told once and as no input's fault: no input is left out for it.
func TestSpoolFault(t *testing.T) {
	inputs, err := extract.Resolve([]string{"../testdata/arxiv.jsonl", "../testdata/conference.json"})
	if err != nil {
		t.Fatal(err)
	}
	p := &Plan{Base: &lake.Snapshot{}, names: namesOf(inputs, &lake.Snapshot{})}
	for _, in := range inputs {
		p.Sources = append(p.Sources, Source{Input: in, file: p.names.place[in.Name]})
	}
	if p.spool, err = newSpool(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	p.spool.close() // as good as a full disk
	failures, err := p.censusAll(context.Background())
	if !errors.Is(err, os.ErrClosed) || len(failures) > 0 {
		t.Errorf("error %v and failures %v, want the error of the file alone", err, failures)
	}
	for _, s := range p.Sources {
		if s.Failed != nil {
			t.Errorf("%s is left out: %v", s.Name, s.Failed)
		}
	}
}
