package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// jsonScanner reads one JSON value from data, straight into the strings that a record wants. A string without
// escapes is a view of data; one with escapes is decoded into scratch. Views live until data and scratch are reused.
//
// It is a scanner of its own because decoding is on the hot path: a general decoder builds a tree for each
// record, this one builds nothing.
type jsonScanner struct {
	data    []byte
	pos     int
	scratch []byte
}

type jsonError struct {
	at      int
	message string
}

func (e *jsonError) Error() string { return e.message }

func (s *jsonScanner) fail(format string, args ...any) error {
	return &jsonError{s.pos, fmt.Sprintf(format, args...)}
}

func (s *jsonScanner) reset(data []byte) {
	s.data, s.pos = data, 0
	s.scratch = s.scratch[:0]
}

func (s *jsonScanner) space() {
	if s.pos < len(s.data) && s.data[s.pos] <= ' ' {
		s.blanks()
	}
}

func (s *jsonScanner) blanks() {
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return
		}
	}
}

// peek returns the next byte after blanks, 0 at the end.
func (s *jsonScanner) peek() byte {
	s.space()
	if s.pos < len(s.data) {
		return s.data[s.pos]
	}
	return 0
}

func (s *jsonScanner) expect(c byte) error {
	if got := s.peek(); got != c {
		if got == 0 {
			return s.fail("the record ends where %q is expected", c)
		}
		return s.fail("%q where %q is expected", got, c)
	}
	s.pos++
	return nil
}

// passes passes over that text, if it is next.
func (s *jsonScanner) passes(text string) bool {
	end := s.pos + len(text)
	if end > len(s.data) || string(s.data[s.pos:end]) != text {
		return false
	}
	s.pos = end
	return true
}

// object calls field for each key, in order, with the scanner at the value; field must read it.
func (s *jsonScanner) object(field func(key string) error) error {
	if err := s.expect('{'); err != nil {
		return err
	}
	if s.peek() == '}' {
		s.pos++
		return nil
	}
	for {
		s.space()
		key, err := s.text()
		if err != nil {
			return err
		}
		if err := s.expect(':'); err != nil {
			return err
		}
		s.space()
		if err := field(key); err != nil {
			return err
		}
		if s.peek() == ',' {
			s.pos++
			continue
		}
		return s.expect('}')
	}
}

// array calls item with the scanner at each item; item must read it.
func (s *jsonScanner) array(item func() error) error {
	if err := s.expect('['); err != nil {
		return err
	}
	if s.peek() == ']' {
		s.pos++
		return nil
	}
	for {
		s.space()
		if err := item(); err != nil {
			return err
		}
		if s.passes(`, "`) { // as most lists of texts are written
			s.pos--
			continue
		}
		if s.peek() == ',' {
			s.pos++
			continue
		}
		return s.expect(']')
	}
}

// text reads a string.
func (s *jsonScanner) text() (string, error) {
	from, err := s.open()
	if err != nil {
		return "", err
	}
	quote, escape := s.marks(from)
	if escape < 0 && quote >= 0 {
		s.pos = quote + 1
		return view(s.data[from:quote]), nil
	}
	return s.unescape(from, escape, quote)
}

// open returns where the string begins whose quotation mark is next.
func (s *jsonScanner) open() (int, error) {
	if s.pos >= len(s.data) {
		return 0, s.fail("the record ends where a string is expected")
	}
	if s.data[s.pos] != '"' {
		return 0, s.fail("%q where a string is expected", s.data[s.pos])
	}
	return s.pos + 1, nil
}

// marks returns the places of the next quotation mark and of the first backslash before it, from pos on; -1 for what
// there is none of. Most strings are names and ids of a word or two, where a call of IndexByte costs more than the search.
func (s *jsonScanner) marks(pos int) (quote, escape int) {
	const (
		each = 0x0101010101010101
		high = each << 7
	)
	data := s.data
	for end := pos + 24; pos < end && pos+8 <= len(data); pos += 8 {
		eight := binary.LittleEndian.Uint64(data[pos:])
		quote, escape := eight^'"'*each, eight^'\\'*each // 0 in the bytes that are one
		if m := ((quote - each) | (escape - each)) &^ eight & high; m != 0 {
			pos += bits.TrailingZeros64(m) >> 3
			if data[pos] == '"' {
				return pos, -1
			}
			break
		}
	}
	if quote = s.find('"', pos, len(data)); quote >= 0 {
		escape = s.find('\\', pos, quote)
	}
	return quote, escape
}

// find returns the place of c in data from pos to end, -1 without one.
func (s *jsonScanner) find(c byte, pos, end int) int {
	if at := bytes.IndexByte(s.data[pos:end], c); at >= 0 {
		return pos + at
	}
	return -1
}

// unescape reads a string from its begin on, of which the first backslash and the next quotation mark are known.
func (s *jsonScanner) unescape(from, escape, quote int) (string, error) {
	if quote < 0 {
		s.pos = from
		return "", s.fail("a string is not closed")
	}
	s.room(len(s.data) - from)
	start := len(s.scratch)
	to, n := s.scratch[:cap(s.scratch)], start
	for {
		n += copy(to[n:], s.data[from:escape])
		if c := escapes[s.data[escape+1]]; c != 0 {
			to[n] = c
			n++
			from = escape + 2
		} else {
			s.pos, s.scratch = escape, to[:n]
			if err := s.escape(); err != nil {
				return "", err
			}
			from, n = s.pos, len(s.scratch)
		}
		// Hard-wrapped abstracts have an escape every eighty bytes and quotes are rarer still: look for the
		// quote again only when the one found was escaped.
		if from > quote {
			if quote = s.find('"', from, len(s.data)); quote < 0 {
				s.pos = from
				return "", s.fail("a string is not closed")
			}
		}
		if escape = s.find('\\', from, quote); escape < 0 {
			break
		}
	}
	n += copy(to[n:], s.data[from:quote])
	s.scratch, s.pos = to[:n], quote+1
	return view(to[start:n]), nil
}

// room makes room for n bytes in scratch. The texts in a scratch that is too small stay there.
func (s *jsonScanner) room(n int) {
	if cap(s.scratch)-len(s.scratch) < n {
		s.scratch = make([]byte, 0, max(n, 2*cap(s.scratch)))
	}
}

// escapes are what a byte stands for behind a backslash; 0 for u, and for what has no meaning there.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f'}

// escape reads one escape sequence into scratch.
func (s *jsonScanner) escape() error {
	if s.pos+1 >= len(s.data) {
		return s.fail("a string is not closed")
	}
	c := s.data[s.pos+1]
	if plain := escapes[c]; plain != 0 {
		s.scratch = append(s.scratch, plain)
		s.pos += 2
		return nil
	}
	if c != 'u' {
		return s.fail(`invalid escape \%c`, c)
	}
	r, ok := s.hex(s.pos + 2)
	if !ok {
		return s.fail(`invalid escape \u`)
	}
	s.pos += 6
	if utf16.IsSurrogate(r) {
		low, ok := rune(0), false
		if s.pos+1 < len(s.data) && s.data[s.pos] == '\\' && s.data[s.pos+1] == 'u' {
			low, ok = s.hex(s.pos + 2)
		}
		if pair := utf16.DecodeRune(r, low); ok && pair != utf8.RuneError {
			r = pair
			s.pos += 6
		} else {
			r = utf8.RuneError
		}
	}
	s.scratch = utf8.AppendRune(s.scratch, r)
	return nil
}

func (s *jsonScanner) hex(at int) (rune, bool) {
	if at+4 > len(s.data) {
		return 0, false
	}
	var r rune
	for _, c := range s.data[at : at+4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// number reads a number and returns it as it is written.
func (s *jsonScanner) number() (string, error) {
	start := s.pos
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		if c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E' {
			s.pos++
			continue
		}
		break
	}
	if s.pos == start || s.pos == start+1 && s.data[start] == '-' {
		s.pos = start
		return "", s.fail("a value is expected")
	}
	return view(s.data[start:s.pos]), nil
}

func (s *jsonScanner) literal(word string) error {
	if !bytes.HasPrefix(s.data[s.pos:], []byte(word)) {
		return s.fail("a value is expected")
	}
	s.pos += len(word)
	return nil
}

// skip reads one value of any kind.
func (s *jsonScanner) skip() error { return s.skipAt(0) }

func (s *jsonScanner) skipAt(depth int) error {
	if depth > Bounds.Depth {
		return s.fail("values are nested more than %d deep", Bounds.Depth)
	}
	switch s.peek() {
	case '"':
		kept := len(s.scratch)
		_, err := s.text()
		s.scratch = s.scratch[:min(kept, len(s.scratch))] // a longer one may have been made
		return err
	case '{':
		return s.object(func(string) error { return s.skipAt(depth + 1) })
	case '[':
		return s.array(func() error { return s.skipAt(depth + 1) })
	case 't':
		return s.literal("true")
	case 'f':
		return s.literal("false")
	case 'n':
		return s.literal("null")
	case 0:
		return s.fail("the record ends where a value is expected")
	}
	_, err := s.number()
	return err
}

// null reads a null, if one is next.
func (s *jsonScanner) null() (bool, error) {
	if s.peek() != 'n' {
		return false, nil
	}
	return true, s.literal("null")
}

// scalar reads a string or a number as text; null is "". Anything else is an error.
func (s *jsonScanner) scalar() (string, error) {
	switch c := s.peek(); {
	case c == '"':
		return s.text()
	case c == 'n':
		return "", s.literal("null")
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	case c == '{':
		return "", s.fail("an object where a text is expected")
	case c == '[':
		return "", s.fail("a list where a text is expected")
	}
	return "", s.fail("a text is expected")
}

func view(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return unsafe.String(&b[0], len(b))
}
