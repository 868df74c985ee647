package latex

import "unicode/utf8"

// runes handles characters beyond ASCII from i on, up to the next ASCII byte:
// odd blanks, invisible characters, ligatures of PDF extraction, broken encoding.
func (c *cleaner) runes(i int) int {
	s := c.s
	for i < len(s) && s[i] >= utf8.RuneSelf && i != c.urlAt {
		i = c.char(i)
	}
	return i
}

// char handles the one character at i.
func (c *cleaner) char(i int) int {
	r, n := utf8.DecodeRuneInString(c.s[i:])
	switch {
	case isBlankRune(r):
		c.blank()
		c.blanked = true
	case isInvisible(r) && (r == 0xad || r == 0x200b || r == 0xfeff || r == 0x2060 || c.last() < utf8.RuneSelf || c.at(i+n) < utf8.RuneSelf || blankAt(c.s, i+n)):
		// The joiners mean something between letters of other scripts and in emoji.
		c.rewrote = true
	case 0xfb00 <= r && r <= 0xfb06:
		c.replace([...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xfb00])
	default:
		c.dst = append(c.dst, c.s[i:i+n]...)
		c.marks = c.marks || !composed(r)
	}
	return i + n
}

func blankAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return isBlankRune(r)
}

func isBlankRune(r rune) bool {
	return r == 0xa0 || r == 0x85 || 0x2000 <= r && r <= 0x200a || r == 0x2028 || r == 0x2029 ||
		r == 0x202f || r == 0x205f || r == 0x3000 || r == 0x1680
}

// isInvisible: soft hyphen, zero-width characters, direction marks, byte order mark.
func isInvisible(r rune) bool {
	return r == 0xad || 0x200b <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e ||
		0x2060 <= r && r <= 0x2064 || 0x2066 <= r && r <= 0x2069 || r == 0xfeff
}

// composed reports whether r is surely the same in NFC whatever surrounds it but
// marks. It spares the look-up for the characters that papers are made of.
func composed(r rune) bool {
	return r < 0x300 || 0x388 <= r && r < 0x483 || 0x2010 <= r && r < 0x2126 ||
		0x2190 <= r && r < 0x2329 || 0x3001 <= r && r < 0x302a || 0x3400 <= r && r < 0xa000 ||
		0xac00 <= r && r < 0xd7a4 || 0xff01 <= r && r < 0xffef || 0x1d400 <= r && r < 0x1d800
}
