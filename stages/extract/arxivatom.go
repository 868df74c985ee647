package extract

import (
	"bytes"
	"strconv"
	"strings"
)

// ArxivAtom is an answer of the arXiv API, in its present and its older serialisation.
var ArxivAtom = xmlFormat(
	"arxiv-atom",
	"Answers of the arXiv API (Atom): versions, categories, comment, DOI and journal reference",
	[]string{"entry"},
	func(root string, head []byte) bool {
		return root == "feed" && (bytes.Contains(head, []byte("arxiv.org/api/")) || bytes.Contains(head, []byte("<title>arXiv Search Results<")))
	},
	readArxivAtom,
)

func readArxivAtom(e, feed *element, r *Record, _ warn) error {
	id := e.text("id")
	if strings.Contains(id, "/api/errors") {
		return reject("source_error", "the source answered with an error instead of papers: %s", e.text("summary"))
	}
	r.ID, r.Version = splitArxivID(id)
	r.Title, r.Abstract, r.Comment = e.text("title"), e.text("summary"), e.text("comment")
	for _, a := range e.all("author") {
		r.addAuthor(a.text("name"))
	}
	r.addCategory(e.child("primary_category").attr("term"))
	for _, c := range e.all("category") {
		r.addCategory(c.attr("term"))
	}
	r.DOI, r.Venue = e.text("doi"), e.text("journal_ref")
	r.Date, r.Updated = e.text("published"), ParseDay(e.text("updated"))
	r.SeenOn = ParseDay(feed.text("feed", "updated"))
	r.URL = atomLink(e)
	return nil
}

// atomLink returns the address of the page of an Atom entry.
func atomLink(e *element) string {
	for _, l := range e.all("link") {
		if rel := l.attr("rel"); rel == "alternate" || rel == "" {
			return l.attr("href")
		}
	}
	return ""
}

// splitArxivID takes address and version off an arXiv id: http://arxiv.org/abs/2410.01234v2 is 2410.01234, 2.
func splitArxivID(s string) (id string, version int32) {
	for _, before := range [...]string{"oai:arXiv.org:", "arXiv.org:", "arxiv.org/abs/", "arxiv.org/pdf/"} {
		if _, after, found := strings.Cut(s, before); found {
			s = after
		}
	}
	if i := strings.LastIndexByte(s, 'v'); i > 0 && i < len(s)-1 && isDigit(s[i-1]) {
		if n, err := strconv.ParseInt(s[i+1:], 10, 16); err == nil && n > 0 {
			return s[:i], int32(n)
		}
	}
	return s, 0
}

// addAuthor adds a name, as it is written.
func (r *Record) addAuthor(name string) {
	if name = strings.Join(strings.Fields(name), " "); name != "" {
		r.Authors = append(r.Authors, name)
	}
}

// addCategory adds a subject, once.
func (r *Record) addCategory(name string) {
	if name = strings.TrimSpace(name); name == "" {
		return
	}
	for _, have := range r.Categories {
		if have == name {
			return
		}
	}
	r.Categories = append(r.Categories, name)
}
