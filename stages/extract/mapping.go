package extract

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// A Mapping says which columns of a table are which fields of a Record. Tables are CSV, TSV and Parquet files.
type Mapping struct {
	// Columns has for each field the names of its columns, compared without case. The first that has a value
	// counts; lists (authors, categories) take all of the first; of dates the most telling counts.
	// Fields are those of Fields, and "link:NAME" for a metadata field NAME that holds links.
	Columns map[string][]string
	// Separators say what stands between the items of authors or categories. Without one it is guessed: a list
	// as Python prints it, | or ; between items, else commas.
	Separators map[string]string
}

// Fields are the fields that a Mapping can fill, in the order of the tables' documentation.
var Fields = []string{
	"id", "arxiv_id", "doi", "openreview", "title", "abstract", "comment", "authors", "categories", "venue", "date", "version", "updated", "seen_on",
	"rank", "upvotes", "citations", "url",
}

// KnownColumns maps the columns of the exports of Zotero, Scopus, Embase, Lens, OpenAlex, ASReview and of crawls
// of OpenReview, and what programs call such columns.
var KnownColumns = Mapping{
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

// Check tells what is wrong with a mapping that somebody wrote.
func (m Mapping) Check() error {
	for field := range m.Columns {
		if name, is := strings.CutPrefix(field, "link:"); is && name != "" {
			continue
		}
		if !slices.Contains(Fields, field) {
			return fmt.Errorf("no field %q; there are %s and link:NAME", field, strings.Join(Fields, ", "))
		}
	}
	if len(m.Columns["title"]) == 0 {
		return fmt.Errorf("no column is mapped to title, and a paper without title cannot be taken")
	}
	for field := range m.Separators {
		if field != "authors" && field != "categories" {
			return fmt.Errorf("field %q is no list: only authors and categories have a separator", field)
		}
	}
	return nil
}

// bound is a mapping that is bound to the columns of one table.
type bound struct {
	fields     []boundField
	separators map[string]string
	width      int
}

type boundField struct {
	name    string
	columns []int
}

// bind finds the columns of a table. It is not usable without a title.
func (m Mapping) bind(header []string) (b bound, usable bool) {
	b.separators, b.width = m.Separators, len(header)
	at := make(map[string]int, len(header))
	for i := len(header) - 1; i >= 0; i-- {
		at[columnName(header[i])] = i
	}
	for field, names := range m.Columns {
		f := boundField{name: field}
		for _, name := range names {
			if i, ok := at[columnName(name)]; ok {
				f.columns = append(f.columns, i)
			}
		}
		if f.columns != nil {
			b.fields = append(b.fields, f)
		}
	}
	sort.Slice(b.fields, func(i, j int) bool { return b.fields[i].name < b.fields[j].name }) // links come in this order
	return b, slices.ContainsFunc(b.fields, func(f boundField) bool { return f.name == "title" })
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

// fill makes a record of the cells of a row.
func (b bound) fill(cells []string, r *Record) {
	for _, f := range b.fields {
		value := ""
		for _, c := range f.columns {
			if c >= len(cells) {
				continue
			}
			cell := strings.TrimSpace(cells[c])
			if f.name == "arxiv_id" && strings.Contains(cell, " ") { // Zotero keeps it in its field for anything: "arXiv:2202.11316 [cs, stat]"
				cell = arxivMention(cell)
			}
			if f.name == "date" {
				value = longer(value, anyDate(cell))
			} else if value == "" {
				value = cell
			}
		}
		if value != "" {
			b.set(f.name, value, r)
		}
	}
	if r.OpenReview == "" && strings.Contains(r.URL, "openreview.net") {
		r.OpenReview = r.URL
	}
}

func (b bound) set(field, value string, r *Record) {
	count := func(to *int64) {
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
			*to = n
		}
	}
	small := func(to *int32) {
		if n, err := strconv.ParseInt(value, 10, 32); err == nil && n > 0 {
			*to = int32(n)
		}
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
		r.Updated = ParseDay(value)
	case "seen_on":
		r.SeenOn = ParseDay(value)
	case "version":
		small(&r.Version)
	case "rank":
		small(&r.Rank)
	case "upvotes":
		count(&r.Upvotes)
	case "citations":
		count(&r.Citations)
	case "authors":
		if separator := b.separators[field]; separator != "" {
			for name := range strings.SplitSeq(value, separator) {
				r.addAuthor(uninvert(strings.TrimSpace(name)))
			}
			return
		}
		for _, name := range guessNames(value) {
			r.addAuthor(name)
		}
	case "categories":
		for _, c := range b.items(field, value) {
			r.addCategory(c)
		}
	default:
		if strings.HasPrefix(value, "http") {
			r.addLink(strings.TrimPrefix(field, "link:"), value)
		}
	}
}

// items parts a list that is no list of names.
func (b bound) items(field, value string) []string {
	if separator := b.separators[field]; separator != "" {
		return strings.Split(value, separator)
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

// listMark stands between the items of a list that a Parquet file has as a list.
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
