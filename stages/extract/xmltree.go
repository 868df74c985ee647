package extract

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// An element is a small tree of one record. Records are small: reading one whole costs little, and mixed content
// ("<b>Deep</b> nets") keeps its order.
type element struct {
	name     string // local: sources disagree about prefixes
	attrs    []xml.Attr
	children []any // *element or string
}

// parseXML reads one element, or as much as there is of an envelope that is not closed. Elements that are not
// well-formed are read as far as they can be told apart: entities without a declaration stay as they are, and
// nothing is ever loaded from outside.
func parseXML(text string) (*element, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			var e *xml.SyntaxError
			if errors.As(err, &e) {
				err = reject("invalid_xml", "line %d of the record: %s", e.Line, e.Msg)
			}
			return root, err
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			e := &element{name: t.Name.Local, attrs: t.Copy().Attr}
			top.children = append(top.children, e)
			open = append(open, e)
			if len(open) > Bounds.Depth {
				return root, reject("invalid_xml", "elements are nested more than %d deep", Bounds.Depth)
			}
		case xml.EndElement:
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			top.children = append(top.children, string(t))
		}
	}
}

// child returns the first child of that path of names, nil if there is none. A nil element has no children.
func (e *element) child(path ...string) *element {
	for _, name := range path {
		e = e.first(name)
	}
	return e
}

func (e *element) first(name string) *element {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c, ok := c.(*element); ok && c.name == name {
			return c
		}
	}
	return nil
}

// all returns the children of that name.
func (e *element) all(name string) (out []*element) {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c, ok := c.(*element); ok && c.name == name {
			out = append(out, c)
		}
	}
	return out
}

// find returns the first element of that name at any depth, in the order of the text.
func (e *element) find(name string) *element {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c, ok := c.(*element); ok {
			if c.name == name {
				return c
			}
			if found := c.find(name); found != nil {
				return found
			}
		}
	}
	return nil
}

func (e *element) attr(name string) string {
	if e != nil {
		for _, a := range e.attrs {
			if a.Name.Local == name {
				return strings.TrimSpace(a.Value)
			}
		}
	}
	return ""
}

// text returns the text of the first child of that path, without blanks around it.
func (e *element) text(path ...string) string {
	return strings.TrimSpace(e.child(path...).flat())
}

// flat returns the text with all that is inside, in one string. Formulas in TeX get their dollars back, and
// raised and lowered text keeps its tags, which the cleaning of text knows.
func (e *element) flat() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	e.write(&b)
	return b.String()
}

func (e *element) write(b *strings.Builder) {
	for _, c := range e.children {
		switch c := c.(type) {
		case string:
			b.WriteString(c)
		case *element:
			before, after := "", ""
			switch c.name {
			case "tex-math":
				before, after = "$", "$"
			case "sup", "sub":
				before, after = "<"+c.name+">", "</"+c.name+">"
			case "p", "br", "div", "li":
				after = "\n"
			}
			b.WriteString(before)
			c.write(b)
			b.WriteString(after)
		}
	}
}

// xmlFormat makes a Format of an XML vocabulary: records are its record elements, read makes a Record of one of
// them inside its envelope (all that stands before and around it).
func xmlFormat(name, doc string, records []string, sniff func(root string, head []byte) bool, read func(rec, envelope *element, r *Record, warn warn) error) *Format {
	names := make(map[string]bool)
	for _, n := range records {
		names[n] = true
	}
	return &Format{
		Name: name,
		Doc:  doc,
		Sniff: func(head []byte) bool {
			root, rest := xmlRoot(head)
			return root != "" && sniff(root, rest)
		},
		Split: func(r io.Reader, emit func(Block) error) error {
			r, err := xmlReader(r)
			if err != nil {
				return err
			}
			return cutRecords(r, &xmlFinder{records: names}, emit)
		},
		NewDecoder: func() Decoder { return &textDecoder{parser: &xmlParser{read: read}} },
	}
}

type xmlParser struct {
	read     func(rec, envelope *element, r *Record, warn warn) error
	envelope *element
}

func (p *xmlParser) under(head string) { p.envelope, _ = parseXML(head) }

func (p *xmlParser) parse(data string, r *Record, warn warn) error {
	root, err := parseXML(data)
	if err != nil {
		again, bad := parseXML(repairXML(data))
		if bad != nil {
			return err
		}
		root = again
		warn("repaired_xml", "the record has control characters, or < signs that begin no tag; they are left out and read as text")
	}
	for _, c := range root.children {
		if c, ok := c.(*element); ok {
			return p.read(c, p.envelope, r, warn)
		}
	}
	return errPassedOver
}

// repairXML mends what makes a record ill-formed and cannot be meant otherwise: control characters, and a < that
// begins no tag.
func repairXML(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff:
		case r == '<':
			if tag, ok := nextTag([]byte(s[i:min(len(s), i+envelopeBytes)]), true); ok && tag.length == 1 {
				b.WriteString("&lt;")
				break
			}
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
