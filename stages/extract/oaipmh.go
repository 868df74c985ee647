package extract

import (
	"bytes"
	"strings"
	"time"
)

// OAIPMH is a harvest by OAI-PMH, or its records without their envelope: metadata of the kinds arXiv, arXivRaw
// and Dublin Core.
var OAIPMH = xmlFormat(
	"oai-pmh",
	"OAI-PMH harvests, with or without envelope: arXiv, arXivRaw and oai_dc records",
	[]string{"record", "error", "arXiv", "arXivRaw", "dc"},
	func(root string, head []byte) bool {
		switch root {
		case "OAI-PMH":
			return true
		case "ListRecords", "GetRecord", "records", "record", "metadata", "arXiv", "arXivRaw", "dc":
			return bytes.Contains(head, []byte("openarchives.org/OAI/")) || bytes.Contains(head, []byte("arxiv.org/OAI/"))
		}
		return false
	},
	readOAI,
)

func readOAI(e, envelope *element, r *Record, _ warn) error {
	if e.name == "error" {
		if e.attr("code") == "noRecordsMatch" { // a day without papers
			return errPassedOver
		}
		return reject("source_error", "the source answered with the error %s: %s", e.attr("code"), strings.TrimSpace(e.flat()))
	}
	metadata := e
	if e.name == "record" {
		header := e.child("header")
		if header.attr("status") == "deleted" {
			return errPassedOver
		}
		r.ID = strings.TrimPrefix(header.text("identifier"), "oai:arXiv.org:")
		metadata = nil
		if inside := e.child("metadata"); inside != nil {
			e = inside
		}
		for _, c := range e.children {
			if c, ok := c.(*element); ok && c.name != "header" {
				metadata = c
				break
			}
		}
		if metadata == nil {
			return reject("missing_metadata", "the record has no metadata")
		}
	}
	r.SeenOn = ParseDay(envelope.find("responseDate").flat())
	switch metadata.name {
	case "arXiv":
		readOAIArxiv(metadata, r)
	case "arXivRaw":
		readOAIRaw(metadata, r)
	case "dc":
		readDublinCore(metadata, r)
	default:
		return reject("unknown_metadata", "metadata of the kind <%s>; harvest with metadataPrefix arXiv, arXivRaw or oai_dc", metadata.name)
	}
	return nil
}

func readOAIArxiv(e *element, r *Record) {
	readOAICommon(e, r)
	for _, a := range e.child("authors").all("author") {
		r.addAuthor(joinName(a.text("forenames"), a.text("keyname"), a.text("suffix")))
	}
	r.Date, r.Updated = e.text("created"), ParseDay(e.text("updated"))
	if !r.Updated.Known {
		r.Updated = ParseDay(r.Date)
	}
}

func readOAIRaw(e *element, r *Record) {
	readOAICommon(e, r)
	r.Authors = append(r.Authors, splitNames(e.text("authors"))...)
	for _, v := range e.all("version") {
		day := ParseDay(v.text("date"))
		_, number := splitArxivID("0" + v.attr("version"))
		if number == 1 {
			r.Date = isoDay(day)
		}
		if number > r.Version {
			r.Version, r.Updated = number, day
		}
	}
}

func readOAICommon(e *element, r *Record) {
	if id := e.text("id"); id != "" {
		r.ID = id
	}
	r.Title, r.Abstract, r.Comment = e.text("title"), e.text("abstract"), e.text("comments")
	for c := range strings.FieldsSeq(e.text("categories")) {
		r.addCategory(c)
	}
	r.DOI, r.Venue = e.text("doi"), e.text("journal-ref")
}

func readDublinCore(e *element, r *Record) {
	r.Title = e.text("title")
	for _, c := range e.all("creator") {
		r.addAuthor(uninvert(strings.TrimSpace(c.flat())))
	}
	for _, s := range e.all("subject") {
		// Beside its categories arXiv gives codes of the mathematical and the computing classification.
		if name := strings.TrimSpace(s.flat()); name != "" && !isDigit(name[0]) {
			r.addCategory(name)
		}
	}
	for _, d := range e.all("description") {
		text := strings.TrimSpace(d.flat())
		if comment, is := strings.CutPrefix(text, "Comment:"); is {
			r.Comment = strings.TrimSpace(comment)
		} else if r.Abstract == "" {
			r.Abstract = text
		}
	}
	for i, d := range e.all("date") { // of the first version and of the last
		if text := strings.TrimSpace(d.flat()); i == 0 {
			r.Date, r.Updated = text, ParseDay(text)
		} else if day := ParseDay(text); day.Known {
			r.Updated = day
		}
	}
	for _, name := range [...]string{"identifier", "relation"} {
		for _, i := range e.all(name) {
			r.addIdentifier(strings.TrimSpace(i.flat()), name == "identifier")
		}
	}
	if r.Venue == "" {
		r.Venue = e.text("source")
	}
}

// addIdentifier sorts an identifier of Dublin Core by its shape. What is neither address nor DOI is a journal
// reference with arXiv.
func (r *Record) addIdentifier(s string, own bool) {
	bare := strings.TrimPrefix(s, "doi:")
	switch {
	case strings.Contains(s, "arxiv.org/abs/"):
		r.ID, r.URL = s, s
	case bare != s || strings.Contains(s, "doi.org/") || strings.HasPrefix(s, "10."):
		if r.DOI == "" {
			r.DOI = bare
		}
	case strings.HasPrefix(s, "http"):
		if r.URL == "" {
			r.URL = s
		}
	case own && r.Venue == "" && strings.Contains(s, " "):
		r.Venue = s
	}
}

var months = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// monthOf reads a month by its name or number: "jul", "July", "July 5-10", "07". 0 is none.
func monthOf(s string) int {
	s = strings.ToLower(strings.TrimSpace(s))
	for i, name := range months {
		if strings.HasPrefix(s, name) {
			return i + 1
		}
	}
	if n := leadingNumber(s); n >= 1 && n <= 12 {
		return n
	}
	return 0
}

// leadingNumber reads the digits that s begins with, at most 4. -1: none.
func leadingNumber(s string) int {
	n, digits := 0, 0
	for digits < len(s) && isDigit(s[digits]) && digits < 5 {
		n = n*10 + int(s[digits]-'0')
		digits++
	}
	if digits == 0 || digits > 4 {
		return -1
	}
	return n
}

// isoDate joins year, month and day as far as they are known; a year that is none gives "".
func isoDate(year, month, day string) string {
	y := leadingNumber(strings.TrimSpace(year))
	if y < 1000 || y > 2999 {
		return ""
	}
	m, d := monthOf(month), leadingNumber(strings.TrimSpace(day))
	t := time.Date(y, time.Month(max(1, m)), max(1, d), 0, 0, 0, 0, time.UTC)
	switch {
	case m == 0:
		return t.Format("2006")
	case d < 1 || d > 31 || int(t.Month()) != m:
		return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	}
	return t.Format(time.DateOnly)
}
