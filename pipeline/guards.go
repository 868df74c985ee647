package pipeline

import (
	"fmt"
	"path"
	"sync"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/stages/extract"
)

// A RejectsError says that too many records of an input could not be used; nothing was committed.
type RejectsError struct {
	Input             string
	Rejected, Records int64 // Records counts the rejected ones too
	Limit             float64
	First             string // which record is the first of them, and why
}

func (e *RejectsError) Error() string {
	return fmt.Sprintf("%s: %d of %d records are rejected, more than %.3g%%, so none is taken (--max-rejects raises the limit); the first: %s",
		e.Input, e.Rejected, e.Records, 100*e.Limit, e.First)
}

// firstReason keeps what was wrong with the first record that was rejected, whichever worker meets it.
type firstReason struct {
	sync.Mutex
	record int64 // 0: none so far
	text   string
}

func (f *firstReason) note(t extract.Trouble) {
	f.Lock()
	defer f.Unlock()
	if f.record == 0 || t.Record < f.record {
		f.record, f.text = t.Record, fmt.Sprintf("record %d, byte %d: %s", t.Record, t.Offset, t.Message)
	}
}

func (s *Source) checkRejects(limit float64) error {
	if total := s.Records + s.Rejected; total > 0 && float64(s.Rejected) > limit*float64(total) {
		return &RejectsError{s.Name, s.Rejected, total, limit, s.reason}
	}
	return nil
}

// farSmaller is the share of the last listing's records below which an input is probably not whole.
const farSmaller = 0.1

// Outcome says in a few words what became of the source: a day without papers must not look like success.
func (s *Source) Outcome(base *lake.Snapshot) string {
	switch {
	case s.Skipped:
		return "skipped: already in the lake"
	case s.Failed != nil:
		return "failed: " + s.Failed.Error()
	case s.CutOff != nil:
		return "taken in part: " + s.CutOff.Error()
	case s.Records+s.Rejected == 0:
		return "empty: a valid listing without papers"
	}
	if last, ok := lastLike(s, base); ok && float64(s.Records) < farSmaller*float64(last.Records) {
		return fmt.Sprintf("taken: far smaller than %s (%d records, that one had %d)", last.Name, s.Records, last.Records)
	}
	return "taken"
}

// lastLike finds the newest input of the lake with the source's format and folder.
func lastLike(s *Source, base *lake.Snapshot) (last lake.Input, ok bool) {
	for _, in := range base.Inputs {
		if in.Format == s.Format.Name && path.Dir(in.Name) == path.Dir(s.Name) && in.Name != s.Name && in.Records > 0 &&
			(!ok || in.Taken > last.Taken || in.Taken == last.Taken && in.Name > last.Name) {
			last, ok = in, true
		}
	}
	return last, ok
}
