package normalize

import (
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
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

// Clean makes text, title parts and date comparable: identified → normalized. Texts are cleaned in the memory of their columns, which
// copies them once.
type Clean struct {
	b *schemas.CleanedBuilder

	authors, categories []string // of the row at hand
	names               []byte   // those of its authors that had to be cleaned
	hash                contentHash
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
		cleanTitle := clean(b.Title, raw.Title.Value(i))
		abstract := clean(b.Abstract, schemas.Value(raw.Abstract, i))
		comment := clean(b.Comment, schemas.Value(raw.Comment, i))
		parsed := title.Parse(cleanTitle, abstract)
		s.authors = schemas.List(s.authors[:0], raw.Authors, i)
		s.cleanNames(schemas.Run(raw.Authors, i))
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
		h := s.hash.of(cleanTitle, abstract, comment, s.authors, s.categories, schemas.Value(raw.Venue, i), int32(day))
		b.ContentHash.Append(view(hex.AppendEncode(b.ContentHash.Room(2*len(h)), h[:])))
	}
	cleaned := b.NewRecordBatch()
	defer cleaned.Release()
	return schemas.Project(schemas.Normalized, cleaned, in), nil
}

// clean returns the clean form of raw, to be appended to b next.
func clean(b *schemas.TextBuilder, raw string) string {
	if raw == "" {
		return ""
	}
	return view(latex.Append(b.Room(len(raw)), raw))
}

// cleanNames cleans the authors of the row at hand, which run has one behind the other. Most are clean and stay views of the input:
// a look at each name by itself took twice as long.
func (s *Clean) cleanNames(run string) {
	s.names = s.names[:0]
	plain := latex.Plain(run)
	for i, name := range s.authors {
		if plain && name != "" && name[0] != ' ' && name[len(name)-1] != ' ' {
			continue
		}
		if latex.Dirty(name) {
			from := len(s.names)
			s.names = latex.Append(s.names, name)
			s.authors[i] = view(s.names[from:])
		}
	}
	s.authors = slices.DeleteFunc(s.authors, nobody)
}

// nobody tells what is no name: arXiv parts a team from its members by an author ":".
func nobody(name string) bool {
	return name == "" || len(name) == 1 && strings.Contains(":;,.-&*", name)
}

// view is b as a string, as long as nothing is written to b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// contentHash hashes what an update of a paper changes; every part is preceded by its length, so that no two papers run together to
// the same bytes. Long texts are hashed where they stand, small parts are gathered first.
type contentHash struct {
	digest xxhash.Digest
	small  []byte
}

func (h *contentHash) of(title, abstract, comment string, authors, categories []string, venue string, day int32) (sum [8]byte) {
	h.digest.Reset()
	h.small = h.small[:0]
	h.part(title)
	h.part(abstract)
	h.part(comment)
	h.list(authors)
	h.list(categories)
	h.part(venue)
	h.number(int(day))
	_, _ = h.digest.Write(h.small)
	binary.BigEndian.PutUint64(sum[:], h.digest.Sum64())
	return sum
}

func (h *contentHash) number(n int) { h.small = binary.LittleEndian.AppendUint64(h.small, uint64(n)) }

func (h *contentHash) part(text string) {
	h.number(len(text))
	if len(text) < 256 {
		h.small = append(h.small, text...)
		return
	}
	_, _ = h.digest.Write(h.small)
	_, _ = h.digest.WriteString(text)
	h.small = h.small[:0]
}

func (h *contentHash) list(texts []string) {
	h.number(len(texts))
	for _, text := range texts {
		h.part(text)
	}
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
