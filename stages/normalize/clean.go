package normalize

import (
	"encoding/binary"
	"encoding/hex"
	"time"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/cespare/xxhash/v2"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages"
	"github.com/paperlake/paperlake/stages/normalize/identity"
	"github.com/paperlake/paperlake/stages/normalize/latex"
	"github.com/paperlake/paperlake/stages/normalize/title"
)

// Clean makes text, title parts and date comparable: identified → normalized. What it does not change it does not copy.
type Clean struct {
	b    *schemas.CleanedBuilder
	text []byte // cleaned text of the row at hand

	authors, categories []string // of the row at hand
	hashed              []byte   // what its content hash is taken of
}

// NewClean returns the stage; its results are allocated from mem.
func NewClean(mem memory.Allocator) *Clean {
	return &Clean{b: schemas.NewCleanedBuilder(mem)}
}

var _ stages.Stage = (*Clean)(nil)

func (s *Clean) Name() string       { return "normalize" }
func (s *Clean) In() *arrow.Schema  { return schemas.Identified.Arrow() }
func (s *Clean) Out() *arrow.Schema { return schemas.Normalized.Arrow() }

// Apply implements stages.Stage.
func (s *Clean) Apply(in arrow.RecordBatch, _ stages.Report) (arrow.RecordBatch, error) {
	raw, err := schemas.ReadRaw(in)
	if err != nil {
		return nil, err
	}
	id, err := schemas.ReadIdentity(in)
	if err != nil {
		return nil, err
	}
	b := s.b
	b.Reserve(int(in.NumRows()))
	for i := range int(in.NumRows()) {
		s.text = s.text[:0]
		titleRaw := raw.Title.Value(i)
		cleanTitle := s.clean(titleRaw)
		abstract := s.clean(schemas.Value(raw.Abstract, i))
		comment := s.clean(schemas.Value(raw.Comment, i))
		parsed := title.Parse(cleanTitle, abstract)
		s.authors = schemas.List(s.authors[:0], raw.Authors, i)
		for j, name := range s.authors {
			s.authors[j] = s.clean(name)
		}
		s.categories = schemas.List(s.categories[:0], raw.Categories, i)
		arxiv := schemas.Value(id.ArxivID, i)
		recordDate := schemas.Value(raw.RecordDate, i)
		day, source, known := published(recordDate, arxiv)

		b.Title.Append(cleanTitle)
		schemas.AppendText(b.Abstract, abstract)
		schemas.AppendText(b.Comment, comment)
		schemas.AppendText(b.SystemName, parsed.System)
		schemas.AppendText(b.Subtitle, parsed.Subtitle)
		b.Kind.Append(parsed.Kind)
		b.Authors.Append(s.authors)
		if known {
			b.PublishedOn.Append(day)
		} else {
			b.PublishedOn.AppendNull()
		}
		schemas.AppendText(b.DateSource, source)
		b.Joined.AppendNull() // the plan knows
		b.ContentHash.Append(s.contentHash(cleanTitle, abstract, comment, s.authors, s.categories, schemas.Value(raw.Venue, i), int32(day)))
	}
	cleaned := b.NewRecordBatch()
	defer cleaned.Release()
	return schemas.Project(schemas.Normalized, cleaned, in), nil
}

// clean returns the clean form of raw: raw itself, or a view of scratch memory that lives until the next row.
func (s *Clean) clean(raw string) string {
	if !latex.Dirty(raw) {
		return raw
	}
	from := len(s.text)
	s.text = latex.Append(s.text, raw)
	if len(s.text) == from {
		return ""
	}
	return unsafe.String(&s.text[from], len(s.text)-from)
}

// contentHash covers what an update of a paper changes; every part is preceded by its length, so that no two
// papers run together to the same bytes.
func (s *Clean) contentHash(title, abstract, comment string, authors, categories []string, venue string, day int32) string {
	b := s.hashed[:0]
	number := func(n int) { b = binary.LittleEndian.AppendUint64(b, uint64(n)) }
	part := func(text string) {
		number(len(text))
		b = append(b, text...)
	}
	list := func(texts []string) {
		number(len(texts))
		for _, text := range texts {
			part(text)
		}
	}
	part(title)
	part(abstract)
	part(comment)
	list(authors)
	list(categories)
	part(venue)
	number(int(day))
	s.hashed = b
	var sum [8]byte
	binary.BigEndian.PutUint64(sum[:], xxhash.Sum64(b))
	return hex.EncodeToString(sum[:])
}

// published reads the day of publication, and where it comes from: the record's date, the month of the arXiv id,
// or, least telling, the record's year.
func published(record, arxiv string) (day arrow.Date32, source string, known bool) {
	if t, ok := dayOf(record); ok {
		return arrow.Date32FromTime(t), "record", true
	}
	if year, month, ok := identity.ArxivMonth(arxiv); arxiv != "" && ok {
		return arrow.Date32FromTime(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)), "arxiv_id", true
	}
	if isYear(record) {
		t, _ := time.Parse("2006", record)
		return arrow.Date32FromTime(t), "year", true
	}
	return 0, "", false
}

// dayOf reads a date's day, or the first day of its month.
func dayOf(date string) (day time.Time, ok bool) {
	for _, layout := range [...]string{"2006-01-02", "2006-01"} {
		if len(date) >= len(layout) {
			if t, err := time.Parse(layout, date[:len(layout)]); err == nil {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

func isYear(s string) bool {
	_, err := time.Parse("2006", s)
	return err == nil
}

func quote(s string) string {
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return `"` + s + `"`
}
