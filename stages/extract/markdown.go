package extract

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// Markdown is a reading list: bullets, numbered lists and tables, one paper an item or a row. A paper is an item
// with a link to one (to arXiv, a DOI, an anthology, a PDF, or under a word like "paper"); other items (tools,
// courses, tables of contents) are passed over. Such lists have no abstracts.
var Markdown = &Format{
	Name:  "markdown",
	Doc:   "Markdown lists and tables of papers (awesome lists): title, links, date and venue where given; no abstracts",
	Sniff: sniffMarkdown,
	Split: func(r io.Reader, emit func(Block) error) error {
		return cutRecords(textReader(r), &itemFinder{}, emit)
	},
	NewDecoder: func() Decoder { return &textDecoder{parser: &markdownParser{}} },
}

// sniffMarkdown accepts text with an item that is a paper.
func sniffMarkdown(head []byte) bool {
	whole := len(head) < headBytes
	head = textHead(head)
	if len(head) == 0 || head[0] == '{' || head[0] == '@' || !bytes.Contains(head, []byte("](")) && !bytes.Contains(head, []byte("href=")) {
		return false
	}
	if name, _ := xmlRoot(head); name == "html" || name == "rss" || name == "feed" {
		return false
	}
	if bytes.HasPrefix(bytes.ToLower(head[:min(len(head), 100)]), []byte("<!doctype")) || bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	var (
		f itemFinder
		p markdownParser
		r Record
	)
	for range 10_000 {
		start, end, err := f.find(head, whole)
		if end == 0 || err != nil {
			return false
		}
		r.reset()
		p.under(f.head())
		if p.parse(view(head[start:end]), &r, func(string, string) {}) == nil {
			return true
		}
		head = head[end:]
	}
	return false
}

// itemFinder cuts out list items and table rows. What is indented below an item belongs to it, unless it is an
// item with a title of its own; so do quotes and plain lines right below it.
type itemFinder struct {
	table  string // header row of the table that is being read
	before string // the line before, which is a header if dashes follow
}

func (f *itemFinder) head() string { return f.table }

func (f *itemFinder) nothing() error {
	return errors.New("the input has no list item and no table row")
}

type lineKind byte

const (
	blankLine lineKind = iota
	textLine
	itemLine
	rowLine   // | a | b |
	ruleLine  // |---|---|
	otherLine // headings, rules, fences
	openRow   // <tr>
)

// classify returns the kind of a line, and how far an item is indented.
func classify(line string) (kind lineKind, indent int) {
	trimmed := strings.TrimLeft(line, " \t")
	indent = len(line) - len(trimmed)
	trimmed = strings.TrimRight(trimmed, " \t\r\n")
	switch {
	case trimmed == "":
		return blankLine, 0
	case strings.Contains(trimmed, "|") && strings.Contains(trimmed, "--") && strings.Trim(trimmed, "|-: \t") == "":
		return ruleLine, indent
	case strings.HasPrefix(trimmed, "#") || strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "---") || strings.HasPrefix(trimmed, "***"):
		return otherLine, indent
	case strings.HasPrefix(strings.ToLower(trimmed), "<tr"):
		return openRow, indent
	case len(trimmed) > 1 && strings.IndexByte("-*+", trimmed[0]) >= 0 && (trimmed[1] == ' ' || trimmed[1] == '\t'):
		return itemLine, indent
	case trimmed[0] == '|' || strings.Count(trimmed, " | ") > 1 && !strings.Contains(trimmed, ") | ["):
		return rowLine, indent
	}
	digits := 0
	for digits < len(trimmed) && isDigit(trimmed[digits]) {
		digits++
	}
	if digits > 0 && digits < 5 && digits+1 < len(trimmed) && (trimmed[digits] == '.' || trimmed[digits] == ')') && trimmed[digits+1] == ' ' {
		return itemLine, indent
	}
	return textLine, indent
}

func (f *itemFinder) find(data []byte, last bool) (start, end int, err error) {
	var (
		begin   = -1
		indent  int
		trailed bool // a blank line came after the item
	)
	for pos := 0; pos < len(data); {
		newline := bytes.IndexByte(data[pos:], '\n')
		next := pos + newline + 1
		if newline < 0 {
			if !last {
				break
			}
			next = len(data)
		}
		line := view(data[pos:next])
		kind, in := classify(line)
		if begin >= 0 {
			belongs := false
			switch kind {
			case blankLine:
				trailed, belongs = true, true
			case itemLine:
				belongs = in > indent && !ownTitle(line)
			case textLine:
				belongs = in > indent || !trailed
			}
			if !belongs {
				return begin, pos, nil
			}
			pos = next
			continue
		}
		switch kind {
		case itemLine:
			f.table, begin, indent = "", pos, in
		case ruleLine:
			f.table = f.before
		case rowLine:
			if !isHeaderRow(data[next:], last) {
				return pos, next, nil
			}
			if !last && bytes.IndexByte(data[next:], '\n') < 0 { // dashes may follow
				return pos, 0, nil
			}
		case openRow:
			if close := rowClose(data[pos:]); close >= 0 {
				f.table = ""
				return pos, pos + close + len("</tr>"), nil
			} else if !last && len(data)-pos < 1<<20 {
				return pos, 0, nil
			}
		case blankLine, otherLine, textLine:
			f.table = ""
		}
		f.before = strings.Clone(line)
		pos = next
		if begin < 0 {
			start = pos
		}
	}
	switch {
	case begin < 0:
		return start, 0, nil
	case last:
		return begin, len(data), nil
	}
	return begin, 0, nil
}

// rowClose finds </tr> or </TR>.
func rowClose(data []byte) int {
	small, large := bytes.Index(data, []byte("</tr>")), bytes.Index(data, []byte("</TR>"))
	if small < 0 || large >= 0 && large < small {
		return large
	}
	return small
}

// isHeaderRow tells whether the next line makes the row before it a header; true as well when it is not there.
func isHeaderRow(rest []byte, last bool) bool {
	newline := bytes.IndexByte(rest, '\n')
	if newline < 0 {
		if !last {
			return true
		}
		newline = len(rest)
	}
	kind, _ := classify(view(rest[:newline]))
	return kind == ruleLine
}

// ownTitle tells whether an item below another one is a paper of its own and not one of its links.
func ownTitle(line string) bool {
	var r Record
	r.reset()
	return (&markdownParser{}).parse(line, &r, nil) == nil
}

// paperHosts are where papers lie. A link to one of them makes an item a paper.
var paperHosts = [...]string{
	"arxiv.org/abs/", "arxiv.org/pdf/", "arxiv.org/html/", "alphaxiv.org/", "doi.org/10.", "openreview.net/", "aclanthology.org/", "aclweb.org/anthology/", "aclanthology.info/",
	"proceedings.mlr.press/", "papers.nips.cc/", "papers.neurips.cc/", "proceedings.neurips.cc/", "jmlr.org/papers", "openaccess.thecvf.com/",
	"semanticscholar.org/", "dl.acm.org/doi", "ieeexplore.ieee.org/", "link.springer.com/", "sciencedirect.com/science/", "nature.com/articles/", "science.org/doi",
	"biorxiv.org/", "medrxiv.org/", "ojs.aaai.org/", "huggingface.co/papers/", "paperswithcode.com/paper/", "isca-archive.org/", "usenix.org/", "ijcai.org/", "pubmed.ncbi.nlm.nih.gov/", "ssrn.com/",
}

func isPaperURL(url string) bool {
	for _, host := range paperHosts {
		if strings.Contains(url, host) {
			return true
		}
	}
	end := len(url)
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		end = i
	}
	return strings.HasSuffix(url[:end], ".pdf")
}

// labels are words that stand for a link and are no titles. Those that are true lead to a paper.
var labels = map[string]bool{
	"paper": true, "pdf": true, "arxiv": true, "abs": true, "preprint": true, "publication": true, "full text": true, "openreview": true, "acl": true, "doi": true, "article": true,
	"code": false, "github": false, "repo": false, "project": false, "project page": false, "page": false, "website": false, "homepage": false, "web": false, "demo": false, "data": false,
	"dataset": false, "model": false, "models": false, "video": false, "slides": false, "poster": false, "blog": false, "link": false, "url": false, "here": false, "bibtex": false,
	"huggingface": false, "hf": false, "colab": false, "talk": false, "tweet": false, "twitter": false, "official code": false, "tensorflow": false, "pytorch": false, "star": false, "stars": false,
}

// label returns a link's text as labels has it.
func label(text string) string {
	return strings.ToLower(strings.Trim(text, " \t\r\n[]()|:.*`📄📜📝🌐💻🔗🤗"))
}
