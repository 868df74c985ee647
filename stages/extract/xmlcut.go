package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// xmlFinder cuts out the elements of given names. It follows only tags, so what is broken inside a record stays
// inside: a record ends with its end tag, or where the next one begins.
type xmlFinder struct {
	records map[string]bool // local names
	depth   int             // of the elements around the records
	outer   []byte          // what stands before the first record: the envelope
	gap     []byte          // what stands before the present one, after the last
	first   bool            // the first record is found
	rooted  bool            // an element was seen
	heads   string
}

// envelopeBytes is how much of the text around the records is kept.
const envelopeBytes = 64 << 10

func (f *xmlFinder) head() string { return f.heads }

func (f *xmlFinder) nothing() error {
	if !f.rooted {
		return errors.New("the input is no XML")
	}
	return nil
}

func (f *xmlFinder) find(data []byte, last bool) (start, end int, err error) {
	pos := 0
	for {
		open := bytes.IndexByte(data[pos:], '<')
		if open < 0 {
			f.keep(data[pos:])
			return len(data), 0, f.closed(last)
		}
		f.keep(data[pos : pos+open])
		pos += open
		tag, ok := nextTag(data[pos:], last)
		if !ok {
			if last {
				return pos, 0, fmt.Errorf("%w: the XML ends inside a tag", ErrTruncated)
			}
			return pos, 0, nil
		}
		f.rooted = f.rooted || tag.kind == startTag || tag.kind == emptyTag
		if tag.kind != endTag && tag.kind != otherTag && f.records[tag.name] {
			end, err := f.element(data[pos:], tag, last)
			if end == 0 || err != nil {
				return pos, 0, err
			}
			f.begin()
			return pos, pos + end, nil
		}
		switch tag.kind {
		case startTag:
			if f.depth++; f.depth > Bounds.Depth {
				return pos, 0, errLimit("max-depth", "elements are nested more than %d deep", Bounds.Depth)
			}
		case endTag:
			f.depth = max(0, f.depth-1)
		}
		if tag.kind != otherTag || f.depth == 0 {
			f.keep(data[pos : pos+tag.length])
		}
		pos += tag.length
	}
}

// element returns where the record that begins data ends.
func (f *xmlFinder) element(data []byte, tag xmlTag, last bool) (end int, err error) {
	if tag.kind == emptyTag {
		return tag.length, nil
	}
	name, depth := tag.name, 1
	for pos := tag.length; ; {
		open := bytes.IndexByte(data[pos:], '<')
		if open >= 0 {
			pos += open
			var ok bool
			if tag, ok = nextTag(data[pos:], last); !ok {
				open = -1
			}
		}
		if open < 0 {
			if last {
				return 0, fmt.Errorf("%w: the XML ends inside <%s>", ErrTruncated, name)
			}
			return 0, nil
		}
		if tag.name == name {
			if tag.kind == endTag {
				return pos + tag.length, nil
			}
			if tag.kind == startTag { // the end tag is missing
				return pos, nil
			}
		}
		switch tag.kind {
		case startTag:
			if depth++; depth > Bounds.Depth {
				return 0, errLimit("max-depth", "elements are nested more than %d deep", Bounds.Depth)
			}
		case endTag:
			depth--
		}
		pos += tag.length
	}
}

// keep keeps text around the records.
func (f *xmlFinder) keep(text []byte) {
	if room := envelopeBytes - len(f.gap); room > 0 {
		f.gap = append(f.gap, text[:min(room, len(text))]...)
	}
}

// begin settles what the record stands under: the envelope before the first record, and what came since.
func (f *xmlFinder) begin() {
	switch {
	case !f.first:
		f.first = true
		f.outer = bytes.Clone(f.gap)
		f.heads = string(f.outer)
	case len(bytes.TrimSpace(f.gap)) > 0:
		f.heads = string(f.outer) + string(f.gap)
	}
	f.gap = f.gap[:0]
}

func (f *xmlFinder) closed(last bool) error {
	if last && f.depth > 0 {
		return fmt.Errorf("%w: %d XML elements are not closed", ErrTruncated, f.depth)
	}
	return nil
}

type tagKind byte

const (
	otherTag tagKind = iota // comment, CDATA section, declaration, instruction, a stray <
	startTag
	endTag
	emptyTag // <a/>
)

type xmlTag struct {
	kind   tagKind
	name   string // local
	length int
}

// nextTag reads what begins with the < of data[0]; ok is false when it is not whole.
func nextTag(data []byte, last bool) (tag xmlTag, ok bool) {
	if len(data) < 2 {
		return xmlTag{length: 1}, last
	}
	until := func(from int, end string) (xmlTag, bool) {
		if len(data) < from {
			return xmlTag{}, false
		}
		i := bytes.Index(data[from:], []byte(end))
		return xmlTag{length: from + i + len(end)}, i >= 0
	}
	switch c := data[1]; {
	case c == '!':
		if len(data) < len("<![CDATA[") && !last {
			return xmlTag{}, false
		}
		switch {
		case bytes.HasPrefix(data, []byte("<!--")):
			return until(4, "-->")
		case bytes.HasPrefix(data, []byte("<![CDATA[")):
			return until(9, "]]>")
		}
		if i := bytes.IndexAny(data, "[>"); i >= 0 && data[i] == '[' { // a document type with declarations of its own
			return until(i, "]>")
		}
		return until(2, ">")
	case c == '?':
		return until(2, "?>")
	case c == '/':
		tag, ok := until(2, ">")
		if ok {
			tag.kind, tag.name = endTag, tagName(data[2:tag.length-1])
		}
		return tag, ok
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80:
	default:
		return xmlTag{length: 1}, true
	}
	quote := byte(0)
	for i, c := range data {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			tag = xmlTag{startTag, tagName(data[1:i]), i + 1}
			if data[i-1] == '/' {
				tag.kind = emptyTag
			}
			return tag, true
		}
		if i > envelopeBytes { // no tag is that long: a < that is text
			return xmlTag{length: 1}, true
		}
	}
	return xmlTag{length: 1}, false
}

// tagName returns the name that begins s, without its prefix.
func tagName(s []byte) string {
	if i := bytes.IndexAny(s, " \t\r\n/"); i >= 0 {
		s = s[:i]
	}
	return string(s[bytes.IndexByte(s, ':')+1:])
}

// xmlRoot returns the name of the outermost element, without its prefix, and what is read from it on.
func xmlRoot(head []byte) (name string, rest []byte) {
	for head = textHead(head); len(head) > 0 && head[0] == '<'; head = bytes.TrimLeft(head, " \t\r\n") {
		tag, ok := nextTag(head, true)
		if !ok {
			return "", nil
		}
		if tag.kind == startTag || tag.kind == emptyTag {
			return tag.name, head
		}
		head = head[tag.length:]
	}
	return "", nil
}

// xmlReader returns r in UTF-8, as its mark or its declaration say.
func xmlReader(r io.Reader) (io.Reader, error) {
	head := make([]byte, 1024)
	n, err := fill(r, head)
	if err != nil && err != io.EOF {
		return nil, err
	}
	head = head[:n]
	whole := io.MultiReader(bytes.NewReader(head), r)
	label := declaredEncoding(head)
	if label == "" {
		return textReader(whole), nil
	}
	encoding, err := htmlindex.Get(label)
	if err != nil {
		return nil, fmt.Errorf("the XML says that it is in the encoding %q, which is not known here: convert it to UTF-8", label)
	}
	if name, _ := htmlindex.Name(encoding); strings.HasPrefix(name, "utf-") {
		return textReader(whole), nil
	}
	return transform.NewReader(whole, encoding.NewDecoder()), nil
}

// declaredEncoding reads the encoding of the XML declaration, if there is one.
func declaredEncoding(head []byte) string {
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	end := bytes.Index(head, []byte("?>"))
	_, value, found := strings.Cut(string(head[:max(0, end)]), "encoding")
	value = strings.TrimLeft(value, "= \t\r\n")
	if !found || value == "" {
		return ""
	}
	label, _, _ := strings.Cut(value[1:], value[:1])
	return label
}
