// Package extract reads listings of papers: one file a format, each a Format that recognises itself by
// content, cuts the unpacked stream into blocks of whole records, and decodes a block into a batch of
// schemas.Raw. Cutting is sequential and cheap; decoding runs on all cores.
//
// A new format is one file and one word in Formats: Sniff says what the first bytes look like, and a finder and a parser (cut.go,
// textdecode.go; xmltree.go for XML, jsonformat.go for JSON) where a record ends and what is in it. Its fixture in testdata,
// named after it, holds it to the laws of conformance_test.go: any block border, any line ends, packed or not.
package extract

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow-go/v18/arrow/array"

	"github.com/paperlake/paperlake/schemas"
)

// BlockBytes is the size that a block of records aims at. Blocks of one record may be larger.
const BlockBytes = 1 << 20

// A Format is one kind of listing.
type Format struct {
	Name string
	Doc  string // one line, for `paperlake formats`

	// Sniff tells from the first bytes of the unpacked input whether it is of this format.
	Sniff func(head []byte) bool

	// glimpse is Sniff for the formats that look at the same things, so that they look once.
	glimpse func(*glance) bool

	// Split cuts r into blocks of whole records, in order. It keeps nothing of a block it has emitted.
	Split func(r io.Reader, emit func(Block) error) error

	// NewDecoder returns a decoder for one goroutine.
	NewDecoder func() Decoder
}

// A Block is a run of whole records.
type Block struct {
	Data   []byte
	First  int64  // number of the first record, from 1
	Offset int64  // of Data in the unpacked input
	Ends   []int  // where each record of Data ends; nil: one record a line
	Starts []int  // where each begins; nil: where the one before ends
	Head   string // what the records stand under: the envelope of XML, the header of a table, the macros of BibTeX

	// Brief tells of a record by its number that DropContent will be called on it, so that a decoder need not read what
	// that drops; nil: of none.
	Brief func(record int64) bool

	// Repeat is told, in place of what Decode is told, of a record that a decoder sees to be an earlier one of the block, byte
	// for byte, of which it has called row; nil: each record is read.
	Repeat func(record, earlier int64)
}

// A Decoder turns blocks into rows. It may keep scratch memory.
type Decoder interface {
	// Decode calls row for each record that can be used and bad for each that cannot, in order.
	// The record and its strings are valid until row returns.
	Decode(b Block, row func(*Record), bad func(Trouble))
}

// Trouble is something wrong with one record.
type Trouble struct {
	Record  int64
	Offset  int64
	Code    string // short fixed name
	Message string
	Excerpt string
	Kept    bool // the record is taken all the same
}

// Formats lists what is recognised, in the order in which it is tried: narrow formats before wide ones.
var Formats = []*Format{
	HFDailyPapers, HFPage, ArxivSnapshot, OpenReview, PapersWithCode, PapersWithCodeLinks, OpenAlex, SemanticScholar, S2ORC, Crossref,
	ArxivAtom, OAIPMH, ArxivRSS, Feed, ACLAnthology, PubMed, RIS, NBIB, Parquet, Markdown, BibTeX,
	JSONLines, JSONArray, CSV, TSV, HFListing,
}

// Named returns the format of that name.
func Named(name string) (*Format, error) {
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
	}
	return nil, fmt.Errorf("no format %q; there are %s", name, strings.Join(names(), ", "))
}

func names() []string {
	out := make([]string, len(Formats))
	for i, f := range Formats {
		out[i] = f.Name
	}
	return out
}

// ErrUnknownFormat is wrapped by Recognise when nothing fits.
var ErrUnknownFormat = errors.New("not a listing that is known here")

// headBytes is how much of an input the formats look at.
const headBytes = 256 << 10

// Recognise finds the format of the unpacked stream r, and returns a reader that still has all of it.
func Recognise(r io.Reader) (*Format, io.Reader, error) {
	buffered := bufio.NewReaderSize(r, headBytes)
	head, err := buffered.Peek(headBytes)
	if err != nil && err != io.EOF && len(head) == 0 {
		return nil, nil, err
	}
	seen := &glance{head: head}
	for _, f := range Formats {
		if f.glimpse != nil && f.glimpse(seen) || f.glimpse == nil && f.Sniff(head) {
			return f, buffered, nil
		}
	}
	for _, r := range Refused {
		if r.is(seen) {
			return nil, nil, r.refuse(seen)
		}
	}
	if len(head) == 0 {
		return nil, nil, errEmpty
	}
	return nil, nil, fmt.Errorf("%w: it begins with %s; paperlake formats lists what is known (--format NAME forces one; --map MAPPING.yaml reads CSV, JSON and Parquet of your own)", ErrUnknownFormat, firstCharacters(head))
}

var errEmpty = fmt.Errorf("%w: the input is empty", ErrUnknownFormat)

// firstCharacters quotes how an input begins; of what is no text it gives the first bytes.
func firstCharacters(head []byte) string {
	if start := head[:min(len(head), 512)]; bytes.IndexByte(start, 0) >= 0 || 10*bytes.Count(bytes.ToValidUTF8(start, []byte{0}), []byte{0}) > len(start) {
		return fmt.Sprintf("the bytes % x, which are no text", head[:min(len(head), 8)])
	}
	return fmt.Sprintf("%q", strings.ToValidUTF8(string(head[:min(len(head), 60)]), "\uFFFD"))
}

// A Record is one record of a listing, as the source has it. Its strings may be views of a block.
type Record struct {
	Number     int64
	Offset     int64
	ID         string // the source's own id, in whatever spelling; an arXiv id goes before it
	DOI        string
	OpenReview string // forum id or address
	Title      string
	Abstract   string
	Comment    string
	Authors    []string
	Categories []string
	Venue      string
	Date       string // of publication: YYYY, YYYY-MM or YYYY-MM-DD…
	Version    int32  // of the paper, from 1; 0 = not said
	Updated    Day    // of that version
	SeenOn     Day    // of the listing; the day in the file's name stands in
	Rank       int32  // from 1; 0 = not ranked
	Upvotes    int64  // -1 = not said
	Citations  int64  // -1 = not said
	URL        string
	LinkFields []string
	LinkURLs   []string
}

func (r *Record) reset() {
	*r = Record{
		Upvotes: -1, Citations: -1,
		Authors: r.Authors[:0], Categories: r.Categories[:0], LinkFields: r.LinkFields[:0], LinkURLs: r.LinkURLs[:0],
	}
}

// addLink adds a metadata field that holds a link.
func (r *Record) addLink(field, url string) {
	if url = strings.TrimSpace(url); url != "" {
		r.LinkFields = append(r.LinkFields, field)
		r.LinkURLs = append(r.LinkURLs, url)
	}
}

// AppendTo appends the record as one row. listed stands in when the record has no listing date of its own.
func (r *Record) AppendTo(b *schemas.RawBuilder, source, file string, listed Day) {
	b.Source.Append(source)
	b.SourceFile.Append(file)
	b.SourceRecord.Append(r.Number)
	b.ByteOffset.Append(r.Offset)
	schemas.AppendText(b.RawID, r.ID)
	schemas.AppendText(b.RawDOI, r.DOI)
	schemas.AppendText(b.OpenReview, r.OpenReview)
	b.Title.Append(r.Title)
	schemas.AppendText(b.Abstract, r.Abstract)
	schemas.AppendText(b.Comment, r.Comment)
	b.Authors.Append(r.Authors)
	b.Categories.Append(r.Categories)
	schemas.AppendText(b.Venue, r.Venue)
	schemas.AppendText(b.RecordDate, r.Date)
	schemas.AppendCount(b.Version, r.Version)
	r.Updated.append(b.UpdatedOn)
	if r.SeenOn.Known {
		listed = r.SeenOn
	}
	listed.append(b.SeenOn)
	schemas.AppendCount(b.Rank, r.Rank)
	appendObserved(b.Upvotes, r.Upvotes)
	appendObserved(b.Citations, r.Citations)
	schemas.AppendText(b.URL, r.URL)
	b.LinkFields.Append(r.LinkFields)
	b.LinkURLs.Append(r.LinkURLs)
}

func appendObserved(b *array.Int64Builder, n int64) {
	if n < 0 {
		b.AppendNull()
		return
	}
	b.Append(n)
}
