package extract

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/paperlake/paperlake/internal/spelling"
)

// A Mapping says which columns of a table are which fields of a Record. Tables are CSV, TSV and Parquet files, and
// JSON objects, whose columns are the paths of their values.
type Mapping struct {
	// Columns has for each field the names of its columns: in JSON as they are written, elsewhere compared without case.
	// The first that has a value counts; lists (authors, categories) take all of the first; of dates the most
	// telling counts. Fields are those of Fields, and "link:NAME" for a metadata field NAME that holds links.
	Columns map[string][]string
	// Separators say what stands between the items of authors or categories. Without one it is guessed: a list
	// as Python prints it, | or ; between items, else commas.
	Separators map[string]string
	// Records is where a JSON object has the list of its records, as keys with dots between them. Without it
	// records are lines, elements of an array, or one object.
	Records string
	// Optional are the fields whose columns a file may lack. Of the others each file has at least one.
	Optional []string
	// Places says where fields were mapped, "mapping.yaml:4:10", for errors.
	Places map[string]string

	known bool // of KnownColumns, which guesses: a file may lack all but the title, and values may be anything
}

// Fields are the fields that a Mapping can fill, in the order of the tables' documentation.
var Fields = []string{
	"id", "arxiv_id", "doi", "openreview", "title", "abstract", "comment", "authors", "categories", "venue", "date", "version", "updated", "seen_on",
	"rank", "upvotes", "citations", "url",
}

// listFields are those of Fields that hold lists.
var listFields = []string{"authors", "categories"}

// KnownColumns maps the columns of the exports of Zotero, Scopus, Embase, Lens, OpenAlex, ASReview and of crawls
// of OpenReview, and what programs call such columns.
var KnownColumns = Mapping{
	known: true,
	Columns: map[string][]string{
		"id":         {"id", "paper_id", "lens id", "eid", "pmid", "pubmed id", "openalex_id", "accession number"},
		"arxiv_id":   {"arxiv_id", "arxiv id", "arxiv", "arxivid", "ids.arxiv", "extra"},
		"doi":        {"doi", "ids.doi", "article doi"},
		"openreview": {"openreview_id", "forum", "forum_id"},
		"title":      {"title", "document title", "article title", "paper title", "paper_title", "primary_title", "display_name", "ti"},
		"abstract":   {"abstract", "abstract note", "abstract_note", "notes_abstract", "summary", "ab"},
		"comment":    {"comment", "comments"},
		"authors": {
			"author full names", "authors", "author", "author names", "author/s", "authors_list", "first_authors",
			"authorships.author.display_name", "author_names", "au",
		},
		"categories": {
			"categories", "author keywords", "keywords", "fields of study", "manual tags", "concepts.display_name", "topics.display_name",
			"primary_topic.display_name", "primary_category",
		},
		"venue": {
			"publication title", "source title", "journal", "venue", "conference", "conference name", "booktitle", "secondary_title",
			"primary_location.source.display_name", "host_venue.display_name", "source", "journal/book",
		},
		"date": {
			"publication_date", "date published", "published", "published_date", "date", "publication date", "publication year", "publication_year", "year", "pubdate", "py",
		},
		"version":   {"version_number"},
		"updated":   {"updated", "updated_date", "update_date"},
		"seen_on":   {"seen_on", "listed"},
		"rank":      {"rank"},
		"upvotes":   {"upvotes", "likes"},
		"citations": {"cited_by_count", "cited by", "citing works count", "citations", "citation_count", "citationcount", "times cited"},
		"url": {
			"url", "link", "pdf_url", "primary_location.landing_page_url", "external url", "source urls", "site", "abs", "openreview_url",
		},
		"link:code":    {"code", "github", "code_url", "repository", "repo"},
		"link:project": {"project", "project_page", "website", "homepage"},
		"link:dataset": {"dataset_url"},
	},
}

// bound is a mapping that is bound to the columns of one table.
type bound struct {
	fields     []boundField
	separators map[string]string
	width      int
	known      bool
}

type boundField struct {
	name    string
	columns []int
}

// bind finds the columns of a table. A column that is mapped and missing is an error; of KnownColumns only the title
// must be there.
func (m Mapping) bind(header []string) (bound, error) {
	at := make(map[string]int, len(header))
	for i := len(header) - 1; i >= 0; i-- {
		at[columnName(header[i])] = i
	}
	b := m.bindTo(len(header), func(name string) (int, bool) {
		i, ok := at[columnName(name)]
		return i, ok
	})
	if m.known {
		if !slices.ContainsFunc(b.fields, func(f boundField) bool { return f.name == "title" }) {
			return b, fmt.Errorf("none of the columns %s is known as a title (%s): name the columns with --map MAPPING.yaml",
				strings.Join(header, ", "), strings.Join(m.Columns["title"], ", "))
		}
		return b, nil
	}
	return b, m.missing("there is no column", header, func(name string) bool { _, ok := at[columnName(name)]; return ok })
}

// bindTo binds to the columns that find finds.
func (m Mapping) bindTo(width int, find func(name string) (int, bool)) bound {
	b := bound{separators: m.Separators, width: width, known: m.known}
	for field, names := range m.Columns {
		f := boundField{name: field}
		for _, name := range names {
			if i, ok := find(name); ok {
				f.columns = append(f.columns, i)
			}
		}
		if f.columns != nil {
			b.fields = append(b.fields, f)
		}
	}
	sort.Slice(b.fields, func(i, j int) bool { return b.fields[i].name < b.fields[j].name }) // links come in this order
	return b
}

// missing returns an error for each field that is neither optional nor has a column. what says what there is not.
func (m Mapping) missing(what string, columns []string, has func(name string) bool) error {
	var errs []error
	for _, field := range m.fieldsInOrder() {
		if names := m.Columns[field]; !slices.ContainsFunc(names, has) && !slices.Contains(m.Optional, field) {
			message := fmt.Sprintf("%s %s%s", what, quoteAll(names, " or "), m.instead(names, columns))
			if field != "title" {
				message += fmt.Sprintf(" (what only some files have is put under optional: [%s])", strings.TrimPrefix(field, "link:"))
			}
			errs = append(errs, &MappingError{m.Places[field], message})
		}
	}
	return errors.Join(errs...)
}

// fieldsInOrder lists the fields that are mapped: those of Fields, then links by name.
func (m Mapping) fieldsInOrder() (out []string) {
	for field := range m.Columns {
		out = append(out, field)
	}
	place := func(field string) string {
		if i := slices.Index(Fields, field); i >= 0 {
			return fmt.Sprintf("%03d", i)
		}
		return field
	}
	slices.SortFunc(out, func(a, b string) int { return strings.Compare(place(a), place(b)) })
	return out
}

// instead says which of the columns may be meant, or which there are.
func (m Mapping) instead(names, columns []string) string {
	for _, name := range names {
		if near := spelling.Nearest(name, columns); near != "" {
			return fmt.Sprintf(": did you mean %q?", near)
		}
		for _, column := range columns { // what is inside is named with it
			if strings.HasPrefix(column, name+".") || strings.HasSuffix(column, "."+name) {
				return fmt.Sprintf(": did you mean %q?", column)
			}
		}
	}
	if len(columns) == 0 {
		return ""
	}
	const shown = 30
	if more := len(columns) - shown; more > 0 {
		return fmt.Sprintf(": there are %s and %d more", quoteAll(columns[:shown], ", "), more)
	}
	return ": there are " + quoteAll(columns, ", ")
}

func quoteAll(names []string, between string) string {
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteString(between)
		}
		fmt.Fprintf(&b, "%q", name)
	}
	return b.String()
}

func columnName(s string) string {
	return strings.ToLower(strings.Trim(s, byteOrderMark+" \t\r\n\""))
}

// columns lists the columns that are read.
func (b bound) columns() (out []int) {
	for _, f := range b.fields {
		out = append(out, f.columns...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fill makes a record of the cells of a row. A cell that is a list has listMark behind each item.
func (b bound) fill(cells []string, r *Record, warn warn) {
	for _, f := range b.fields {
		value := ""
		for _, c := range f.columns {
			if c >= len(cells) {
				continue
			}
			cell := strings.TrimSpace(cells[c])
			if strings.Contains(cell, listMark) && !f.isList() {
				cell = unlist(f.name, cell)
			}
			if f.name == "arxiv_id" && strings.Contains(cell, " ") { // Zotero keeps it in its field for anything: "arXiv:2202.11316 [cs, stat]"
				cell = arxivMention(cell)
			}
			if f.name == "date" {
				date := anyDate(whole(cell))
				if date == "" && cell != "" {
					b.unread(warn, f.name, cell)
				}
				value = longer(value, date)
			} else if value == "" {
				value = cell
			}
		}
		if value != "" && !b.set(f.name, value, r) {
			b.unread(warn, f.name, value)
		}
	}
	if r.OpenReview == "" && strings.Contains(r.URL, "openreview.net") {
		r.OpenReview = r.URL
	}
}

func (f boundField) isList() bool {
	return slices.Contains(listFields, f.name) || strings.HasPrefix(f.name, "link:")
}

// unlist makes one text of a list: an abstract may come in paragraphs, of anything else the first counts.
func unlist(field, list string) string {
	if field == "abstract" {
		return strings.ReplaceAll(strings.TrimSuffix(list, listMark), listMark, "\n")
	}
	first, _, _ := strings.Cut(list, listMark)
	return strings.TrimSpace(first)
}

// unread notes a value that cannot be what somebody said it is. Where the columns are guessed there is nothing to note.
func (b bound) unread(warn warn, field, value string) {
	if b.known {
		return
	}
	want := "number"
	switch {
	case field == "date" || field == "updated" || field == "seen_on":
		want = "date"
	case strings.HasPrefix(field, "link:"):
		want, field = "http link", strings.TrimPrefix(field, "link:")
	}
	value = strings.ReplaceAll(strings.TrimSuffix(value, listMark), listMark, ", ")
	warn("unread_value", fmt.Sprintf("%s: %q is no %s; the field is left empty", field, excerpt([]byte(value)), want))
}

// whole takes off the .0 of a whole number that went through a float.
func whole(s string) string {
	if n, found := strings.CutSuffix(s, ".0"); found && n != "" && strings.Trim(n, "0123456789") == "" {
		return n
	}
	return s
}

// set puts a value into the record. It tells whether the value can be read.
func (b bound) set(field, value string, r *Record) bool {
	count := func(to *int64) bool {
		n, err := strconv.ParseInt(whole(value), 10, 64)
		if err != nil || n < 0 {
			return false
		}
		*to = n
		return true
	}
	small := func(to *int32) bool {
		n, err := strconv.ParseInt(whole(value), 10, 32)
		if err != nil || n <= 0 {
			return false
		}
		*to = int32(n)
		return true
	}
	day := func(to *Day) bool {
		if *to = ParseDay(value); !to.Known {
			*to = ParseDay(anyDate(value))
		}
		return to.Known
	}
	switch field {
	case "arxiv_id":
		r.ID = value // before "id" in the order of names, and it stays
	case "id":
		if r.ID == "" {
			r.ID = value
		}
	case "doi":
		r.DOI = value
	case "openreview":
		r.OpenReview = value
	case "title":
		r.Title = value
	case "abstract":
		r.Abstract = value
	case "comment":
		r.Comment = value
	case "venue":
		r.Venue = value
		// Embase has place and date in one: "Gut (2014) 63:3 (152-160). Date of Publication: 2014".
		if name, rest, found := strings.Cut(value, " ("); found && len(rest) > 4 && rest[4] == ')' && isoDate(rest[:4], "", "") != "" {
			r.Venue, r.Date = name, longer(r.Date, isoDate(rest[:4], "", ""))
		}
	case "url":
		r.URL, _, _ = strings.Cut(value, " ")
	case "date":
		r.Date = longer(value, r.Date)
	case "updated":
		return day(&r.Updated)
	case "seen_on":
		return day(&r.SeenOn)
	case "version":
		value = strings.TrimPrefix(value, "v")
		return small(&r.Version)
	case "rank":
		return small(&r.Rank)
	case "upvotes":
		return count(&r.Upvotes)
	case "citations":
		return count(&r.Citations)
	case "authors":
		for _, name := range b.names(value) {
			r.addAuthor(name)
		}
	case "categories":
		for _, c := range b.items(field, value) {
			r.addCategory(c)
		}
	default:
		read := true
		for url := range strings.SplitSeq(strings.TrimSuffix(value, listMark), listMark) {
			if strings.HasPrefix(url, "http") {
				r.addLink(strings.TrimPrefix(field, "link:"), url)
			} else {
				read = false
			}
		}
		return read
	}
	return true
}

// names parts a list of authors.
func (b bound) names(value string) (names []string) {
	separator := b.separators["authors"]
	if separator == "" {
		return guessNames(value)
	}
	for item := range strings.SplitSeq(value, listMark) {
		for name := range strings.SplitSeq(item, separator) {
			names = append(names, uninvert(strings.TrimSpace(name)))
		}
	}
	return names
}

// items parts a list that is no list of names.
func (b bound) items(field, value string) []string {
	if separator := b.separators[field]; separator != "" {
		return strings.Split(strings.ReplaceAll(value, listMark, separator), separator)
	}
	if list, ok := pythonList(value); ok {
		return list
	}
	for _, separator := range [...]string{listMark, "|", ";"} {
		if strings.Contains(value, separator) {
			return strings.Split(value, separator)
		}
	}
	return splitOutside(value, ',')
}

// splitOutside parts a text at c where no bracket is open: "cyst (diagnosis, surgery), human" are two.
func splitOutside(s string, c byte) (parts []string) {
	depth, from := 0, 0
	for i := range len(s) {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth = max(0, depth-1)
		case s[i] == c && depth == 0:
			parts = append(parts, s[from:i])
			from = i + 1
		}
	}
	return append(parts, s[from:])
}

// listMark stands behind each item of what a Parquet or JSON file has as a list.
const listMark = "\x1f"

// anyDate reads a date as tables have it: "2022-02-23", "2014//", "05/2021", "June 2020", "2020".
func anyDate(s string) string {
	if day := isoDay(ParseDay(s)); day != "" && (strings.HasPrefix(s, day) || len(s) > 10 && s[4] != '-') {
		return day
	}
	read := slashDate
	if strings.Contains(s, " ") {
		read = spaceDate
	}
	if date := read(s); date != "" {
		return date
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == ' ' || r == ',' })
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	switch len(parts) {
	case 2: // "05/2021", "June 2020"
		return isoDate(parts[0], parts[1], "")
	case 3: // "14 March 2021", "March 14, 2021"; of 03/04/2021 only the year is sure
		if monthByName(parts[1]) {
			return isoDate(parts[0], parts[1], parts[2])
		}
		if monthByName(parts[2]) {
			return isoDate(parts[0], parts[2], parts[1])
		}
		return isoDate(parts[0], "", "")
	}
	return ""
}

func monthByName(s string) bool { return s != "" && isLetter(s[0]) && monthOf(s) > 0 }
