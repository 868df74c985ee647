package extract

import (
	"html"
	"strings"
)

// plainText takes the markup out of a text that is otherwise plain: the tags of JATS, MathML and HTML that
// publishers leave in titles and abstracts, and character entities. A < that begins no such tag stays, and so do <sup> and
// <sub>: 10<sup>9</sup> is not 109, and package latex knows what to write for it.
func plainText(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		if strings.IndexByte(s, '&') < 0 {
			return s
		}
		return unescape(s)
	}
	var (
		out     strings.Builder
		skipped string // the element whose text is left out
		heading string // the text of a heading, while it is read
		inside  bool
		headed  bool // a heading has just ended
	)
	write := func(text string) {
		switch {
		case skipped != "":
		case inside:
			heading += text
		default:
			out.WriteString(text)
		}
	}
	tex := strings.Contains(s, "tex-math>")
	for s != "" {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			write(s)
			break
		}
		write(s[:open])
		s = s[open:]
		name, closing, length := markupTag(s)
		if length == 0 {
			write("<")
			s = s[1:]
			continue
		}
		s = s[length:]
		switch {
		case skipped != "":
			if closing && name == skipped {
				skipped = ""
			}
		case name == "math" && tex && !closing: // the formula is there in TeX too
			skipped = name
		case name == "tex-math":
			write("$")
		case name == "title":
			if !closing {
				inside, heading = true, ""
				break
			}
			inside = false
			// The heading over the whole says nothing; those of its parts do.
			if heading = strings.TrimSpace(heading); heading != "" && !strings.EqualFold(heading, "abstract") && !strings.EqualFold(heading, "summary") {
				write("\n" + strings.TrimRight(heading, ":.") + ": ")
				headed = true
			}
		case name == "sup" || name == "sub" || name == "inf":
			if closing {
				write("</" + name + ">")
			} else {
				write("<" + name + ">")
			}
		case blockTags[name]:
			if !headed { // the text stands in the line of its heading
				write("\n")
			}
			headed = headed && closing
		}
	}
	return strings.TrimSpace(unescape(squeeze(out.String())))
}

// scripts are the tags that plainText leaves, for fields that package latex does not clean.
var scripts = strings.NewReplacer("<sup>", "", "</sup>", "", "<sub>", "", "</sub>", "", "<inf>", "", "</inf>", "")

// unescape takes entities out, and those that were escaped twice on their way to the publisher's file.
func unescape(s string) string {
	once := html.UnescapeString(s)
	if !strings.Contains(s, "&amp;") {
		return once
	}
	return html.UnescapeString(once)
}

var blockTags = map[string]bool{"p": true, "sec": true, "list": true, "list-item": true, "br": true, "div": true, "li": true, "disp-formula": true, "ul": true, "ol": true}

// inlineTags are dropped without a trace, but for scripts.
var inlineTags = map[string]bool{
	"i": true, "b": true, "u": true, "em": true, "strong": true, "sub": true, "sup": true, "inf": true, "scp": true, "sc": true, "tt": true, "span": true, "a": true,
	"italic": true, "bold": true, "underline": true, "monospace": true, "roman": true, "named-content": true, "styled-content": true, "ext-link": true,
	"xref": true, "email": true, "uri": true, "label": true, "inline-formula": true, "alternatives": true, "inline-graphic": true, "font": true, "abstract": true, "h4": true, "h3": true,
}

// markupTag reads a tag at the beginning of s; length is 0 when it is none that is known.
func markupTag(s string) (name string, closing bool, length int) {
	end := strings.IndexByte(s, '>')
	if end < 2 {
		return "", false, 0
	}
	body := s[1:end]
	if strings.IndexByte(body, '<') >= 0 {
		return "", false, 0
	}
	body, closing = strings.CutPrefix(body, "/")
	name = strings.TrimSuffix(body, "/")
	if blank := strings.IndexAny(name, " \t\r\n"); blank >= 0 {
		name = name[:blank]
	}
	prefix, local, prefixed := strings.Cut(name, ":")
	if prefixed {
		switch prefix {
		case "jats", "mml", "m", "ns0", "ns1", "ns2", "ns3", "ns4":
			return local, closing, end + 1
		}
		return "", false, 0
	}
	if name = strings.ToLower(name); blockTags[name] || inlineTags[name] || name == "title" || name == "math" || name == "tex-math" {
		return name, closing, end + 1
	}
	return "", false, 0
}

// squeeze makes each run of blanks that holds a line end one line end, and each other run one blank.
func squeeze(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		if c := s[i]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			out.WriteByte(c)
			i++
			continue
		}
		run := i
		for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r') {
			i++
		}
		if strings.IndexByte(s[run:i], '\n') >= 0 {
			out.WriteByte('\n')
		} else {
			out.WriteByte(' ')
		}
	}
	return out.String()
}
