package extract

import (
	"html"
	"slices"
	"strings"
	"unicode"
)

// An mdSpan is a run of an item's text: a link, an image or plain text, in bold, in italics or neither.
type mdSpan struct {
	text         string
	url          string
	bold, italic bool
	paper        bool // it stands where the table has its papers
}

type markdownParser struct{ columns []string }

func (p *markdownParser) under(head string) {
	p.columns = nil
	for _, cell := range tableCells(head) {
		p.columns = append(p.columns, strings.ToLower(strings.Trim(cell, " *_")))
	}
}

func (p *markdownParser) parse(data string, r *Record, _ warn) error {
	text := strings.TrimLeft(strings.TrimPrefix(strings.TrimSpace(data), byteOrderMark), " \t")
	kind, _ := classify(text)
	cells := []string{text}
	switch kind {
	case rowLine:
		cells = tableCells(text)
	case itemLine:
		cells[0] = strings.TrimLeft(text[1:], "0123456789.) \t")
		if rest := strings.TrimLeft(cells[0], " "); strings.HasPrefix(rest, "[ ]") || strings.HasPrefix(rest, "[x]") { // a task
			cells[0] = rest[3:]
		}
	}
	var spans []mdSpan
	title := ""
	for i, cell := range cells {
		in := spansOf(cell)
		from := len(spans)
		spans = append(spans, in...)
		spans = append(spans, mdSpan{text: " "})
		if i < len(p.columns) && len(cells) > 1 {
			column := p.columns[i]
			plain := strings.TrimSpace(flatSpans(in))
			named := strings.TrimRight(flatSpans(slices.DeleteFunc(in, func(s mdSpan) bool { return s.url != "" && isLabel(s.text) })), " ()[]|")
			switch {
			case (column == "title" || column == "paper title" || column == "paper" || column == "paper name") && !isLabel(named):
				title = strings.TrimSpace(named)
				for j := range spans[from:] { // whatever the host
					spans[from+j].paper = true
				}
			case column == "venue" || column == "conference" || column == "publication" || column == "journal" || column == "pub.":
				r.Venue = plain
			case column == "authors" || column == "author":
				r.Authors = append(r.Authors, splitNames(plain)...)
			case column == "date" || column == "year" || column == "time":
				r.Date = longer(r.Date, dateIn(plain, true))
			}
		}
	}
	paper := -1
	for i, s := range spans {
		if s.url == "" {
			continue
		}
		isPaper := s.paper && strings.HasPrefix(s.url, "http") || isPaperURL(s.url) || labels[label(s.text)] && strings.HasPrefix(s.url, "http")
		if !isPaper {
			if strings.HasPrefix(s.url, "http") {
				r.addLink(linkField(s), s.url)
			}
			continue
		}
		// arXiv goes before any other address of the paper.
		if id := arxivMention(s.url); id != "" && r.ID == "" {
			r.ID, r.URL = id, s.url
		} else if r.URL == "" {
			r.URL = s.url
		}
		if strings.Contains(s.url, "doi.org/10.") && r.DOI == "" {
			r.DOI = s.url
		}
		if strings.Contains(s.url, "openreview.net") && r.OpenReview == "" {
			r.OpenReview = s.url
		}
		if paper < 0 {
			paper = i
		}
	}
	if paper < 0 {
		return errPassedOver
	}
	at := -1
	if title == "" {
		title, at = titleOf(spans, paper)
	}
	if title == "" {
		return errPassedOver // "- See also [paper](…)" names none
	}
	r.Title = html.UnescapeString(title)
	for i, s := range spans {
		if i == at || s.url != "" {
			continue
		}
		if r.Venue == "" && dateIn(s.text, true) != "" {
			if r.Venue = venueIn(s.text); r.Venue == "" && s.italic {
				r.Venue = venueIn("(" + s.text + ")")
			}
		}
		r.Date = longer(r.Date, dateIn(s.text, len(s.text) < 12))
		if i > at && at >= 0 && len(r.Authors) == 0 && s.italic && strings.ContainsAny(s.text, ",&") && !strings.ContainsAny(s.text, "0123456789") {
			r.Authors = append(r.Authors, splitNames(strings.ReplaceAll(s.text, " & ", ", "))...)
		}
	}
	return nil
}

// titleOf finds the title: bold text, the text of the link to the paper, that of the first link which is no
// label, else the text before the first link.
func titleOf(spans []mdSpan, paper int) (title string, at int) {
	for i, s := range spans {
		if s.bold && !isLabel(s.text) && dateIn(s.text, true) == "" && (s.url == "" || isPaperURL(s.url)) {
			return strings.TrimSpace(s.text), i
		}
	}
	// One word is the name of a model whose paper is linked: "[T5](…)".
	if s := spans[paper]; !isLabel(s.text) && strings.Contains(strings.TrimSpace(s.text), " ") {
		return strings.TrimSpace(s.text), paper
	}
	for i, s := range spans {
		if s.url != "" && !isLabel(s.text) && len(s.text) > 10 {
			return strings.TrimSpace(s.text), i
		}
	}
	text := ""
	for _, s := range spans {
		if s.url != "" {
			break
		}
		text += s.text
	}
	text = strings.TrimSpace(text)
	for strings.HasPrefix(text, "[") || strings.HasPrefix(text, "(") { // "(2022-09) A title"
		end := strings.IndexAny(text, "])")
		if end < 0 {
			break
		}
		text = strings.TrimLeft(text[end+1:], " :-–—")
	}
	text = strings.Trim(text, " \t\r\n-–—:;,|[(*")
	for _, quotes := range [...]string{`"`, "”"} { // "A title", by somebody
		if inside, after, quoted := strings.Cut(strings.TrimLeft(text, "\"“"), quotes); quoted && len(inside) > len(after) && strings.IndexAny(text, "\"“") == 0 {
			text = inside
		}
	}
	if len(text) < 10 || !strings.Contains(text, " ") {
		return "", -1
	}
	return text, -1
}

// isLabel tells whether a link's text says what is behind it and not what it is called.
func isLabel(text string) bool {
	l := label(text)
	if _, is := labels[l]; is || l == "" {
		return true
	}
	return arxivMention(text) != "" && !strings.Contains(strings.TrimSpace(text), " ") || strings.Trim(l, "0123456789./-v: ") == ""
}

// linkField returns the name of a link that is not the paper: the word it stands under, or what its host says.
func linkField(s mdSpan) string {
	l := label(s.text)
	if _, is := labels[l]; is && l != "" && l != "link" && l != "here" && l != "url" {
		return strings.ReplaceAll(l, " ", "_")
	}
	for host, field := range map[string]string{"github.com/": "code", "gitlab.com/": "code", "huggingface.co/": "huggingface", "youtube.com/": "video", "youtu.be/": "video"} {
		if strings.Contains(s.url, host) {
			return field
		}
	}
	return "link"
}

func flatSpans(spans []mdSpan) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return b.String()
}

// tableCells parts a table row at its bars.
func tableCells(row string) (cells []string) {
	row = strings.TrimSpace(row)
	row = strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|")
	if row == "" {
		return nil
	}
	var cell strings.Builder
	code, brackets := false, 0
	for i := 0; i < len(row); i++ {
		switch c := row[i]; {
		case c == '\\' && i+1 < len(row) && row[i+1] == '|':
			i++
			cell.WriteByte('|')
			continue
		case c == '`':
			code = !code
		case c == '[':
			brackets++
		case c == ']' && brackets > 0:
			brackets--
		case c == '|' && !code:
			cells = append(cells, strings.TrimSpace(cell.String()))
			cell.Reset()
			continue
		}
		cell.WriteByte(row[i])
	}
	return append(cells, strings.TrimSpace(cell.String()))
}

// spansOf reads inline Markdown, and the HTML that lists mix into it.
func spansOf(s string) (spans []mdSpan) {
	var (
		text         strings.Builder
		bold, italic bool
	)
	flush := func() {
		if text.Len() > 0 {
			spans = append(spans, mdSpan{text: text.String(), bold: bold, italic: italic})
			text.Reset()
		}
	}
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && unicode.IsPunct(rune(s[i+1])):
			text.WriteByte(s[i+1])
			i += 2
		case c == '!' && strings.HasPrefix(s[i:], "!["):
			if _, _, length := linkAt(s[i+1:]); length > 0 { // an image, mostly a badge
				i += 1 + length
				break
			}
			text.WriteByte(c)
			i++
		case c == '[':
			inner, url, length := linkAt(s[i:])
			if length == 0 {
				text.WriteByte(c)
				i++
				break
			}
			flush()
			for _, in := range spansOf(inner) {
				bold = bold || in.bold
			}
			name := strings.TrimSpace(flatSpans(spansOf(inner)))
			inBold := bold
			if n := strings.Count(s[:i], "**"); n%2 == 0 { // the bold was inside the brackets
				bold = false
			}
			spans = append(spans, mdSpan{text: name, url: url, bold: inBold, italic: italic})
			i += length
		case c == '<':
			name, closing, length := htmlTag(s[i:])
			if length == 0 {
				text.WriteByte(c)
				i++
				break
			}
			switch name {
			case "a":
				if end := strings.Index(s[i:], "</a>"); !closing && end >= length {
					flush()
					url := attribute(s[i:i+length], "href")
					spans = append(spans, mdSpan{text: strings.TrimSpace(flatSpans(spansOf(s[i+length : i+end]))), url: url, bold: bold, italic: italic})
					i += end + len("</a>")
					continue
				}
			case "b", "strong":
				flush()
				bold = !closing
			case "i", "em":
				flush()
				italic = !closing
			case "br", "td", "p", "tr":
				text.WriteByte(' ')
			}
			i += length
		case strings.HasPrefix(s[i:], "**") || strings.HasPrefix(s[i:], "__"):
			flush()
			bold = !bold
			i += 2
		case c == '*' || c == '_' && (i == 0 || !isWord(s[i-1]) || i+1 == len(s) || !isWord(s[i+1])):
			flush()
			italic = !italic
			i++
		case c == '\n' || c == '\r':
			text.WriteByte(' ')
			i++
		case strings.HasPrefix(s[i:], "http://") || strings.HasPrefix(s[i:], "https://"):
			end := strings.IndexAny(s[i:], " \t\r\n|<>)]\"")
			if end < 0 {
				end = len(s) - i
			}
			flush()
			spans = append(spans, mdSpan{url: strings.TrimRight(s[i:i+end], ".,;")})
			i += end
		default:
			text.WriteByte(c)
			i++
		}
	}
	flush()
	return spans
}

func isWord(c byte) bool { return isLetter(c) || isDigit(c) || c >= 0x80 }

// linkAt reads "[text](url "title")" at the beginning of s.
func linkAt(s string) (text, url string, length int) {
	depth, end := 0, -1
	for i := 0; i < len(s) && i < 4096 && end < 0; i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				end = i
			}
		}
	}
	if end < 0 || end+1 >= len(s) || s[end+1] != '(' {
		return "", "", 0
	}
	depth = 0
	for i := end + 1; i < len(s) && i < end+4096; i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				url, _, _ = strings.Cut(strings.TrimSpace(s[end+2:i]), " ")
				return s[1:end], strings.Trim(url, "<>"), i + 1
			}
		case '\n':
			return "", "", 0
		}
	}
	return "", "", 0
}

// htmlTag reads a tag at the beginning of s; length is 0 when it is none.
func htmlTag(s string) (name string, closing bool, length int) {
	end := strings.IndexByte(s[:min(len(s), 2048)], '>')
	if end < 2 {
		return "", false, 0
	}
	body, closing := strings.CutPrefix(s[1:end], "/")
	n := 0
	for n < len(body) && (isLetter(body[n]) || n > 0 && isDigit(body[n])) {
		n++
	}
	if n == 0 || n < len(body) && body[n] != ' ' && body[n] != '/' && body[n] != '\n' && body[n] != '\t' {
		return "", false, 0
	}
	return strings.ToLower(body[:n]), closing, end + 1
}

func attribute(tag, name string) string {
	_, rest, found := strings.Cut(tag, name+"=")
	if !found || rest == "" {
		return ""
	}
	if quote := rest[0]; quote == '"' || quote == '\'' {
		value, _, _ := strings.Cut(rest[1:], string(quote))
		return value
	}
	end := strings.IndexAny(rest, " >")
	return rest[:max(end, 0)]
}

// dateIn finds a date in a text: "(2022-09)", "2021.7", "2023/05/12", and with yearToo a year alone or in
// brackets. Numbers that only look like one ("2010.11929") are none.
func dateIn(s string, yearToo bool) string {
	best := ""
	for i := 0; i+4 <= len(s); i++ {
		if i > 0 && (isWord(s[i-1]) || s[i-1] == '.' || s[i-1] == '/') {
			continue
		}
		y := leadingNumber(s[i:])
		if y < 1950 || y > 2100 || i+4 < len(s) && isDigit(s[i+4]) {
			continue
		}
		month, day := "", ""
		if i+5 < len(s) && strings.IndexByte("-./", s[i+4]) >= 0 {
			digits := func(from int) string {
				n := 0
				for from+n < len(s) && isDigit(s[from+n]) {
					n++
				}
				return s[from : from+n]
			}
			if month = digits(i + 5); len(month) < 1 || len(month) > 2 || monthOf(month) == 0 {
				if month != "" {
					continue
				}
			} else if end := i + 5 + len(month); end+1 < len(s) && s[end] == s[i+4] {
				if day = digits(end + 1); len(day) > 2 {
					day = ""
				}
			}
		}
		if month == "" && !yearToo && !strings.ContainsAny(s, "(['") {
			continue
		}
		best = longer(best, isoDate(s[i:i+4], month, day))
	}
	return best
}

// venueIn returns the bracket of a text that names a venue with its year: "(NeurIPS 2022)", "[ACL 2023]".
func venueIn(s string) string {
	for _, pair := range [...]string{"()", "[]"} {
		open := strings.IndexByte(s, pair[0])
		if open < 0 {
			continue
		}
		inside, _, closed := strings.Cut(s[open+1:], pair[1:])
		inside = strings.TrimSpace(inside)
		if closed && len(inside) > 5 && len(inside) < 40 && inside[0] >= 'A' && inside[0] <= 'Z' && dateIn(inside, true) != "" {
			return inside
		}
	}
	return ""
}
