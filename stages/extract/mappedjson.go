package extract

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// JSON under a mapping is a table whose columns are paths: "title", "ids.arxiv", "authors.name". A path leads into
// objects, and through lists to each of their elements. So one way leads from cells to records, as with CSV.

// Recognise tells whether the unpacked stream r is JSON, Parquet or a table with separators, and returns its format under
// the mapping with a reader that still has all of r. Whether the columns are there is for Split.
func (m Mapping) Recognise(r io.Reader) (*Format, io.Reader, error) {
	buffered := bufio.NewReaderSize(r, headBytes)
	head, err := buffered.Peek(headBytes)
	if err != nil && err != io.EOF && len(head) == 0 {
		return nil, nil, err
	}
	first := (&glance{head: head}).first()
	switch {
	case len(head) == 0:
		return nil, nil, errEmpty
	case bytes.HasPrefix(head, []byte(parquetMagic)):
		return m.Parquet(), buffered, nil
	case first == '{' || first == '[':
		return m.JSON(), buffered, nil
	}
	if _, table := sniffDialect(textHead(head), anySeparator); table {
		return m.CSV(), buffered, nil
	}
	return nil, nil, fmt.Errorf("%w: it begins with %s; a mapping reads CSV, TSV, JSON and Parquet: run other inputs without --map", ErrUnknownFormat, firstCharacters(head))
}

// JSON returns the format of JSON records with the columns of m: one object a line, an array, or the list at m.Records.
func (m Mapping) JSON() *Format {
	paths := m.paths()
	b := m.bindTo(len(paths), func(path string) (int, bool) { return slices.BinarySearch(paths, path) })
	root := pathNode{cell: -1}
	for i, path := range paths {
		root.add(path, i)
	}
	for _, path := range slices.Concat(m.Columns["title"], m.Columns["abstract"]) {
		root.find(path).needed = true
	}
	paper := &mapping{fields: root.fields(), finish: func(d *paperDecoder) (string, error) {
		d.texts = d.texts[:0]
		for _, cell := range d.cells {
			d.texts = append(d.texts, view(cell))
		}
		b.fill(d.texts, &d.record, d.warn)
		return "", nil
	}}
	return &Format{
		Name:  "mapped-json",
		Doc:   "with --map: JSON lines, an array of objects, or a list inside an object, whatever its keys",
		Sniff: func(head []byte) bool { c := (&glance{head: head}).first(); return c == '{' || c == '[' },
		Split: m.splitJSON,
		NewDecoder: func() Decoder {
			return &paperDecoder{mapping: paper, cells: make([][]byte, len(paths))}
		},
	}
}

// paths lists what is mapped, sorted, each once.
func (m Mapping) paths() (out []string) {
	for _, names := range m.Columns {
		out = append(out, names...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A pathNode is a step of the mapped paths.
type pathNode struct {
	name   string // of its path
	cell   int    // whose values it has, -1: none
	needed bool   // a record without a text here is kept out
	inner  map[string]*pathNode
}

// add adds a path. Its keys may also be flattened into one, "ids.arxiv": at each step the rest of the path is a key
// too.
func (n *pathNode) add(path string, cell int) {
	rest := path
	for {
		n.step(rest, path).cell = cell
		key, inside, nested := strings.Cut(rest, ".")
		if !nested {
			return
		}
		n = n.step(key, strings.TrimSuffix(path, "."+inside))
		rest = inside
	}
}

func (n *pathNode) step(key, name string) *pathNode {
	next, ok := n.inner[key]
	if !ok {
		if n.inner == nil {
			n.inner = make(map[string]*pathNode)
		}
		next = &pathNode{name: name, cell: -1}
		n.inner[key] = next
	}
	return next
}

// find returns the node at the end of a path that was added.
func (n *pathNode) find(path string) *pathNode {
	for key := range strings.SplitSeq(path, ".") {
		n = n.inner[key]
	}
	return n
}

func (n *pathNode) fields() fields {
	out := make(fields, len(n.inner))
	for key, next := range n.inner {
		out[key] = func(d *paperDecoder) error { return next.read(d, 0, false) }
	}
	return out
}

// read reads the value of a node, which may be inside of lists.
func (n *pathNode) read(d *paperDecoder, depth int, listed bool) error {
	if depth > Bounds.Depth {
		return d.scan.fail("values are nested more than %d deep", Bounds.Depth)
	}
	switch d.scan.peek() {
	case '[':
		return d.scan.array(func() error { return n.read(d, depth+1, true) })
	case '{':
		if n.inner == nil {
			return n.object(d)
		}
		return d.scan.object(func(key string) error {
			next, ok := n.inner[key]
			if !ok {
				return d.scan.skip()
			}
			err := next.read(d, depth+1, listed)
			if err != nil {
				d.inner = "." + strings.Clone(key) + d.inner
			}
			return err
		})
	}
	if n.cell < 0 {
		return d.scan.skip()
	}
	text, err := d.leaf()
	cell := &d.cells[n.cell]
	if text == "" || len(*cell) > 0 && !listed { // of two keys of one name the first counts
		return err
	}
	*cell = append(*cell, strings.ReplaceAll(text, listMark, " ")...)
	if listed {
		*cell = append(*cell, listMark...)
	}
	return err
}

// object passes over an object where a text is wanted.
func (n *pathNode) object(d *paperDecoder) error {
	if n.needed {
		return d.wrong("a text")
	}
	inside := "name"
	if keys := sketchOf(d.scan.data[d.scan.pos:]); !keys.has(inside) && len(keys) > 0 {
		inside = slices.Min(slices.Collect(maps.Keys(keys)))
	}
	message := fmt.Sprintf("%s is an object: map what is inside of it, as in %s.%s; the field is left empty", n.name, n.name, inside)
	if k := len(d.kept); k == 0 || d.kept[k-1].Message != message { // once for all elements of a list
		d.warn("wrong_type", message)
	}
	return d.scan.skip()
}

func (m Mapping) splitJSON(r io.Reader, emit func(Block) error) error {
	buffered := bufio.NewReaderSize(r, headBytes)
	head, err := buffered.Peek(headBytes)
	if err != nil && err != io.EOF && len(head) == 0 {
		return err
	}
	shape, err := m.shape(head)
	if err != nil {
		return err
	}
	if err := m.checkPaths(head, shape); err != nil {
		return err
	}
	if shape == "lines" {
		return splitLines(buffered, emit)
	}
	c := newJSONCutter(shape, emit)
	c.buf = getBuffer(c.size)
	if err := c.run(buffered); err != nil || m.Records == "" || c.reached {
		return err
	}
	return m.noRecords(head)
}

// shape tells where the records are (see jsonFormat), from the head of the input.
func (m Mapping) shape(head []byte) (string, error) {
	first := (&glance{head: head}).first()
	switch {
	case m.Records != "" && first == '[' && !strings.HasPrefix(m.Records, "*"):
		return "", &MappingError{m.Places["records"], fmt.Sprintf("records: %s is a path inside of an object, but the file is an array: leave it out, or write records: \"*.%s\" for the list in each element", m.Records, m.Records)}
	case m.Records != "":
		return m.Records + ".*", nil
	case first == '[':
		return "*", nil
	}
	// One object a line, unless the first one has several lines: whole ones, or more than the head holds. A first line
	// that is broken is a line.
	var scan jsonScanner
	scan.reset(bytes.TrimPrefix(head, []byte(byteOrderMark)))
	scan.space()
	from := scan.pos
	broken := scan.skip() != nil && bytes.IndexByte(scan.data[scan.pos:], '"') >= 0
	if !broken && bytes.IndexByte(scan.data[from:scan.pos], '\n') >= 0 {
		return "", nil
	}
	return "lines", nil
}

// noRecords says that there is no list at m.Records, unless there is nothing at all.
func (m Mapping) noRecords(head []byte) error {
	found := newOutline(nil)
	found.add(head) // which may be cut off
	if len(found.paths) == 0 {
		return nil
	}
	if strings.HasPrefix(m.Records, "*") {
		for i := range found.lists {
			found.lists[i] = "*." + found.lists[i]
		}
	}
	return &MappingError{m.Places["records"], fmt.Sprintf("records: the file has no list at %s%s", m.Records, m.instead([]string{m.Records}, found.lists))}
}

// checkPaths makes sure that the first records have what is mapped: a path that none of them has is a mistake in the
// mapping, unless it is optional.
func (m Mapping) checkPaths(head []byte, shape string) error {
	found := newOutline(m.paths())
	records := 0
	firstRecords(head, shape, func(record []byte) bool {
		if found.add(record) { // what is broken, cut off or null says nothing about the others
			records++
		}
		return true
	})
	if records == 0 {
		return nil
	}
	what := fmt.Sprintf("none of the first %d records has", records)
	if records == 1 {
		what = "the first record has no"
	}
	has := func(path string) bool { return found.has[path] }
	if titles := m.Columns["title"]; records == 1 && m.Records == "" && len(found.lists) > 0 && !slices.ContainsFunc(titles, has) {
		return &MappingError{m.Places["title"], fmt.Sprintf("the file is one object without %s; if its papers are in a list, say where: records: %s", quoteAll(titles, " or "), found.lists[0])}
	}
	return m.missing(what, found.paths, has)
}

// An outline is the paths that records have: all of those that are wanted, and some of the others, to name in an error.
type outline struct {
	paths, lists []string // as they are met; lists are those of objects
	wanted, has  map[string]bool
}

func newOutline(wanted []string) *outline {
	o := &outline{wanted: make(map[string]bool), has: make(map[string]bool)}
	for _, path := range wanted {
		o.wanted[path] = true
	}
	return o
}

// Where an outline stops: records may have any number of keys, of any length and depth.
const (
	outlinePaths  = 2000
	outlineLength = 1000
	outlineDepth  = 20
)

// add notes the paths of a record, as far as it can be read, and tells whether it is an object that is whole.
func (o *outline) add(record []byte) bool {
	var scan jsonScanner
	scan.reset(bytes.TrimPrefix(record, []byte(byteOrderMark)))
	var walk func(path string, depth int) error
	walk = func(path string, depth int) error {
		if depth > outlineDepth {
			return scan.skip()
		}
		switch scan.peek() {
		case '[':
			return scan.array(func() error {
				if list := path + ".*"; path != "" && scan.peek() == '{' && !o.has[list] && len(o.lists) < outlinePaths {
					o.has[list] = true
					o.lists = append(o.lists, path)
				}
				return walk(path, depth+1)
			})
		case '{':
			return scan.object(func(key string) error {
				inside := strings.TrimPrefix(path+"."+key, ".")
				if len(inside) > outlineLength {
					return scan.skip()
				}
				if !o.has[inside] && (o.wanted[inside] || len(o.paths) < outlinePaths) {
					o.has[inside] = true
					o.paths = append(o.paths, inside)
				}
				return walk(inside, depth+1)
			})
		}
		return scan.skip()
	}
	first := scan.peek()
	return walk("", 0) == nil && first == '{'
}
