package extract

import (
	"encoding/json"
	"sort"
	"strings"
	"unicode"
)

// SemanticScholar is a paper of Semantic Scholar: answers of the Graph interface, lines of the datasets "papers",
// and the corpora of 2018 and 2020, which spell the same fields otherwise.
var SemanticScholar = jsonFormat{
	name:   "s2-papers",
	doc:    "Papers of Semantic Scholar: Graph answers, the dataset papers, Open Corpus, S2ORC 2020 (JSON)",
	shapes: []string{"data.*", "recommendedPapers.*", "lines", "*", "citations.*", "papers.*", ""},
	is: func(s sketch) bool {
		return s.has("title") && (s.any("paperId", "corpusid", "corpusId", "paperAbstract") || s.has("paper_id", "mag_field_of_study") ||
			s.has("paper_id", "s2_url") || s.has("paper_id", "s2_pdf_hash")) || s.any("citingPaper.title", "citedPaper.title")
	},
	empty: []string{"offset", "data"},
	paper: &mapping{fields: s2Answer, finish: finishS2},
}.format()

var s2Fields = fields{
	"paperId":  apart("paperId"),
	"paperid":  apart("paperId"),
	"paper_id": apart("paperId"),
	"id":       apart("paperId"),
	"corpusid": apart("corpusId"),
	"corpusId": apart("corpusId"),

	"externalIds": within(s2IDs),
	"externalids": within(s2IDs),
	"doi":         maybe(theDOI),
	"arxiv_id":    identifier,

	"title":         into(theTitle),
	"abstract":      into(theAbstract),
	"paperAbstract": into(theAbstract),
	"authors":       each(person),

	"venue":       apart("venue"),
	"journalName": apart("journal"),
	"journal":     journal,

	"year":            dated(1),
	"publicationDate": dated(2),
	"publicationdate": dated(2),
	"updated":         day(theUpdated),

	"citationCount":     observed(theCitations),
	"citationcount":     observed(theCitations),
	"inCitations":       lengthInto(theCitations),
	"inbound_citations": lengthInto(theCitations),

	"fieldsOfStudy":      each(listed(theCategories)),
	"mag_field_of_study": each(listed(theCategories)),
	"s2FieldsOfStudy":    s2Subjects,
	"s2fieldsofstudy":    s2Subjects,

	"url":    maybe(theURL),
	"s2Url":  maybe(theURL),
	"s2_url": maybe(theURL),
}

// s2Answer adds what answers about citations wrap a paper in.
var s2Answer = func() fields {
	all := fields{"citingPaper": within(s2Fields), "citedPaper": within(s2Fields)}
	for key, read := range s2Fields {
		all[key] = read
	}
	return all
}()

var s2IDs = fields{"ArXiv": identifier, "arxiv": identifier, "DOI": maybe(theDOI), "doi": maybe(theDOI)}

// journal is a name, or an object with one.
func journal(d *paperDecoder) error {
	if d.scan.peek() == '{' {
		return within(fields{"name": apart("journal")})(d)
	}
	return apart("journal")(d)
}

// s2Subjects reads {"category": …, "source": …}; the same category comes once from each source.
func s2Subjects(d *paperDecoder) error {
	return each(within(fields{"category": func(d *paperDecoder) error {
		s, err := d.leaf()
		for _, have := range d.record.Categories {
			if have == s {
				return err
			}
		}
		if s != "" {
			d.record.Categories = append(d.record.Categories, s)
		}
		return err
	}}))(d)
}

func finishS2(d *paperDecoder) (string, error) {
	r := &d.record
	if r.ID == "" {
		r.ID = d.oneOf("paperId", "corpusId")
	}
	r.Venue = d.oneOf("venue", "journal")
	return "", nil
}

// S2ORC is the dataset of full texts. Title, authors and abstract are places in the text, in lists that are
// written as texts themselves.
var S2ORC = jsonFormat{
	name:   "s2-s2orc",
	doc:    "Full texts of Semantic Scholar (dataset s2orc, JSON lines): title, authors and abstract are taken",
	shapes: []string{"lines", "*", ""},
	is: func(s sketch) bool {
		return s.has("corpusid", "content.text") || s.has("corpusid", "content.annotations")
	},
	paper: &mapping{
		fields: fields{
			"corpusid":    maybe(theID),
			"externalids": within(s2IDs),
			"updated":     day(theUpdated),
			"content": within(fields{
				"text": apart("text"),
				"annotations": within(fields{
					"title":           apart("title"),
					"abstract":        apart("abstract"),
					"author":          apart("author"),
					"authorfirstname": apart("authorfirstname"),
					"authorlastname":  apart("authorlastname"),
					"venue":           apart("venue"),
				}),
			}),
		},
		finish: finishS2ORC,
	},
}.format()

// An annotation is a place in the text, in characters.
type annotation struct {
	Start json.Number `json:"start"`
	End   json.Number `json:"end"`
	start int
	end   int
}

func finishS2ORC(d *paperDecoder) (string, error) {
	r := &d.record
	text := d.aside["text"]
	spans := func(name string) (found []annotation) {
		if s := d.aside[name]; s != "" {
			if err := json.Unmarshal([]byte(s), &found); err != nil {
				d.warn("invalid_annotation", "annotation "+name+" is no list of places: "+err.Error())
				return nil
			}
		}
		return bytePlaces(text, found)
	}
	first := func(name string) string {
		for _, s := range spans(name) {
			return strings.TrimSpace(text[s.start:s.end])
		}
		return ""
	}
	r.Title, r.Abstract, r.Venue = first("title"), first("abstract"), first("venue")
	names := append(spans("authorfirstname"), spans("authorlastname")...)
	sort.SliceStable(names, func(i, j int) bool { return names[i].start < names[j].start })
	for _, author := range spans("author") {
		var parts []string
		for _, name := range names {
			if part := text[name.start:name.end]; name.start >= author.start && name.end <= author.end && strings.ContainsFunc(part, unicode.IsLetter) {
				parts = append(parts, strings.Fields(part)...)
			}
		}
		if name := joinName(parts...); name != "" {
			r.Authors = append(r.Authors, name)
		}
	}
	return "", nil
}

// bytePlaces turns places in characters into places in bytes and leaves out those that are not in the text.
func bytePlaces(text string, spans []annotation) []annotation {
	var wanted []int
	for i := range spans {
		start, bad := spans[i].Start.Int64()
		end, worse := spans[i].End.Int64()
		if bad != nil || worse != nil || start < 0 || end <= start || end > int64(len(text)) {
			start, end = 0, 0
		}
		spans[i].start, spans[i].end = int(start), int(end)
		wanted = append(wanted, int(start), int(end))
	}
	sort.Ints(wanted)
	places := make(map[int]int, len(wanted))
	next, character := 0, 0
	for at := range text {
		for next < len(wanted) && wanted[next] == character {
			places[character] = at
			next++
		}
		if next == len(wanted) {
			break
		}
		character++
	}
	for ; next < len(wanted) && wanted[next] == character; next++ {
		places[character] = len(text)
	}
	in := spans[:0]
	for _, s := range spans {
		start, ok := places[s.start]
		end, fits := places[s.end]
		if ok && fits && end > start {
			s.start, s.end = start, end
			in = append(in, s)
		}
	}
	return in
}
