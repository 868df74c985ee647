package query

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"
)

// longText is the number of bytes above which a cell asks for a wide column: browsers squeeze prose to a word a line
// where a URL beside it cannot be broken.
const longText = 60

//go:embed page.html
var page string

// writeHTML writes one self-contained page; a click on a heading sorts by it.
func writeHTML(w io.Writer, r *Result, o WriteOptions) error {
	title := o.Title
	if title == "" {
		title = "Query result"
	}
	head, foot, _ := strings.Cut(strings.ReplaceAll(page, "{{title}}", html.EscapeString(title)), "{{table}}")
	if _, err := io.WriteString(w, head+"<table><thead><tr>"); err != nil {
		return err
	}
	for _, c := range r.Columns() {
		class := ""
		if isNumber(c.Type) {
			class = ` class="n"`
		}
		if _, err := fmt.Fprintf(w, `<th%s><button title="%s">%s</button></th>`, class, html.EscapeString(c.Type), html.EscapeString(c.Name)); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(w, "</tr></thead><tbody>\n"); err != nil {
		return err
	}
	for r.Next() {
		var row strings.Builder
		row.WriteString("<tr>")
		for i, v := range r.Row() {
			row.WriteString(htmlCell(v, r.Columns()[i].Type))
		}
		row.WriteString("</tr>\n")
		if _, err := io.WriteString(w, row.String()); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "</tbody></table>\n<p>%d rows%s</p>\n%s", r.Rows(), map[bool]string{true: ", there are more"}[r.Truncated()], foot)
	return err
}

// htmlCell is a table cell; data-v holds the number in full, to sort by.
func htmlCell(v any, sqlType string) string {
	short := html.EscapeString(shortText(v, sqlType))
	switch s, isText := v.(string); {
	case isNumber(sqlType):
		return fmt.Sprintf(`<td class="n" data-v="%s">%s</td>`, html.EscapeString(exactText(v, sqlType)), short)
	case isText && isLink(s):
		return fmt.Sprintf(`<td><a href="%s" rel="noopener">%s</a></td>`, short, short)
	}
	if len(short) > longText {
		return `<td class="w">` + short + "</td>"
	}
	return "<td>" + short + "</td>"
}

func isLink(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \n\t")
}
