package extract

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Tagged references: RIS as reference managers and publishers export it, and NBIB as PubMed does.
//
//	TY  - JOUR                                PMID- 29424689
//	TI  - A title                             TI  - A title that goes on
//	AU  - King, Ada                                 after six blanks.
//	ER  -                                     FAU - King, Ada
//
// A RIS record ends with ER, one of NBIB where the next begins. Lines without a tag go on with the field above.
var (
	RIS = &Format{
		Name:       "ris",
		Doc:        "RIS exports of reference managers and publishers (Scopus, Ovid, ProQuest, Zotero)",
		Sniff:      func(head []byte) bool { return isTag(firstLine(textHead(head)), "TY") },
		Split:      splitTagged("TY", "ER"),
		NewDecoder: func() Decoder { return &textDecoder{parser: risParser{}} },
	}
	NBIB = &Format{
		Name:       "nbib",
		Doc:        "PubMed exports (NBIB, MEDLINE)",
		Sniff:      func(head []byte) bool { return isTag(firstLine(textHead(head)), "PMID") },
		Split:      splitTagged("PMID", ""),
		NewDecoder: func() Decoder { return &textDecoder{parser: nbibParser{}} },
	}
)

func firstLine(data []byte) []byte {
	line, _, _ := bytes.Cut(data, []byte{'\n'})
	return line
}

// isTag tells whether the line has that tag.
func isTag(line []byte, name string) bool {
	tag, _, ok := cutTag(view(line))
	return ok && tag == name
}

// cutTag parts "TI  - A title": a tag of two to four capitals and digits, padded to four, and a dash.
func cutTag(line string) (tag, value string, ok bool) {
	if len(line) < 5 || line[4] != '-' || len(line) > 5 && line[5] != ' ' && line[5] != '\r' && line[5] != '\n' {
		return "", "", false
	}
	tag = strings.TrimRight(line[:4], " ")
	if len(tag) < 2 || line[0] < 'A' || line[0] > 'Z' {
		return "", "", false
	}
	for i := range len(tag) {
		if c := tag[i]; !isDigit(c) && (c < 'A' || c > 'Z') {
			return "", "", false
		}
	}
	return tag, strings.TrimSpace(line[5:]), true
}

// splitTagged cuts records that begin with the tag first and end after the tag last, or where the next begins.
func splitTagged(first, last string) func(io.Reader, func(Block) error) error {
	return func(r io.Reader, emit func(Block) error) error {
		return cutRecords(textReader(r), &tagFinder{first: first, last: last}, emit)
	}
}

type tagFinder struct{ first, last string }

func (f *tagFinder) head() string { return "" }

func (f *tagFinder) nothing() error {
	return fmt.Errorf("no line of the input has the tag %s", f.first)
}

func (f *tagFinder) find(data []byte, last bool) (start, end int, err error) {
	begin := -1
	for pos := 0; pos < len(data); {
		newline := bytes.IndexByte(data[pos:], '\n')
		next := pos + newline + 1
		if newline < 0 {
			if !last {
				break
			}
			next = len(data)
		}
		line := bytes.TrimPrefix(data[pos:next], []byte(byteOrderMark))
		switch {
		case isTag(line, f.first):
			if begin >= 0 {
				return begin, pos, nil
			}
			begin = next - len(line)
		case begin >= 0 && f.last != "" && isTag(line, f.last):
			return begin, next, nil
		}
		pos = next
		if begin < 0 {
			start = pos
		}
	}
	if begin < 0 {
		return start, 0, nil
	}
	if last {
		return begin, len(data), nil
	}
	return begin, 0, nil
}

// eachField calls fn with each field of a record, its continuation lines joined with a blank. A line that
// repeats no tag but stands at the left margin goes on too: Scopus breaks its lists of references like that.
func eachField(data string, fn func(tag, value string)) {
	var tag, value string
	for line := range strings.Lines(data) {
		if next, text, ok := cutTag(line); ok {
			if tag != "" {
				fn(tag, value)
			}
			tag, value = next, text
		} else if text := strings.TrimSpace(line); text != "" && tag != "" && len(value) < 1<<16 {
			value += " " + text
		}
	}
	if tag != "" {
		fn(tag, value)
	}
}

type risParser struct{}

func (risParser) under(string) {}

func (risParser) parse(data string, r *Record, _ warn) error {
	var second, journal, series, volume, url string
	eachField(data, func(tag, value string) {
		set := func(to *string) {
			if *to == "" {
				*to = value
			}
		}
		switch tag {
		case "TI", "T1", "CT":
			set(&r.Title)
		case "AB", "N2":
			set(&r.Abstract)
		case "AU", "A1":
			r.addAuthor(uninvert(value))
		case "DO", "DI":
			set(&r.DOI)
		case "UR":
			set(&url)
		case "PY", "Y1", "DA":
			r.Date = longer(r.Date, slashDate(value))
		case "KW":
			r.addCategory(value)
		case "T2", "BT":
			set(&second)
		case "JF", "JO", "JA", "J2":
			set(&journal)
		case "T3":
			set(&series)
		case "VL":
			set(&volume)
		case "L4", "L1", "C1", "AN", "M1":
			if id := arxivMention(value); id != "" && r.ID == "" {
				r.ID = id
			}
		}
	})
	if r.Title == "" { // of a book, some exporters give only this
		r.Title, second = second, ""
	}
	for _, venue := range [...]string{second, journal, series} {
		if r.Venue == "" {
			r.Venue = venue
		}
	}
	r.URL = url
	for _, s := range [...]string{url, volume, journal} {
		if id := arxivMention(s); id != "" && r.ID == "" {
			r.ID = id
		}
	}
	return nil
}

// slashDate reads the date of RIS: "2019///", "2019/08//undefined", "2019/08/14/", and "2019-08-14".
func slashDate(s string) string {
	parts := strings.FieldsFunc(strings.ReplaceAll(s, "//", "/ /"), func(r rune) bool { return r == '/' || r == '-' })
	parts = append(parts, "", "", "")
	return isoDate(parts[0], parts[1], parts[2])
}

type nbibParser struct{}

func (nbibParser) under(string) {}

func (nbibParser) parse(data string, r *Record, _ warn) error {
	var short []string
	var place, journal, translated string
	eachField(data, func(tag, value string) {
		set := func(to *string) {
			if *to == "" {
				*to = value
			}
		}
		switch tag {
		case "PMID":
			r.ID = "pmid:" + value
		case "TI", "BTI":
			set(&r.Title)
		case "TT":
			set(&translated)
		case "AB":
			value = plainText(value)
			set(&r.Abstract)
		case "FAU":
			r.addAuthor(uninvert(value))
		case "AU":
			short = append(short, value)
		case "CN":
			r.addAuthor(value)
		case "LID", "AID":
			if doi, is := strings.CutSuffix(value, " [doi]"); is && r.DOI == "" {
				r.DOI = doi
			}
		case "DP":
			r.Date = longer(r.Date, spaceDate(value))
		case "DEP":
			if len(value) == len("20180301") {
				r.Date = longer(isoDate(value[:4], value[4:6], value[6:]), r.Date)
			}
		case "LR":
			if len(value) >= len("20180301") {
				r.Updated = ParseDay(value[:4] + "-" + value[4:6] + "-" + value[6:8])
			}
		case "OT":
			r.addCategory(strings.TrimPrefix(value, "*"))
		case "JT":
			set(&journal)
		case "TA":
			set(&place)
		}
	})
	if len(r.Authors) == 0 { // "King A": no more is known
		for _, name := range short {
			r.addAuthor(name)
		}
	}
	if r.Title == "" || r.Title == "[Not Available]." {
		r.Title = translated
	}
	if r.Venue = journal; r.Venue == "" {
		r.Venue = place
	}
	return nil
}

// spaceDate reads "2018 Mar 1", "2019 Nov-Dec", "2020".
func spaceDate(s string) string {
	parts := append(strings.Fields(s), "", "", "")
	return isoDate(parts[0], parts[1], parts[2])
}
