package extract

import (
	"fmt"
	"strconv"
	"strings"
)

// OpenAlex is a work of OpenAlex: pages of its interface, parts of its snapshot.
var OpenAlex = jsonFormat{
	name:   "openalex",
	doc:    "Works of OpenAlex: a page of its interface, or snapshot lines (JSON)",
	shapes: []string{"results.*", "lines", "*", ""},
	is: func(s sketch) bool {
		return s.begins("id", `"https://openalex.org/W`) && s.any("title", "display_name", "authorships") || s.has("abstract_inverted_index", "authorships")
	},
	empty: []string{"meta.count", "results"},
	paper: &mapping{fields: workFields, finish: finishWork},
}.format()

var workFields = fields{
	"id":                      maybe(theID),
	"doi":                     maybe(theDOI),
	"ids":                     within(fields{"doi": maybe(theDOI), "arxiv": identifier}),
	"title":                   apart("title"),
	"display_name":            apart("display_name"),
	"publication_date":        dated(2),
	"publication_year":        dated(1),
	"updated_date":            day(theUpdated),
	"updated":                 day(theUpdated),
	"cited_by_count":          observed(theCitations),
	"abstract":                apart("abstract"),
	"abstract_inverted_index": invertedAbstract,
	"primary_location":        location("primary"),
	"best_oa_location":        location("best"),
	"locations":               each(location("other")),
	"host_venue":              within(fields{"display_name": apart("venue host"), "url": apart("address host")}),
	"authorships":             each(within(fields{"author": within(fields{"display_name": listed(theAuthors)})})),
	"topics":                  each(within(fields{"display_name": listed(theCategories)})),
}

// location reads one of the places where a work is: a copy at arXiv gives its arXiv id.
func location(which string) reader {
	address := func(name string) reader {
		return func(d *paperDecoder) error {
			s, err := d.lenient()
			if strings.Contains(s, "arxiv.org/") {
				d.setAside("arxiv", s)
			}
			d.setAside(name, s)
			return err
		}
	}
	return within(fields{
		"landing_page_url": address("address " + which),
		"pdf_url":          address("pdf"),
		"source":           within(fields{"display_name": apart("venue " + which)}),
	})
}

func finishWork(d *paperDecoder) (string, error) {
	r := &d.record
	r.Title = plainText(d.oneOf("title", "display_name"))
	if r.Abstract == "" {
		r.Abstract = d.aside["abstract"]
	}
	if arxiv := d.aside["arxiv"]; arxiv != "" && d.arxiv == "" {
		r.ID = arxiv
	}
	r.Venue = d.oneOf("venue primary", "venue host")
	if r.URL = d.oneOf("address primary", "address host"); r.URL == "" {
		r.URL = r.DOI
	}
	return "", nil
}

// invertedAbstract reads {"word": [0, 7], …}, which the snapshots before 2024 wrap as
// {"IndexLength": 9, "InvertedIndex": {…}} and write as a text.
func invertedAbstract(d *paperDecoder) error {
	if d.scan.peek() != '"' {
		return invert(d)
	}
	text, err := d.scan.text()
	if err != nil || strings.TrimSpace(text) == "" {
		return err
	}
	outer := d.scan
	d.scan = jsonScanner{data: []byte(text)}
	err = invert(d)
	d.scan = outer
	if err != nil {
		d.warn("invalid_abstract", "the abstract's index is a text that is no JSON: "+err.Error()+"; the paper is taken without abstract")
	}
	return nil
}

// maxWords bounds the positions of an inverted abstract: a single wrong number must not ask for gigabytes.
const maxWords = 100_000

func invert(d *paperDecoder) error {
	if d.scan.peek() != '{' {
		return d.scan.skip()
	}
	var (
		words []string
		far   bool
		index func(key string) error
	)
	place := func(word string) error {
		return d.scan.array(func() error {
			s, err := d.leaf()
			at, bad := strconv.Atoi(s)
			if bad != nil || at < 0 || at >= maxWords {
				far = true
				return err
			}
			for at >= len(words) {
				words = append(words, "")
			}
			words[at] = word
			return err
		})
	}
	index = func(word string) error {
		switch {
		case d.scan.peek() == '[':
			return place(word)
		case d.scan.peek() == '{' && word == "InvertedIndex":
			return d.scan.object(func(word string) error {
				if d.scan.peek() == '[' {
					return place(word)
				}
				return d.scan.skip()
			})
		}
		return d.scan.skip()
	}
	if err := d.scan.object(index); err != nil {
		return err
	}
	if far {
		d.warn("invalid_abstract", fmt.Sprintf("positions of the abstract's index are no numbers below %d; these words are left out", maxWords))
	}
	d.record.Abstract = joinName(words...)
	return nil
}
