// Package normalize turns a source's own text into clean, identified papers: Identify decides who a record is
// about, Clean makes its text, title parts and date comparable. Both are thin adapters around the pure text
// packages latex, title and identity.
package normalize

import (
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages"
	"github.com/paperlake/paperlake/stages/normalize/identity"
	"github.com/paperlake/paperlake/stages/normalize/latex"
)

// Identify adds the identity of each record: raw → identified. An arXiv id in any field goes before a DOI, a DOI
// before an OpenReview id, and the title stands in when there is none of them.
type Identify struct {
	paperID, arxivID, doi *array.StringBuilder
	version               *array.Int32Builder
}

// NewIdentify returns the stage; its results are allocated from mem.
func NewIdentify(mem memory.Allocator) *Identify {
	return &Identify{
		paperID: array.NewStringBuilder(mem),
		arxivID: array.NewStringBuilder(mem),
		doi:     array.NewStringBuilder(mem),
		version: array.NewInt32Builder(mem),
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
		id := identify(&raw, i)
		s.paperID.Append(id.paper)
		schemas.AppendText(s.arxivID, id.arxiv)
		schemas.AppendText(s.doi, id.doi)
		schemas.AppendCount(s.version, id.version)
	}
	added := []arrow.Array{s.paperID.NewArray(), s.arxivID.NewArray(), s.doi.NewArray()}
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

type identified struct {
	paper, arxiv, doi string
	version           int32
}

func identify(raw *schemas.RawReader, row int) (id identified) {
	rawID, rawDOI, url := schemas.Value(raw.RawID, row), schemas.Value(raw.RawDOI, row), schemas.Value(raw.URL, row)
	id.doi, _ = identity.DOI(rawDOI)
	if !raw.Version.IsNull(row) {
		id.version = raw.Version.Value(row)
	}
	for _, field := range [...]string{rawID, url, rawDOI} {
		if field == "" {
			continue
		}
		if arxiv, version, ok := identity.ArxivID(field); ok && id.arxiv == "" {
			id.arxiv = arxiv
			if version > 0 {
				id.version = int32(version)
			}
		}
		if id.doi == "" {
			id.doi, _ = identity.DOI(field)
		}
	}
	openreview, ok := identity.OpenReviewID(schemas.Value(raw.OpenReview, row))
	if !ok && strings.Contains(url, "openreview.net") {
		openreview, _ = identity.OpenReviewID(url)
	}
	title := ""
	if id.arxiv == "" && id.doi == "" && openreview == "" {
		title = latex.Clean(raw.Title.Value(row))
	}
	id.paper = identity.PaperID(id.arxiv, id.doi, openreview, title)
	return id
}
