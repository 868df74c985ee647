package extract

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// HFListing is the text of a Hugging Face Papers page as a browser copies it: page furniture, then title and
// abstract on alternating lines. The first title is glued to the word of the button above it.
var HFListing = &Format{
	Name:       "hf-listing",
	Doc:        "Text of a Hugging Face Papers page: title and abstract on alternating lines",
	Sniff:      sniffListing,
	Split:      splitListing,
	NewDecoder: func() Decoder { return listingDecoder{} },
}

// furniture are the lines of the page around the papers.
var furniture = map[string]bool{
	"Get trending papers in your email inbox once a day!": true,
	"Get trending papers in your email inbox!":            true,
	"Subscribe":                       true,
	"Trending Papers":                 true,
	"Daily Papers":                    true,
	"Search Papers":                   true,
	"byAK and the research community": true,
	"Load more":                       true,
}

// button is glued to the title that follows it, since the page has no line break there.
const button = "Subscribe"

func isFurniture(line string) bool { return line == "" || furniture[line] }

// unglue takes the button's word off a title. A title that itself begins with the word has a blank or a small
// letter after it.
func unglue(line string) string {
	rest, glued := strings.CutPrefix(line, button)
	if !glued {
		return line
	}
	if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) || unicode.IsDigit(r) || r == '$' || r == '"' || r == '“' {
		return rest
	}
	return line
}

// An abstract of one or two short sentences is no longer than a long title; what tells them apart is that it
// ends as a sentence does. Longest title and shortest abstract of 399 papers: 154 and 250 characters.
const (
	titleMax    = 300
	abstractMin = 200
)

func looksLikeAbstract(line string) bool {
	return len(line) >= abstractMin || len(line) >= 40 && (strings.HasSuffix(line, ".") || strings.Contains(line, ". "))
}

func sniffListing(head []byte) bool {
	if c := bytes.TrimLeft(head, " \t\r\n\ufeff"); len(c) == 0 || c[0] == '{' || c[0] == '[' || c[0] == '<' || c[0] == '@' || bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	if len(head) == headBytes { // the last line is cut
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	var lines []string
	marked := false
	for line := range strings.SplitSeq(string(head), "\n") {
		line = strings.TrimSpace(line)
		if isFurniture(line) {
			marked = marked || line != ""
			continue
		}
		lines = append(lines, line)
	}
	pairs, good := len(lines)/2, 0
	for i := range pairs {
		if title, abstract := lines[2*i], lines[2*i+1]; len(title) <= titleMax && len(abstract) > len(title) && looksLikeAbstract(abstract) {
			good++
		}
	}
	// Without the furniture, prose of alternating line lengths must be ruled out: nearly every pair has to fit.
	if marked {
		return good > 0
	}
	return good >= 2 && good*10 >= pairs*9
}

// splitListing makes the whole page one block: pages are small, and pairs of lines must not be parted.
func splitListing(r io.Reader, emit func(Block) error) error {
	data, err := io.ReadAll(io.LimitReader(r, int64(Bounds.Record)+1))
	if err != nil {
		return err
	}
	if len(data) > Bounds.Record {
		return errTooLong("the page", Bounds.Record)
	}
	return emit(Block{Data: data, First: 1})
}

type listingDecoder struct{}

// Decode implements Decoder. Records are numbered by paper, and the number is the paper's rank on the page.
func (listingDecoder) Decode(b Block, row func(*Record), bad func(Trouble)) {
	type line struct {
		text   string
		offset int64
	}
	var lines []line
	eachLine(b, func(data []byte, number, offset int64) {
		text := strings.TrimSpace(strings.TrimPrefix(strings.ToValidUTF8(string(data), "\uFFFD"), "\ufeff"))
		if !isFurniture(text) {
			lines = append(lines, line{text, offset})
		}
	})
	var record Record
	number := b.First
	trouble := func(l line, code, message string, kept bool) {
		bad(Trouble{Record: number, Offset: l.offset, Code: code, Message: message, Excerpt: excerpt([]byte(l.text)), Kept: kept})
	}
	for i := 0; i < len(lines); number++ {
		title := lines[i]
		i++
		if len(title.text) > titleMax && looksLikeAbstract(title.text) {
			trouble(title, "missing_title", "an abstract stands where a title is expected; it is kept out and reading goes on with the next line", false)
			continue
		}
		record.reset()
		record.Number, record.Offset, record.Title, record.Rank = number, title.offset, unglue(title.text), int32(number)
		switch {
		case i == len(lines):
			trouble(title, "missing_abstract", "the listing ends after this title", true)
		case !looksLikeAbstract(lines[i].text) && i+1 < len(lines) && !looksLikeTitle(lines[i+1].text):
			trouble(title, "missing_abstract", "the next line is a title again; the paper is taken without abstract", true)
		default:
			record.Abstract = lines[i].text
			i++
		}
		row(&record)
	}
}

func looksLikeTitle(line string) bool { return len(line) <= titleMax && !looksLikeAbstract(line) }
