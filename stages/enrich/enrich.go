// Package enrich mines clean papers: Papers settles a paper's code status, Links lists its URLs, Claims its
// reported efficiency figures. They are thin adapters around the pure text packages link and claim, whose
// byte offsets become offsets in characters here.
package enrich

import (
	"slices"
	"unicode/utf8"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages"
	"github.com/paperlake/paperlake/stages/enrich/claim"
	"github.com/paperlake/paperlake/stages/enrich/link"
)

// characters turns byte offsets into text, asked for in rising or falling order, into offsets in characters.
type characters struct {
	text        string
	bytes, runs int
}

func (c *characters) at(offset int) int32 {
	if offset < c.bytes {
		c.bytes, c.runs = 0, 0
	}
	ascii := asciiPrefix(c.text[c.bytes:offset])
	c.runs += ascii + utf8.RuneCountInString(c.text[c.bytes+ascii:offset])
	c.bytes = offset
	return int32(c.runs)
}

// asciiPrefix returns how many bytes of s at least are ASCII before the first that is not, eight at a time: most texts are nothing else.
func asciiPrefix(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := s[i : i+8]
		if (uint64(w[0])|uint64(w[1])<<8|uint64(w[2])<<16|uint64(w[3])<<24| // one load
			uint64(w[4])<<32|uint64(w[5])<<40|uint64(w[6])<<48|uint64(w[7])<<56)&0x8080808080808080 != 0 {
			break
		}
	}
	return i
}

// Linked makes both tables that want a paper's links, from one search: papers, whose code_status they settle, and links.
// Papers and Links are its halves as stages.
type Linked struct {
	status *schemas.TextBuilder
	links  *schemas.LinksBuilder
	finder link.Finder

	// Of the row at hand.
	found        []link.Link
	keys         map[string]bool
	fields, urls []string // its metadata
}

// NewLinked returns a Linked whose results are allocated from mem.
func NewLinked(mem memory.Allocator) *Linked {
	return &Linked{status: schemas.NewTextBuilder(mem), links: schemas.NewLinksBuilder(mem), keys: map[string]bool{}}
}

// Apply reads a batch of Normalized. The caller releases both results.
func (s *Linked) Apply(in arrow.RecordBatch) (papers, links arrow.RecordBatch, err error) {
	r, err := schemas.ReadNormalized(in)
	if err != nil {
		return nil, nil, err
	}
	for row := range int(in.NumRows()) {
		s.find(&r, row)
		s.status.Append(s.finder.CodeStatus(s.found, schemas.Value(r.Abstract, row), schemas.Value(r.Comment, row)))
		s.append(&r, row)
	}
	status := s.status.NewArray()
	defer status.Release()
	return schemas.PapersFrom(in, status), s.links.NewRecordBatch(), nil
}

// find finds the links of one paper: in its text, then in its metadata fields; each URL once.
func (s *Linked) find(in *schemas.NormalizedReader, row int) {
	dst := s.finder.Find(s.found[:0], "title", in.Title.Value(row))
	dst = s.finder.Find(dst, "abstract", schemas.Value(in.Abstract, row))
	dst = s.finder.Find(dst, "comment", schemas.Value(in.Comment, row))
	s.fields = schemas.List(s.fields[:0], in.LinkFields, row)
	s.urls = schemas.List(s.urls[:0], in.LinkURLs, row)
	for i, field := range s.fields {
		dst = s.finder.Find(dst, field, s.urls[i])
	}
	if len(dst) > 1 {
		dst = slices.DeleteFunc(dst, func(l link.Link) bool {
			key := link.Key(l)
			again := s.keys[key]
			s.keys[key] = true
			return again
		})
		clear(s.keys)
	}
	s.found = dst
}

// append appends what was found in a row to links.
func (s *Linked) append(r *schemas.NormalizedReader, row int) {
	b := s.links
	var count characters
	for _, l := range s.found {
		text := s.fieldOf(r, row, l)
		if text != count.text {
			count = characters{text: text}
		}
		b.PaperID.Append(r.PaperID.Value(row))
		b.URL.Append(l.URL)
		b.URLRaw.Append(l.URLRaw)
		b.Host.Append(l.Host)
		b.Kind.Append(l.Kind)
		b.Relation.Append(l.Relation)
		schemas.AppendText(b.RepoHost, l.RepoHost)
		schemas.AppendText(b.RepoOwner, l.RepoOwner)
		schemas.AppendText(b.RepoName, l.RepoName)
		schemas.AppendText(b.RepoPath, l.RepoPath)
		schemas.AppendText(b.Repaired, l.Repaired)
		b.Field.Append(l.Field)
		b.Start.Append(count.at(l.Start))
		b.End.Append(count.at(l.End))
		b.Rule.Append(l.Rule)
	}
}

// fieldOf returns the text that the link was found in.
func (s *Linked) fieldOf(r *schemas.NormalizedReader, row int, l link.Link) string {
	switch l.Field {
	case "title":
		return r.Title.Value(row)
	case "abstract":
		return schemas.Value(r.Abstract, row)
	case "comment":
		return schemas.Value(r.Comment, row)
	}
	for i, name := range s.fields {
		if url := s.urls[i]; name == l.Field && l.End <= len(url) && url[l.Start:l.End] == l.URLRaw {
			return url
		}
	}
	return ""
}

// Papers adds each paper's code status: normalized → papers.
type Papers struct{ linked *Linked }

// NewPapers returns the stage; its results are allocated from mem.
func NewPapers(mem memory.Allocator) *Papers { return &Papers{NewLinked(mem)} }

var _ stages.Stage = (*Papers)(nil)

func (s *Papers) Name() string       { return "papers" }
func (s *Papers) In() *arrow.Schema  { return schemas.Normalized.Arrow() }
func (s *Papers) Out() *arrow.Schema { return schemas.Papers.Arrow() }

// Apply implements stages.Stage.
func (s *Papers) Apply(in arrow.RecordBatch, _ stages.Report) (arrow.RecordBatch, error) {
	papers, links, err := s.linked.Apply(in)
	if err != nil {
		return nil, err
	}
	links.Release()
	return papers, nil
}

// Links lists the URLs of each paper: normalized → links.
type Links struct{ linked *Linked }

// NewLinks returns the stage; its results are allocated from mem.
func NewLinks(mem memory.Allocator) *Links { return &Links{NewLinked(mem)} }

var _ stages.Stage = (*Links)(nil)

func (s *Links) Name() string       { return "links" }
func (s *Links) In() *arrow.Schema  { return schemas.Normalized.Arrow() }
func (s *Links) Out() *arrow.Schema { return schemas.Links.Arrow() }

// Apply implements stages.Stage.
func (s *Links) Apply(in arrow.RecordBatch, _ stages.Report) (arrow.RecordBatch, error) {
	papers, links, err := s.linked.Apply(in)
	if err != nil {
		return nil, err
	}
	papers.Release()
	return links, nil
}

// Claims lists the efficiency figures that each paper reports: normalized → claims.
type Claims struct {
	b     *schemas.ClaimsBuilder
	miner claim.Miner
	found []claim.Claim
}

// NewClaims returns the stage; its results are allocated from mem.
func NewClaims(mem memory.Allocator) *Claims { return &Claims{b: schemas.NewClaimsBuilder(mem)} }

var _ stages.Stage = (*Claims)(nil)

func (s *Claims) Name() string       { return "claims" }
func (s *Claims) In() *arrow.Schema  { return schemas.Normalized.Arrow() }
func (s *Claims) Out() *arrow.Schema { return schemas.Claims.Arrow() }

// Apply implements stages.Stage.
func (s *Claims) Apply(in arrow.RecordBatch, _ stages.Report) (arrow.RecordBatch, error) {
	r, err := schemas.ReadNormalized(in)
	if err != nil {
		return nil, err
	}
	b := s.b
	for row := range int(in.NumRows()) {
		title, abstract := r.Title.Value(row), schemas.Value(r.Abstract, row)
		s.found = s.miner.Mine(s.found[:0], title, abstract)
		inTitle, inAbstract := characters{text: title}, characters{text: abstract}
		for _, c := range s.found {
			count := &inAbstract
			if c.Field == "title" {
				count = &inTitle
			}
			b.PaperID.Append(r.PaperID.Value(row))
			b.Metric.Append(c.Metric)
			b.Phase.Append(c.Phase)
			b.Direction.Append(c.Direction)
			b.Value.Append(c.Value)
			number(b.ValueHigh, c.ValueHigh)
			b.Unit.Append(c.Unit)
			b.Factor.Append(c.Factor)
			number(b.FactorHigh, c.FactorHigh)
			b.Qualifier.Append(c.Qualifier)
			schemas.AppendText(b.Baseline, c.Baseline)
			schemas.AppendText(b.Context, c.Context)
			b.Attribution.Append(c.Attribution)
			b.Role.Append(c.Role)
			b.Field.Append(c.Field)
			b.Start.Append(count.at(c.Start))
			b.End.Append(count.at(c.End))
			b.Text.Append(c.Text)
			b.Sentence.Append(c.Sentence)
			b.Rule.Append(c.Rule)
		}
	}
	return b.NewRecordBatch(), nil
}

// number appends v, or null for the 0 of a figure that is no range.
func number(b *array.Float64Builder, v float64) {
	if v == 0 {
		b.AppendNull()
		return
	}
	b.Append(v)
}
