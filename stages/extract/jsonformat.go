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
		Name: j.name,
		Doc:  j.doc,
		Sniff: func(head []byte) bool {
			_, ok := j.shape(head)
			return ok
		},
		Split: func(r io.Reader, emit func(Block) error) error {
			buffered := bufio.NewReaderSize(r, headBytes)
			head, err := buffered.Peek(headBytes)
			if err != nil && err != io.EOF {
				return err
			}
			shape, ok := j.shape(head)
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

// shape tells where the records of an input are, from its first bytes.
func (j jsonFormat) shape(head []byte) (string, bool) {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), " \t\r\n")
	if len(head) == 0 || head[0] != '[' && head[0] != '{' {
		return "", false
	}
	for _, shape := range j.shapes {
		if (head[0] == '[') != strings.HasPrefix(shape, "*") {
			continue
		}
		for _, record := range firstRecords(head, shape) {
			if j.is(sketchOf(record)) {
				return shape, true
			}
		}
	}
	if len(j.empty) > 0 && head[0] == '{' {
		answer := sketchOf(head)
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
	}
	return "", false
}

// firstRecords returns the first records of an input: several, since one of them may be broken, null or odd. The
// last may be cut off.
func firstRecords(head []byte, shape string) (records [][]byte) {
	const enough = 20
	if shape == "lines" {
		for line := range bytes.Lines(head) {
			if records = append(records, line); len(records) == enough {
				break
			}
		}
		return records
	}
	stop := errors.New("enough")
	c := newJSONCutter(shape, func(b Block) error {
		from := 0
		for _, end := range b.Ends {
			records = append(records, bytes.TrimLeft(b.Data[from:end], elementLead))
			from = end
		}
		if len(records) >= enough {
			return stop
		}
		return nil
	})
	c.buf = make([]byte, len(head)+1)
	_ = c.run(bytes.NewReader(head)) // how it ends is for the reader of the whole
	if len(records) < enough && c.start >= 0 {
		records = append(records, c.buf[c.start:c.held])
	}
	return records[:min(len(records), enough)]
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
			path := prefix + key
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
