// Package normalize turns a source's own text into clean, identified papers: Identify decides who a record is
// about, Clean makes its text, title parts and date comparable. Both are thin adapters around the pure text
// packages latex, title and identity.
package normalize

import (
	"fmt"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages"
	"github.com/paperlake/paperlake/stages/normalize/identity"
	"github.com/paperlake/paperlake/stages/normalize/latex"
)

// Identify adds the identity of each record, and tells which have ids or dates that cannot be read: raw → identified. An arXiv id in any field goes before a DOI, a DOI
// before an OpenReview id, and the title stands in when there is none of them.
type Identify struct {
	paperID, arxivID, doi, openReview *schemas.TextBuilder
	version                           *array.Int32Builder
}

// NewIdentify returns the stage; its results are allocated from mem.
func NewIdentify(mem memory.Allocator) *Identify {
	return &Identify{
		paperID:    schemas.NewTextBuilder(mem),
		arxivID:    schemas.NewTextBuilder(mem),
		doi:        schemas.NewTextBuilder(mem),
		openReview: schemas.NewTextBuilder(mem),
		version:    array.NewInt32Builder(mem),
	}
}

var _ stages.Stage = (*Identify)(nil)

func (s *Identify) Name() string       { return "identify" }
func (s *Identify) In() *arrow.Schema  { return schemas.Raw.Arrow() }
func (s *Identify) Out() *arrow.Schema { return schemas.Identified.Arrow() }

// Apply implements stages.Stage.
func (s *Identify) Apply(in arrow.RecordBatch, report stages.Report) (arrow.RecordBatch, error) {
	raw, err := schemas.ReadRaw(in)
	if err != nil {
		return nil, err
	}
	for i := range int(in.NumRows()) {
		fields := IDFields{
			ID: schemas.Value(raw.RawID, i), DOI: schemas.Value(raw.RawDOI, i), OpenReview: schemas.Value(raw.OpenReview, i),
			URL: schemas.Value(raw.URL, i), Title: raw.Title.Value(i),
		}
		if !raw.Version.IsNull(i) {
			fields.Version = raw.Version.Value(i)
		}
		id := IdentityOf(fields)
		if id.ArxivID == "" {
			if proposal, reason, ok := identity.RepairArxivID(fields.ID); ok {
				report(i, "arxiv_id_shape", fmt.Sprintf("%q is no arXiv id; it may be %s (%s); nothing was repaired, the record is %s", fields.ID, proposal, reason, id.PaperID()))
			}
		}
		if date := schemas.Value(raw.RecordDate, i); date != "" && !isYear(date) {
			if _, ok := dayOf(date); !ok {
				report(i, "unknown_date", "the date "+quote(date)+" is not of the form YYYY, YYYY-MM or YYYY-MM-DD; it is passed over")
			}
		}
		s.paperID.Append(id.PaperID())
		schemas.AppendText(s.arxivID, id.ArxivID)
		schemas.AppendText(s.doi, id.DOI)
		schemas.AppendText(s.openReview, id.OpenReview)
		schemas.AppendCount(s.version, id.Version)
	}
	added := []arrow.Array{s.paperID.NewArray(), s.arxivID.NewArray(), s.doi.NewArray(), s.openReview.NewArray()}
	version := s.version.NewArray()
	versioned := schemas.Replace(in, "version", version)
	out := schemas.Add(schemas.Identified, versioned, added...)
	versioned.Release()
	version.Release()
	for _, a := range added {
		a.Release()
	}
	return out, nil
}

// IDFields are the fields of a record that say who it is about, in whatever spelling.
type IDFields struct {
	ID, DOI, OpenReview, URL, Title string
	Version                         int32 // 0 = not said
}

// Identity is who a record is about.
type Identity struct {
	ArxivID, DOI, OpenReview string
	Version                  int32
	other                    string // the paper's id, where it has no arXiv id
}

// PaperID returns the paper's id, as identity.PaperID would. It is made when it is asked for: most callers look at it and
// let it go, so that it needs no memory.
func (id *Identity) PaperID() string {
	if id.ArxivID != "" {
		return "arxiv:" + id.ArxivID
	}
	return id.other
}

// IdentityOf decides who a record is about. A field is read for what those before it have left open, and no further:
// a run asks this twice of every record.
func IdentityOf(f IDFields) (id Identity) {
	id.Version = f.Version
	id.DOI, _ = identity.DOI(f.DOI)
	for _, field := range [...]string{f.ID, f.URL, f.DOI} {
		if field == "" {
			continue
		}
		if id.ArxivID == "" {
			arxiv, version, _ := identity.ArxivID(field)
			id.ArxivID = arxiv
			if version > 0 {
				id.Version = int32(version)
			}
			if len(arxiv) == len(field) && arxiv != "" {
				continue // an id and nothing else holds no DOI
			}
		}
		if id.DOI == "" {
			id.DOI, _ = identity.DOI(field)
		}
	}
	openreview, ok := identity.OpenReviewID(f.OpenReview)
	if !ok && strings.Contains(f.URL, "openreview.net") {
		openreview, _ = identity.OpenReviewID(f.URL)
	}
	id.OpenReview = openreview
	if id.ArxivID != "" {
		return id
	}
	title := ""
	if id.DOI == "" && openreview == "" {
		title = latex.Clean(f.Title)
	}
	id.other = identity.PaperID("", id.DOI, openreview, title)
	return id
}
