package extract

import (
	"fmt"
	"strconv"
)

// Crossref is a work of Crossref: an answer of its interface, a list, lines of a dump; and CSL JSON, which has
// the same fields with plain titles.
var Crossref = jsonFormat{
	name:   "crossref",
	doc:    "Works of Crossref: one, a list, dump lines; CSL JSON",
	shapes: []string{"message.items.*", "items.*", "lines", "*", "message", ""},
	is: func(s sketch) bool {
		return s.has("DOI") && (s.begins("title", "[") || s.any("container-title", "issued.date-parts", "prefix", "member", "is-referenced-by-count")) ||
			s.has("title", "type") && s.any("issued.date-parts", "container-title")
	},
	empty: []string{"message.items", "message.total-results"},
	paper: &mapping{fields: crossrefFields, finish: finishCrossref},
}.format()

var crossrefFields = fields{
	"DOI":                    maybe(theDOI),
	"title":                  apart("title"),
	"abstract":               apart("abstract"),
	"author":                 each(person),
	"container-title":        apart("venue"),
	"event":                  event,
	"event-title":            apart("event"),
	"institution":            each(within(fields{"name": apart("institution")})),
	"issued":                 dateParts(6),
	"published":              dateParts(6),
	"published-print":        dateParts(4),
	"published-online":       dateParts(4),
	"posted":                 dateParts(4),
	"deposited":              within(fields{"date-time": day(theUpdated)}),
	"is-referenced-by-count": observed(theCitations),
	"subject":                each(listed(theCategories)),
	"categories":             each(listed(theCategories)),
	"URL":                    maybe(theURL),
	"note":                   maybe(theComment),
}

func event(d *paperDecoder) error {
	if d.scan.peek() == '{' {
		return within(fields{"name": apart("event")})(d)
	}
	return apart("event")(d)
}

func finishCrossref(d *paperDecoder) (string, error) {
	r := &d.record
	r.Title = plainText(d.aside["title"])
	r.Abstract = plainText(d.aside["abstract"])
	r.Venue = scripts.Replace(plainText(d.oneOf("venue", "event", "institution")))
	r.ID = r.DOI
	return "", nil
}

// dateParts reads {"date-parts": [[2019, 6, 2]]}, where parts may be missing, null or texts. The priority of the
// date's kind counts before its length, within two.
func dateParts(telling int) reader {
	return within(fields{"date-parts": func(d *paperDecoder) error {
		var parts []int
		err := each(each(func(d *paperDecoder) error {
			s, err := d.leaf()
			if n, bad := strconv.Atoi(s); bad == nil && len(parts) < 3 {
				parts = append(parts, n)
			}
			return err
		}))(d)
		switch {
		case len(parts) == 0 || parts[0] < 1000 || parts[0] > 9999:
		case len(parts) >= 3:
			d.setDate(fmt.Sprintf("%04d-%02d-%02d", parts[0], parts[1], parts[2]), telling+2)
		case len(parts) == 2:
			d.setDate(fmt.Sprintf("%04d-%02d", parts[0], parts[1]), telling+1)
		default:
			d.setDate(fmt.Sprintf("%04d", parts[0]), telling)
		}
		return err
	}})
}
