package extract

import (
	"strings"

	"github.com/paperlake/paperlake/stages/normalize/identity"
)

// PapersWithCode is the dump papers-with-abstracts of Papers with Code, or a page of its interface, which names
// two fields differently.
var PapersWithCode = jsonFormat{
	name:   "pwc-papers",
	doc:    "Papers with Code: papers-with-abstracts dump, or a page of its papers interface (JSON)",
	shapes: []string{"*", "results.*", "lines", ""},
	is: func(s sketch) bool {
		return s.has("title", "abstract", "url_abs") && s.any("proceeding", "conference", "conference_url_abs", "nips_id", "paper_url", "tasks")
	},
	empty: []string{"count", "next", "previous", "results"},
	paper: &mapping{
		fields: fields{
			"title":          into(theTitle),
			"abstract":       into(theAbstract),
			"short_abstract": apart("short_abstract"),
			"arxiv_id":       identifier,
			"openreview_id":  maybe(theOpenReview),
			"id":             maybe(theID),
			"paper_url":      apart("paper_url"),
			"url_abs":        maybe(theURL),
			"authors":        each(person),
			"tasks":          each(listed(theCategories)),
			"date":           dated(1),
			"published":      dated(1),
			"proceeding":     maybe(theVenue), // conference is a name of the paper, not of the conference
		},
		finish: func(d *paperDecoder) (string, error) {
			r := &d.record
			if r.Abstract == "" {
				r.Abstract = d.aside["short_abstract"]
			}
			if r.ID == "" {
				r.ID = lastStep(d.aside["paper_url"])
			}
			r.Version = arxivOfAddress(r)
			return "", nil
		},
	},
}.format()

// PapersWithCodeLinks is the dump links-between-papers-and-code: one repository of one paper a record.
var PapersWithCodeLinks = jsonFormat{
	name:   "pwc-links",
	doc:    "Papers with Code: links-between-papers-and-code dump (JSON)",
	shapes: []string{"*", "lines", ""},
	is:     func(s sketch) bool { return s.has("paper_title", "repo_url") },
	paper: &mapping{
		fields: fields{
			"paper_title":    into(theTitle),
			"paper_arxiv_id": identifier,
			"paper_url":      apart("paper_url"),
			"paper_url_abs":  maybe(theURL),
			"repo_url":       apart("repo"),
			"is_official":    isTrue("official"),
		},
		finish: func(d *paperDecoder) (string, error) {
			r := &d.record
			if r.ID == "" {
				r.ID = lastStep(d.aside["paper_url"])
			}
			field := "code"
			if d.aside["official"] != "" {
				field = "official_code"
			}
			r.addLink(field, d.aside["repo"])
			arxivOfAddress(r) // the record holds nothing of that version: it must not stand for it
			return "", nil
		},
	},
}.format()

// isTrue sets the name aside when the value is true, which conversions write as a text.
func isTrue(name string) reader {
	return func(d *paperDecoder) error {
		if c := d.scan.peek(); c == 't' {
			d.setAside(name, "true")
		} else if c == '"' {
			s, err := d.scan.text()
			if strings.EqualFold(s, "true") || s == "1" {
				d.setAside(name, "true")
			}
			return err
		}
		return d.scan.skip()
	}
}

// lastStep returns what follows the last slash: the source's own name for a paper.
func lastStep(url string) string {
	url = strings.TrimRight(url, "/")
	return url[strings.LastIndexByte(url, '/')+1:]
}

// arxivOfAddress takes the arXiv id out of the record's address, since the id field is null for some papers, and
// returns the version that it names.
func arxivOfAddress(r *Record) (version int32) {
	if !strings.Contains(r.URL, "arxiv.org/") {
		return 0
	}
	id, n, ok := identity.ArxivID(r.URL)
	if !ok {
		return 0
	}
	if own, _, is := identity.ArxivID(r.ID); !is {
		r.ID = id
	} else if own != id {
		return 0
	}
	return int32(n)
}
