package extract

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// cutJSON cuts a JSON text into blocks of whole records, and holds no more of it than a block. The path says
// where the records are, from the outermost value inwards: a key, or * for each element of an array. "*" is an
// array of records, "message.items.*" a list inside an object, "" the text itself.
//
// It follows only brackets and strings, so a record that is broken inside is still cut off whole and left to the
// decoder.
func cutJSON(path string) func(r io.Reader, emit func(Block) error) error {
	return func(r io.Reader, emit func(Block) error) error {
		c := newJSONCutter(path, emit)
		c.buf = getBuffer(c.size)
		return c.run(r)
	}
}

const byteOrderMark = "\ufeff"

type jsonCutter struct {
	path []string
	emit func(Block) error
	size int // of a block

	buf    []byte
	held   int // bytes of buf that are filled
	at     int // scanned so far
	offset int64

	first  int64
	start  int   // of the record that is being read, -1: none
	ends   []int // of the block's records; the block begins at buf[0]
	parted bool  // a list ended after the last record

	depth   int    // containers that are open
	open    []byte // the outermost of them, as far as they lie on the path
	value   bool   // inside an object of the path: the colon is read
	hit     bool   // and its key is the path's
	key     []byte
	inKey   bool
	quoted  bool
	escaped bool // the next byte of the string stands for itself
	began   bool
	reached bool // the list at the end of the path has begun
	ended   bool // the outermost value is complete
}

func newJSONCutter(path string, emit func(Block) error) *jsonCutter {
	c := &jsonCutter{emit: emit, start: -1, first: 1, size: blockBytes}
	if path != "" {
		c.path = strings.Split(path, ".")
	}
	return c
}

func (c *jsonCutter) run(r io.Reader) error {
	for {
		n, err := fill(r, c.buf[c.held:])
		c.held += n
		if bad := c.scan(); bad != nil {
			return bad
		}
		if err == io.EOF && c.start >= 0 && c.depth == 0 && !c.quoted { // a bare value: nothing else ends it
			c.record(c.at)
		}
		if len(c.ends) > 0 || c.start < 0 {
			if bad := c.flush(); bad != nil {
				return bad
			}
		}
		if err == io.EOF {
			if c.depth > 0 || c.quoted || !c.began {
				return fmt.Errorf("%w: the JSON is not closed, the input ends at byte %d, after %d whole records", ErrTruncated, c.offset+int64(c.held), c.first-1)
			}
			return nil
		}
		if err != nil { // the whole records before it are given out
			return err
		}
		if c.held == len(c.buf) { // one record fills the buffer
			if c.held >= Bounds.Record {
				return errTooLong(fmt.Sprintf("record %d (byte %d)", c.first, c.offset), Bounds.Record)
			}
			bigger := make([]byte, 2*len(c.buf))
			copy(bigger, c.buf[:c.held])
			c.buf = bigger
		}
	}
}

// flush emits the records that are complete and moves what follows them, without the text between records, to
// the front of a buffer of its own.
func (c *jsonCutter) flush() error {
	keep := c.at
	if c.start >= 0 {
		keep = c.start
		c.start = 0
	}
	c.parted = false
	ends := c.ends
	c.ends = nil
	if len(ends) == 0 {
		copy(c.buf, c.buf[keep:c.held])
	} else {
		next := getBuffer(max(c.size, 2*(c.held-keep)))
		copy(next, c.buf[keep:c.held])
		block := Block{Data: c.buf[:ends[len(ends)-1]], First: c.first, Offset: c.offset, Ends: ends}
		c.buf = next
		if err := c.emit(block); err != nil {
			return err
		}
		c.first += int64(len(ends))
	}
	c.offset += int64(keep)
	c.held -= keep
	c.at -= keep
	return nil
}

// begin begins a record at the byte that is scanned.
func (c *jsonCutter) begin() error {
	c.start = c.at
	if len(c.ends) == 0 {
		return c.flush() // the block begins with its first record
	}
	if c.parted || c.depth > 0 && c.open[c.depth-1] == '{' { // keys and brackets between two records are no part of either
		for i := c.ends[len(c.ends)-1]; i < c.at; i++ {
			c.buf[i] = ' '
		}
		c.parted = false
	}
	return nil
}

func (c *jsonCutter) record(end int) {
	c.ends = append(c.ends, end)
	c.start = -1
	c.ended = c.depth == 0
}

// scan reads what is held.
func (c *jsonCutter) scan() error {
	for c.at < c.held {
		if c.quoted {
			c.string()
			continue
		}
		if c.depth > len(c.open) {
			c.inside()
			continue
		}
		if err := c.between(); err != nil {
			return err
		}
	}
	return nil
}

// string reads on to the end of a string.
func (c *jsonCutter) string() {
	if c.escaped {
		c.escaped = false
		c.at++
		return
	}
	from := c.at
	end := bytes.IndexByte(c.buf[from:c.held], '"')
	c.quoted = end < 0
	if c.at = from + end; end < 0 {
		c.at = c.held
	}
	slashes := 0
	for i := c.at - 1; i >= from && c.buf[i] == '\\'; i-- {
		slashes++
	}
	if slashes%2 == 1 {
		c.quoted, c.escaped = true, true
	}
	if c.inKey && len(c.key) < 100 {
		c.key = append(c.key, c.buf[from:c.at]...)
	}
	if c.quoted {
		return
	}
	c.at++
	switch {
	case c.inKey:
		c.inKey = false
		c.hit = string(c.key) == c.path[len(c.open)-1]
	case c.start >= 0 && c.depth == len(c.open):
		c.record(c.at)
	}
}

// inside reads on in a value that is a record, or that is passed over, to its end or to a string.
func (c *jsonCutter) inside() {
	for ; c.at < c.held; c.at++ {
		switch c.buf[c.at] {
		case '"':
			c.quoted = true
			c.at++
			return
		case '[', '{':
			c.depth++
		case ']', '}':
			if c.depth--; c.depth > len(c.open) {
				continue
			}
			c.at++
			if c.start >= 0 {
				c.record(c.at)
			} else {
				c.ended = c.depth == 0
			}
			return
		}
	}
}

// between reads one byte in the containers of the path.
func (c *jsonCutter) between() error {
	b := c.buf[c.at]
	switch b {
	case ' ', '\t', '\r', '\n', ',', ']', '}':
		if c.start >= 0 { // the record is a number or a word
			c.record(c.at)
		}
	}
	switch b {
	case ' ', '\t', '\r', '\n':
	case ',':
		c.value, c.hit = false, false
	case ':':
		c.value = true
	case ']', '}':
		if c.depth == 0 {
			return fmt.Errorf("byte %d: %q without its opening bracket", c.offset+int64(c.at), b)
		}
		c.depth--
		c.open = c.open[:c.depth]
		c.ended = c.depth == 0
		c.parted = len(c.ends) > 0
	default:
		if c.start >= 0 {
			break
		}
		if c.offset+int64(c.at) < int64(len(byteOrderMark)) && !c.began && b == byteOrderMark[c.offset+int64(c.at)] {
			break
		}
		if c.ended && len(c.path) > 0 {
			return fmt.Errorf("byte %d: more text after the end of the JSON", c.offset+int64(c.at))
		}
		c.began = true
		if b == '"' {
			c.quoted = true
			if c.depth > 0 && c.open[c.depth-1] == '{' && !c.value {
				c.inKey, c.key = true, c.key[:0]
				break
			}
		}
		onPath := c.onPath()
		if onPath && c.depth == len(c.path) {
			if err := c.begin(); err != nil {
				return err
			}
		} else if onPath && (b == '[' || b == '{') {
			c.open = append(c.open, b)
			c.reached = c.reached || b == '[' && len(c.open) == len(c.path)
			c.value, c.hit = false, false
		}
		if b == '[' || b == '{' {
			c.depth++
		}
	}
	c.at++
	return nil
}

// onPath tells whether the value that begins here is on the path.
func (c *jsonCutter) onPath() bool {
	if c.depth == 0 {
		return true
	}
	if c.open[c.depth-1] == '[' {
		return c.path[c.depth-1] == "*"
	}
	return c.value && c.hit
}
