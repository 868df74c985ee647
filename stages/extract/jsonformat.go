package extract

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// A jsonFormat is a kind of JSON record that comes in several wrappings: one object a line, an array, a list
// inside an answer, a single object.
type jsonFormat struct {
	name, doc string
	shapes    []string          // "lines", or the path of the records for cutJSON, in the order in which they are tried
	is        func(sketch) bool // whether an object is a record of this format
	empty     []string          // the paths that an answer without records has
	paper     *mapping
}

func (j jsonFormat) format() *Format {
	return &Format{
		Name:    j.name,
		Doc:     j.doc,
		Sniff:   func(head []byte) bool { return j.glimpse(&glance{head: head}) },
		glimpse: j.glimpse,
		Split: func(r io.Reader, emit func(Block) error) error {
			buffered := bufio.NewReaderSize(r, headBytes)
			head, err := buffered.Peek(headBytes)
			if err != nil && err != io.EOF && len(head) == 0 {
				return err
			}
			shape, ok := j.shape(&glance{head: head})
			if !ok { // the format is forced
				shape = j.shapes[0]
			}
			if shape == "lines" {
				return splitLines(buffered, emit)
			}
			return cutJSON(shape)(buffered, emit)
		},
		NewDecoder: func() Decoder { return &paperDecoder{mapping: j.paper} },
	}
}

func (j jsonFormat) glimpse(g *glance) bool {
	_, ok := j.shape(g)
	return ok
}

// shape tells where the records of an input are, from its first bytes.
func (j jsonFormat) shape(g *glance) (string, bool) {
	first := g.first()
	if first != '[' && first != '{' {
		return "", false
	}
	for _, shape := range j.shapes {
		if (first == '[') != strings.HasPrefix(shape, "*") {
			continue
		}
		for _, record := range g.records(shape) {
			if j.is(record) {
				return shape, true
			}
		}
	}
	if len(j.empty) == 0 || first != '{' {
		return "", false
	}
	answer := g.answer()
	for _, path := range j.empty {
		if !answer.has(path) {
			return "", false
		}
	}
	for _, shape := range j.shapes {
		if list, found := strings.CutSuffix(shape, ".*"); found && answer.empty(list) {
			return shape, true
		}
	}
	return "", false
}

// A glance is what the JSON formats see of an input before it is known what it is. They look for records in the
// same places, and each place is looked at once.
type glance struct {
	head    []byte
	seen    map[string][]sketch
	outline sketch
}

// first returns the first byte that says something.
func (g *glance) first() byte {
	if head := bytes.TrimLeft(bytes.TrimPrefix(g.head, []byte(byteOrderMark)), " \t\r\n"); len(head) > 0 {
		return head[0]
	}
	return 0
}

// answer returns the sketch of the whole text, an object.
func (g *glance) answer() sketch {
	if g.outline == nil {
		g.outline = sketchOf(bytes.TrimPrefix(g.head, []byte(byteOrderMark)))
	}
	return g.outline
}

// records returns the first records at that place: several, since one of them may be broken, null or odd. The
// last may be cut off.
func (g *glance) records(shape string) []sketch {
	if seen, ok := g.seen[shape]; ok {
		return seen
	}
	const enough = 20
	sketches := make([]sketch, 0, enough)
	firstRecords(g.head, shape, func(record []byte) bool {
		sketches = append(sketches, sketchOf(record))
		return len(sketches) < enough
	})
	if g.seen == nil {
		g.seen = make(map[string][]sketch)
	}
	g.seen[shape] = sketches
	return sketches
}

// firstRecords calls yield with the records in the head of an input, until it returns false.
func firstRecords(head []byte, shape string, yield func(record []byte) bool) {
	if shape == "lines" {
		for line := range bytes.Lines(bytes.TrimPrefix(head, []byte(byteOrderMark))) {
			if !yield(line) {
				return
			}
		}
		return
	}
	enough := errors.New("enough")
	c := newJSONCutter(shape, func(b Block) error {
		from := 0
		for _, end := range b.Ends {
			if !yield(bytes.TrimLeft(b.Data[from:end], elementLead)) {
				return enough
			}
			from = end
		}
		return nil
	})
	c.size = 8 << 10 // most records are small: do not read on to the end of the head for nothing
	c.buf = make([]byte, c.size)
	if err := c.run(bytes.NewReader(head)); err != enough && c.start >= 0 { // any other error is for the reader of the whole
		yield(c.buf[c.start:c.held])
	}
}

// A sketch is what is seen of an object at a glance: each key, with dots for what is inside of objects, and the
// beginning of its value.
type sketch map[string]string

const (
	sketchDepth = 3
	sketchValue = 40
)

// sketchOf reads as far as it can: the object may be broken or cut off.
func sketchOf(data []byte) sketch {
	var (
		scan jsonScanner
		out  = make(sketch)
		walk func(prefix string, depth int) error
	)
	walk = func(prefix string, depth int) error {
		return scan.object(func(key string) error {
			path := strings.Clone(prefix + key) // the key is a view of the scanner's memory
			value := scan.data[scan.pos:]
			out[path] = string(value[:min(len(value), sketchValue)])
			if scan.peek() == '{' && depth < sketchDepth {
				return walk(path+".", depth+1)
			}
			return scan.skip()
		})
	}
	scan.reset(data)
	_ = walk("", 1)
	return out
}

func (s sketch) has(paths ...string) bool {
	for _, path := range paths {
		if _, ok := s[path]; !ok {
			return false
		}
	}
	return true
}

func (s sketch) any(paths ...string) bool {
	for _, path := range paths {
		if _, ok := s[path]; ok {
			return true
		}
	}
	return false
}

// begins tells whether the value at the path begins so, as JSON is written.
func (s sketch) begins(path, prefix string) bool { return strings.HasPrefix(s[path], prefix) }

// empty tells whether the value at the path is a list without elements.
func (s sketch) empty(path string) bool {
	rest, found := strings.CutPrefix(s[path], "[")
	return found && strings.HasPrefix(strings.TrimLeft(rest, " \t\r\n"), "]")
}
