package extract

import "strings"

// OpenReview is what the notes interface of OpenReview answers, in its first version, where the fields of a paper
// are plain, or in its second, where each is {"value": …}. Beside papers it holds what was written about them.
var OpenReview = jsonFormat{
	name:   "openreview",
	doc:    "Notes of OpenReview, versions 1 and 2 (JSON: an answer, a list, lines, a note)",
	shapes: []string{"notes.*", "lines", "*", "*.submissions.*", "submissions.*", "*.notes.*", ""},
	is: func(s sketch) bool {
		note := s.any("forum", "invitation", "invitations", "cdate", "signatures", "replyto", "number") || s.begins("content.title", "{")
		return s.has("id") && s.begins("content", "{") && (note || s.has("content.title", "content.abstract"))
	},
	empty: []string{"notes", "count"},
	paper: &mapping{fields: noteFields, finish: finishNote},
}.format()

var noteFields = fields{
	"id":      maybe(theID),
	"forum":   maybe(theOpenReview),
	"replyto": apart("replyto"),
	"ddate":   apart("ddate"),
	"pdate":   apart("pdate"),
	"odate":   apart("odate"),
	"cdate":   apart("cdate"),
	"tcdate":  apart("tcdate"),
	"mdate":   apart("mdate"),
	"tmdate":  apart("tmdate"),
	"content": within(noteContent),
}

var noteContent = fields{
	"title":            valued(into(theTitle)),
	"abstract":         valued(into(theAbstract)),
	"authors":          valued(noteAuthors),
	"venue":            valued(apart("venue")),
	"venueid":          valued(apart("venueid")),
	"doi":              valued(maybe(theDOI)),
	"primary_area":     valued(listed(theCategories)),
	"subject_areas":    valued(noteSubjects),
	"Subject Areas":    valued(noteSubjects),
	"comments":         valued(maybe(theComment)),
	"html":             valued(apart("html")),
	"code":             valued(noteLink("code")),
	"software":         valued(noteLink("code")),
	"code_link":        valued(noteLink("code")),
	"project":          valued(noteLink("project")),
	"project_page":     valued(noteLink("project")),
	"demo":             valued(noteLink("demo")),
	"decision":         valued(reply),
	"recommendation":   valued(reply),
	"rating":           valued(reply),
	"confidence":       valued(reply),
	"review":           valued(reply),
	"metareview":       valued(reply),
	"comment":          valued(reply),
	"withdrawal":       valued(reply),
	"desk_reject":      valued(reply),
	"soundness":        valued(reply),
	"final_decision":   valued(reply),
	"strengths":        valued(reply),
	"main_review":      valued(reply),
	"summary_of_paper": valued(reply),
}

// valued reads a value that may be wrapped as {"value": …}.
func valued(read reader) reader {
	wrapped := within(fields{"value": read})
	return func(d *paperDecoder) error {
		if d.scan.peek() == '{' {
			return wrapped(d)
		}
		return read(d)
	}
}

// reply marks fields that reviews and decisions have.
func reply(d *paperDecoder) error {
	d.setAside("reply", "yes")
	return d.scan.skip()
}

func noteAuthors(d *paperDecoder) error {
	if d.scan.peek() == '[' {
		return each(person)(d)
	}
	s, err := d.leaf()
	d.record.Authors = appendNames(d.record.Authors, strings.ReplaceAll(s, ";", ","))
	return err
}

func noteSubjects(d *paperDecoder) error {
	if d.scan.peek() == '[' {
		return each(listed(theCategories))(d)
	}
	return listed(theCategories)(d)
}

// noteLink takes addresses; the same fields also hold "yes", or the path of a file at OpenReview.
func noteLink(name string) reader {
	return func(d *paperDecoder) error {
		s, err := d.lenient()
		if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
			d.record.addLink(name, s)
		}
		return err
	}
}

func finishNote(d *paperDecoder) (string, error) {
	r := &d.record
	deleted := d.aside["ddate"] != ""
	answers := d.aside["replyto"] != "" && d.aside["replyto"] != r.ID
	nothing := r.Abstract == "" && len(r.Authors) == 0
	if deleted || answers || nothing && (r.Title == "" || d.aside["reply"] != "") {
		return "", errPassedOver
	}
	if r.OpenReview == "" {
		r.OpenReview = r.ID
	}
	r.Venue = d.oneOf("venue", "venueid")
	r.Date = isoDay(milliDay(d.oneOf("pdate", "odate", "cdate", "tcdate")))
	r.Updated = milliDay(d.oneOf("mdate", "tmdate"))
	if html := d.aside["html"]; strings.HasPrefix(html, "http") {
		r.URL = html
	}
	return "", nil
}
