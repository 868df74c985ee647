package schemas

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// Raw is what every source yields: the record's own text, nothing cleaned, nothing decided.
var Raw = table("raw", "one record of a listing, as the source has it",
	Column{Name: "source", Type: text, Doc: "Listing format."},
	Column{Name: "source_file", Type: text, Doc: "Listing file, as named in the run's inputs."},
	Column{Name: "source_record", Type: integer, Doc: "Record number, from 1."},
	Column{Name: "byte_offset", Type: integer, Doc: "Where the record starts in the unpacked file."},
	Column{Name: "raw_id", Type: text, Nullable: true, Doc: "The source's own id, in whatever spelling."},
	Column{Name: "raw_doi", Type: text, Nullable: true, Doc: "DOI field, in whatever spelling."},
	Column{Name: "raw_openreview", Type: text, Nullable: true, Doc: "OpenReview forum id or address."},
	Column{Name: "title_raw", Type: text, Doc: "Title."},
	Column{Name: "abstract_raw", Type: text, Nullable: true, Doc: "Abstract."},
	Column{Name: "comment_raw", Type: text, Nullable: true, Doc: "Authors' comment."},
	Column{Name: "authors", Type: texts, Doc: "Authors."},
	Column{Name: "categories", Type: texts, Doc: "Subject categories."},
	Column{Name: "venue", Type: text, Nullable: true, Doc: "Conference or journal."},
	Column{Name: "record_date", Type: text, Nullable: true, Doc: "Date of publication in the record: `2024`, `2024-05` or `2024-05-17…`."},
	Column{Name: "version", Type: small, Nullable: true, Doc: "Version of the paper that the record describes, from 1."},
	Column{Name: "updated_on", Type: date, Nullable: true, Doc: "Day of that version."},
	Column{Name: "seen_on", Type: date, Nullable: true, Doc: "Day of the listing."},
	Column{Name: "rank", Type: small, Nullable: true, Doc: "Place in a ranked listing, from 1."},
	Column{Name: "upvotes", Type: integer, Nullable: true, Doc: "Upvotes at the time of the listing."},
	Column{Name: "citations", Type: integer, Nullable: true, Doc: "Citations counted at the time of the listing."},
	Column{Name: "url", Type: text, Nullable: true, Doc: "Where a reader finds the paper."},
	Column{Name: "link_fields", Type: texts, Doc: "Names of the metadata fields that hold links."},
	Column{Name: "link_urls", Type: texts, Doc: "What those fields hold, one for each name."},
)

// Identified is Raw with the identity of each record.
var Identified = table("identified", "one record of a listing with its identity",
	extend(Raw,
		Column{Name: "paper_id", Type: text, Doc: "Identity, as in papers."},
		Column{Name: "arxiv_id", Type: text, Nullable: true, Doc: "arXiv id without version."},
		Column{Name: "doi", Type: text, Nullable: true, Doc: "DOI in lower case, without resolver."},
		Column{Name: "openreview_id", Type: text, Nullable: true, Doc: "OpenReview forum id."},
	)...)

// Ranked is Identified with the verdict of the plan on each record.
var Ranked = table("ranked", "one record of a listing, told latest or superseded",
	extend(Identified,
		Column{Name: "is_latest", Type: boolean, Doc: "Whether this record is the one that papers is made from."},
		Column{Name: "record_id", Type: text, Nullable: true, Doc: "As in sightings."},
		Column{Name: "title_key", Type: integer, Nullable: true, Doc: "As in sightings."},
		Column{Name: "author_keys", Type: integer, Nullable: true, Doc: "As in sightings."},
		Column{Name: "content_key", Type: integer, Doc: "As in sightings."},
	)...)

// Sightings has one row a record of a listing, repeats included.
var Sightings = table("sightings", "one record of a listing, repeats included",
	Column{Name: "paper_id", Type: text, Bloom: true, Doc: "The paper that the record describes."},
	Column{Name: "source", Type: text, Dict: true, Doc: "Name of the listing format."},
	Column{Name: "source_file", Type: text, Dict: true, Doc: "Listing file, as named in the run's inputs."},
	Column{Name: "source_record", Type: integer, Doc: "Number of the record in that file, from 1."},
	Column{Name: "seen_on", Type: date, Nullable: true, Doc: "Day of the listing: from the record, else from the file's name; the first of the month where only that is known."},
	Column{Name: "version", Type: small, Nullable: true, Doc: "Version of the paper that the record describes, from 1; null when the record does not say."},
	Column{Name: "updated_on", Type: date, Nullable: true, Doc: "Day of that version; null when the record does not say."},
	Column{Name: "rank", Type: small, Nullable: true, Doc: "Place in a ranked listing, from 1."},
	Column{Name: "upvotes", Type: integer, Nullable: true, Doc: "Upvotes at the time of the listing."},
	Column{Name: "citations", Type: integer, Nullable: true, Doc: "Citations counted at the time of the listing."},
	Column{Name: "is_latest", Type: boolean, Doc: "Whether papers is made from this record: the first one with the content_key of the paper's latest record."},
	Column{Name: "record_id", Type: text, Nullable: true, Doc: "The id that the record alone has, where it was joined to a paper of another id."},
	Column{Name: "doi", Type: text, Nullable: true, Doc: "The record's DOI."},
	Column{Name: "openreview_id", Type: text, Nullable: true, Doc: "The record's OpenReview id."},
	Column{Name: "venue", Type: text, Nullable: true, Dict: true, Doc: "Conference or journal, as the record names it."},
	Column{Name: "title_key", Type: integer, Nullable: true, Doc: "Hash of the normalised title, by which records are joined; null when it is too short or the record names no author."},
	Column{Name: "author_keys", Type: integer, Nullable: true, Doc: "Hashes of the first four authors' surnames and initials, 16 bits each; joined records share one."},
	Column{Name: "content_key", Type: integer, Doc: "Hash of all that the record says of the paper; records with the same one repeat each other."},
)

// Problems has one row for each thing that was wrong with the input.
var Problems = table("problems", "one thing that was wrong with the input",
	Column{Name: "paper_id", Type: text, Nullable: true, Doc: "The id that the record has of its own, where it could still be identified; sightings tells of which paper it is."},
	Column{Name: "source_file", Type: text, Dict: true, Doc: "Listing file, as named in the run's inputs."},
	Column{Name: "source_record", Type: integer, Doc: "Number of the record in that file, from 1."},
	Column{Name: "byte_offset", Type: integer, Doc: "Where the record starts in the unpacked file."},
	Column{Name: "stage", Type: text, Dict: true, Doc: "The stage that met it."},
	Column{Name: "code", Type: text, Dict: true, Doc: "Short fixed name of the trouble."},
	Column{Name: "message", Type: text, Doc: "What is wrong and what was done."},
	Column{Name: "excerpt", Type: text, Nullable: true, Doc: "The first bytes of the record, at most 200 characters."},
)

// RawBuilder builds batches of Raw.
type RawBuilder struct {
	*BatchBuilder
	Source       *TextBuilder         `col:"source"`
	SourceFile   *TextBuilder         `col:"source_file"`
	SourceRecord *array.Int64Builder  `col:"source_record"`
	ByteOffset   *array.Int64Builder  `col:"byte_offset"`
	RawID        *TextBuilder         `col:"raw_id"`
	RawDOI       *TextBuilder         `col:"raw_doi"`
	OpenReview   *TextBuilder         `col:"raw_openreview"`
	Title        *TextBuilder         `col:"title_raw"`
	Abstract     *TextBuilder         `col:"abstract_raw"`
	Comment      *TextBuilder         `col:"comment_raw"`
	Authors      *TextsBuilder        `col:"authors"`
	Categories   *TextsBuilder        `col:"categories"`
	Venue        *TextBuilder         `col:"venue"`
	RecordDate   *TextBuilder         `col:"record_date"`
	Version      *array.Int32Builder  `col:"version"`
	UpdatedOn    *array.Date32Builder `col:"updated_on"`
	SeenOn       *array.Date32Builder `col:"seen_on"`
	Rank         *array.Int32Builder  `col:"rank"`
	Upvotes      *array.Int64Builder  `col:"upvotes"`
	Citations    *array.Int64Builder  `col:"citations"`
	URL          *TextBuilder         `col:"url"`
	LinkFields   *TextsBuilder        `col:"link_fields"`
	LinkURLs     *TextsBuilder        `col:"link_urls"`
}

// NewRawBuilder returns a builder whose memory comes from mem.
func NewRawBuilder(mem memory.Allocator) *RawBuilder {
	b := &RawBuilder{}
	b.BatchBuilder = bindBuilder(mem, Raw, b)
	return b
}

// RawReader reads a batch that has the columns of Raw.
type RawReader struct {
	Source       *array.String `col:"source"`
	SourceFile   *array.String `col:"source_file"`
	SourceRecord *array.Int64  `col:"source_record"`
	ByteOffset   *array.Int64  `col:"byte_offset"`
	RawID        *array.String `col:"raw_id"`
	RawDOI       *array.String `col:"raw_doi"`
	OpenReview   *array.String `col:"raw_openreview"`
	Title        *array.String `col:"title_raw"`
	Abstract     *array.String `col:"abstract_raw"`
	Comment      *array.String `col:"comment_raw"`
	Authors      *array.List   `col:"authors"`
	Categories   *array.List   `col:"categories"`
	Venue        *array.String `col:"venue"`
	RecordDate   *array.String `col:"record_date"`
	Version      *array.Int32  `col:"version"`
	UpdatedOn    *array.Date32 `col:"updated_on"`
	SeenOn       *array.Date32 `col:"seen_on"`
	Rank         *array.Int32  `col:"rank"`
	Upvotes      *array.Int64  `col:"upvotes"`
	Citations    *array.Int64  `col:"citations"`
	URL          *array.String `col:"url"`
	LinkFields   *array.List   `col:"link_fields"`
	LinkURLs     *array.List   `col:"link_urls"`
}

// ReadRaw binds a reader to batch; it is valid while the batch is.
func ReadRaw(batch arrow.RecordBatch) (r RawReader, err error) {
	return r, bindReader(batch, &r)
}

// IdentityReader reads the columns that Identified adds to Raw.
type IdentityReader struct {
	PaperID    *array.String `col:"paper_id"`
	ArxivID    *array.String `col:"arxiv_id"`
	DOI        *array.String `col:"doi"`
	OpenReview *array.String `col:"openreview_id"`
}

// ReadIdentity binds a reader to batch; it is valid while the batch is.
func ReadIdentity(batch arrow.RecordBatch) (r IdentityReader, err error) {
	return r, bindReader(batch, &r)
}

// Add makes a batch of wider, which is the batch's table with more columns at its end, sharing the columns.
func Add(wider *Table, batch arrow.RecordBatch, more ...arrow.Array) arrow.RecordBatch {
	columns := append(append(make([]arrow.Array, 0, len(wider.Columns)), batch.Columns()...), more...)
	return array.NewRecordBatch(wider.Arrow(), columns, batch.NumRows())
}

// Project makes a batch of t, sharing the columns: each comes from the first of the batches that has one of its name.
// The batches are of the same rows. It panics when none has the column.
func Project(t *Table, batches ...arrow.RecordBatch) arrow.RecordBatch {
	columns := make([]arrow.Array, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = columnOf(c.Name, batches)
	}
	return array.NewRecordBatch(t.Arrow(), columns, batches[0].NumRows())
}

func columnOf(name string, batches []arrow.RecordBatch) arrow.Array {
	for _, b := range batches {
		if at := b.Schema().FieldIndices(name); len(at) > 0 {
			return b.Column(at[0])
		}
	}
	panic("schemas: no batch has a column " + name)
}

// ProblemsBuilder builds batches of Problems.
type ProblemsBuilder struct {
	*BatchBuilder
	PaperID      *TextBuilder        `col:"paper_id"`
	SourceFile   *TextBuilder        `col:"source_file"`
	SourceRecord *array.Int64Builder `col:"source_record"`
	ByteOffset   *array.Int64Builder `col:"byte_offset"`
	Stage        *TextBuilder        `col:"stage"`
	Code         *TextBuilder        `col:"code"`
	Message      *TextBuilder        `col:"message"`
	Excerpt      *TextBuilder        `col:"excerpt"`
}

// NewProblemsBuilder returns a builder whose memory comes from mem.
func NewProblemsBuilder(mem memory.Allocator) *ProblemsBuilder {
	b := &ProblemsBuilder{}
	b.BatchBuilder = bindBuilder(mem, Problems, b)
	return b
}

// SightingsReader reads a batch of Sightings.
type SightingsReader struct {
	PaperID      *array.String  `col:"paper_id"`
	Source       *array.String  `col:"source"`
	SourceFile   *array.String  `col:"source_file"`
	SourceRecord *array.Int64   `col:"source_record"`
	SeenOn       *array.Date32  `col:"seen_on"`
	Version      *array.Int32   `col:"version"`
	UpdatedOn    *array.Date32  `col:"updated_on"`
	IsLatest     *array.Boolean `col:"is_latest"`
	RecordID     *array.String  `col:"record_id"`
	DOI          *array.String  `col:"doi"`
	OpenReview   *array.String  `col:"openreview_id"`
	Venue        *array.String  `col:"venue"`
	TitleKey     *array.Int64   `col:"title_key"`
	AuthorKeys   *array.Int64   `col:"author_keys"`
	ContentKey   *array.Int64   `col:"content_key"`
}

// ReadSightings binds a reader to batch; it is valid while the batch is.
func ReadSightings(batch arrow.RecordBatch) (r SightingsReader, err error) {
	return r, bindReader(batch, &r)
}

// A PlaceReader tells where a row came from. Columns that the batch does not have are passed over.
type PlaceReader struct {
	paperID, sourceFile      *array.String
	sourceRecord, byteOffset *array.Int64
}

// ReadPlace binds a reader to any batch.
func ReadPlace(batch arrow.RecordBatch) PlaceReader {
	texts := func(name string) *array.String {
		for _, at := range batch.Schema().FieldIndices(name) {
			a, _ := batch.Column(at).(*array.String)
			return a
		}
		return nil
	}
	integers := func(name string) *array.Int64 {
		for _, at := range batch.Schema().FieldIndices(name) {
			a, _ := batch.Column(at).(*array.Int64)
			return a
		}
		return nil
	}
	return PlaceReader{texts("paper_id"), texts("source_file"), integers("source_record"), integers("byte_offset")}
}

// A Place is where a row came from; unknown parts are zero.
type Place struct {
	PaperID, SourceFile      string
	SourceRecord, ByteOffset int64
}

// Of returns the place of a row.
func (r PlaceReader) Of(row int) (p Place) {
	if r.paperID != nil {
		p.PaperID = Value(r.paperID, row)
	}
	if r.sourceFile != nil {
		p.SourceFile = Value(r.sourceFile, row)
	}
	if r.sourceRecord != nil {
		p.SourceRecord = r.sourceRecord.Value(row)
	}
	if r.byteOffset != nil {
		p.ByteOffset = r.byteOffset.Value(row)
	}
	return p
}

// Replace returns batch with another column in the place of the one of that name.
func Replace(batch arrow.RecordBatch, name string, column arrow.Array) arrow.RecordBatch {
	columns := append([]arrow.Array(nil), batch.Columns()...)
	columns[batch.Schema().FieldIndices(name)[0]] = column
	return array.NewRecordBatch(batch.Schema(), columns, batch.NumRows())
}
