package schemas

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// Papers has one row a paper: its latest version.
var Papers = table("papers", "one paper, its latest version",
	Column{Name: "paper_id", Type: text, Bloom: true, Doc: "Identity: `arxiv:…`, `doi:…`, `openreview:…`, else `title:` and 16 hex digits of the normalised title's hash."},
	Column{Name: "title", Type: text, Doc: "Title as clean Unicode text."},
	Column{Name: "abstract", Type: text, Nullable: true, Doc: "Abstract as clean Unicode text; null when the source has none."},
	Column{Name: "title_raw", Type: text, Doc: "Title as the source has it."},
	Column{Name: "comment", Type: text, Nullable: true, Doc: "The authors' comment (arXiv), clean."},
	Column{Name: "system_name", Type: text, Nullable: true, Doc: "The name that the title gives to the paper's own method, model, dataset, benchmark or tool."},
	Column{Name: "subtitle", Type: text, Nullable: true, Doc: "The title without the system name and its colon or dash."},
	Column{Name: "kind", Type: text, Dict: true, Values: []string{"method", "survey", "benchmark", "dataset", "other"}, Doc: "What kind of paper it is, read from title and abstract."},
	Column{Name: "authors", Type: texts, Doc: "Authors in the source's order; empty when it names none."},
	Column{Name: "categories", Type: texts, Doc: "Subject categories, the primary one first; empty when the source has none."},
	Column{Name: "venue", Type: text, Nullable: true, Dict: true, Doc: "Conference or journal, as the source names it; from another record of the paper where this one names none."},
	Column{Name: "published_on", Type: date, Nullable: true, Doc: "Day of first publication; the first of the month or year where only that is known; null when unknown."},
	Column{Name: "date_source", Type: text, Nullable: true, Dict: true, Values: []string{"record", "arxiv_id", "year"}, Doc: "Where published_on comes from: the record's own date, the month in the arXiv id, or the record's year, which puts the paper on 1 January: count months without those."},
	Column{Name: "arxiv_id", Type: text, Nullable: true, Doc: "arXiv id without version, text: `2410.01234`, `cs/0601001`."},
	Column{Name: "doi", Type: text, Nullable: true, Doc: "DOI in lower case, without resolver; from another record of the paper where this one has none."},
	Column{Name: "joined", Type: text, Nullable: true, Doc: "What told that records of other listings are of this paper, several parted by `; `: `arxiv_id`, `doi`, `openreview_id`, `title and authors`, or `title` where nothing else identifies them; null when nothing was joined."},
	Column{Name: "url", Type: text, Nullable: true, Doc: "Where a reader finds the paper."},
	Column{Name: "code_status", Type: text, Dict: true, Values: []string{"linked", "promised", "none"}, Doc: "Whether the paper links its code, promises it, or neither."},
	Column{Name: "source", Type: text, Dict: true, Doc: "Name of the listing format that the row came from."},
	Column{Name: "source_file", Type: text, Dict: true, Doc: "Listing file, as named in the run's inputs."},
	Column{Name: "source_record", Type: integer, Doc: "Number of the record in that file, from 1."},
	Column{Name: "content_hash", Type: text, Doc: "16 hex digits over title, abstract, comment, authors, categories, venue and date: as this record has them: equal hashes mean an unchanged paper."},
)

// Normalized is what normalize hands to enrich: a paper without its code_status, with the record's link fields.
var Normalized = table("normalized", "one paper, cleaned, before enrichment",
	append(without(Papers, "code_status"),
		Column{Name: "link_fields", Type: texts, Doc: "Names of the metadata fields that hold links."},
		Column{Name: "link_urls", Type: texts, Doc: "What those fields hold, one for each name."},
	)...)

// Cleaned has the columns of Normalized that cleaning makes; it takes the others as they are from Identified.
var Cleaned = table("cleaned", "what cleaning makes of one record",
	only(Normalized, "title", "abstract", "comment", "system_name", "subtitle", "kind", "authors", "published_on", "date_source", "joined", "content_hash")...)

func only(t *Table, names ...string) (out []Column) {
	for _, name := range names {
		c, ok := t.Column(name)
		if !ok {
			panic("schemas: no column " + name + " in " + t.Name)
		}
		out = append(out, c)
	}
	return out
}

func without(t *Table, name string) []Column {
	var out []Column
	for _, c := range t.Columns {
		if c.Name != name {
			out = append(out, c)
		}
	}
	return out
}

// CleanedBuilder builds batches of Cleaned.
type CleanedBuilder struct {
	*BatchBuilder
	Title       *TextBuilder         `col:"title"`
	Abstract    *TextBuilder         `col:"abstract"`
	Comment     *TextBuilder         `col:"comment"`
	SystemName  *TextBuilder         `col:"system_name"`
	Subtitle    *TextBuilder         `col:"subtitle"`
	Kind        *TextBuilder         `col:"kind"`
	Authors     *TextsBuilder        `col:"authors"`
	PublishedOn *array.Date32Builder `col:"published_on"`
	DateSource  *TextBuilder         `col:"date_source"`
	Joined      *TextBuilder         `col:"joined"`
	ContentHash *TextBuilder         `col:"content_hash"`
}

// NewCleanedBuilder returns a builder whose memory comes from mem.
func NewCleanedBuilder(mem memory.Allocator) *CleanedBuilder {
	b := &CleanedBuilder{}
	b.BatchBuilder = bindBuilder(mem, Cleaned, b)
	return b
}

// NormalizedReader reads what enrichment needs of a batch of Normalized.
type NormalizedReader struct {
	PaperID    *array.String `col:"paper_id"`
	Title      *array.String `col:"title"`
	Abstract   *array.String `col:"abstract"`
	Comment    *array.String `col:"comment"`
	LinkFields *array.List   `col:"link_fields"`
	LinkURLs   *array.List   `col:"link_urls"`
}

// ReadNormalized binds a reader to batch; it is valid while the batch is.
func ReadNormalized(batch arrow.RecordBatch) (r NormalizedReader, err error) {
	return r, bindReader(batch, &r)
}

// PapersFrom makes a batch of Papers from a batch of Normalized and its code_status column, sharing the columns.
func PapersFrom(normalized arrow.RecordBatch, codeStatus arrow.Array) arrow.RecordBatch {
	added := array.NewRecordBatch(codeStatusOnly.Arrow(), []arrow.Array{codeStatus}, normalized.NumRows())
	defer added.Release()
	return Project(Papers, normalized, added)
}

var codeStatusOnly = table("code_status", "the code status of one paper", only(Papers, "code_status")...)
