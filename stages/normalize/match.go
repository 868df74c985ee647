package normalize

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/cespare/xxhash/v2"

	"github.com/paperlake/paperlake/stages/normalize/identity"
	"github.com/paperlake/paperlake/stages/normalize/latex"
)

// Match is what a record can share with another listing's record of the same paper when no id says so: its title
// and its first four authors, as hashes.
type Match struct {
	Title   int64 // of the title's key; 0 when the title or the list of authors says too little
	Authors int64 // four hashes of 16 bits, of surname and first initial; 0 for each author that is missing
}

// Titles of two words, and short ones, are shared by papers that have nothing else in common ("Introduction").
const (
	matchWords   = 3
	matchLetters = 15
)

// MatchOf reads the source's own title and authors.
func MatchOf(title string, authors []string) (m Match) {
	var names uint64
	for i, name := range authors[:min(4, len(authors))] {
		names |= uint64(nameHash(name)) << (16 * i)
	}
	if names == 0 {
		return m
	}
	var stack [512]byte
	key, letters, blanks := appendKey(stack[:0], title)
	if blanks+1 < matchWords || letters < matchLetters {
		return m
	}
	return Match{int64(max(1, xxhash.Sum64(key))), int64(names)}
}

// Same tells whether two records have the title and at least one author in common.
func (m Match) Same(other Match) bool {
	if m.Title == 0 || m.Title != other.Title {
		return false
	}
	for a := uint64(m.Authors); a != 0; a >>= 16 {
		for b := uint64(other.Authors); b != 0; b >>= 16 {
			if uint16(a) != 0 && uint16(a) == uint16(b) {
				return true
			}
		}
	}
	return false
}

// nameHash is that of the surname's last word and of the first initial, the same for "Last, First" and "First
// Last". It is 0 only for a name without letters.
func nameHash(name string) uint16 {
	if strings.IndexByte(name, ',') < 0 {
		if h, ok := hashName(name, &plain); ok {
			return h
		}
	}
	if last, first, turned := strings.Cut(name, ","); turned {
		name = first + " " + last
	}
	var stack [64]byte
	letters, _, _ := appendKey(stack[:0], name)
	for _, suffix := range suffixes {
		letters = bytes.TrimSuffix(letters, []byte(suffix))
	}
	h, _ := hashName(unsafe.String(unsafe.SliceData(letters), len(letters)), &verbatim)
	return h
}

var suffixes = [...]string{" jr", " sr", " ii", " iii", " iv"}

// isSuffix tells whether a name's last word is one of them; most are longer.
func isSuffix(word string) bool {
	if len(word) > len("iii") {
		return false
	}
	for _, suffix := range suffixes {
		if strings.EqualFold(word, suffix[1:]) {
			return true
		}
	}
	return false
}

// hashName reads "First Middle Last" through a table of what each byte is in a key; ok is false where it has none
// for a byte that matters, or where the name may end in a suffix.
func hashName(name string, table *[256]byte) (hash uint16, ok bool) {
	if name == "" {
		return 0, true
	}
	at := len(name)
	var h uint32
	for at > 0 {
		k := table[name[at-1]]
		if k == 0 {
			return 0, false
		}
		if k == ' ' {
			break
		}
		h = (h ^ uint32(k)) * 16777619
		at--
	}
	initial := table[name[0]]
	switch {
	case table == &verbatim:
	case initial == 0, initial == ' ', at == len(name), at > 0 && isSuffix(name[at:]):
		return 0, false
	}
	if at > 0 {
		h = (h ^ uint32(initial)) * 16777619
	}
	return uint16(max(1, (h^h>>16)&0xffff)), true
}

// appendKey appends identity.TitleKey of the clean text to dst, which is empty, and counts its letters and blanks. Most texts
// are plain but for accents, and need neither cleaning nor folding. Eight bytes are read at once, and of these the letters taken up to
// what ends a word; no branch depends on what the letters are.
func appendKey(dst []byte, text string) (key []byte, letters, blanks int) {
	dst = slices.Grow(dst, len(text)+8)[:len(text)+8]
	n, last := 0, uint8(1)
	for i := 0; i < len(text); i++ {
		if i+8 <= len(text) {
			w := word64(text[i:]) | 0x20*eachByte // in lower case
			binary.LittleEndian.PutUint64(dst[n:], w)
			word := bits.TrailingZeros64(noLetters(w)) / 8
			n += word
			if word == 8 {
				i += 7
				last = 0
				continue
			}
			if word > 0 {
				i += word
				last = 0
			}
		}
		k := plain[text[i]]
		if k == 0 {
			letter := ""
			if i+1 < len(text) {
				letter = latinKey(text[i], text[i+1])
			}
			if letter == "" {
				key = append(dst[:0], identity.TitleKey(latex.Clean(text))...)
				blanks = bytes.Count(key, []byte{' '})
				return key, utf8.RuneCount(key) - blanks, blanks
			}
			n += copy(dst[n:], letter)
			last = 0
			i++
			continue
		}
		blank := isBlank[k]
		dst[n] = k
		n += 1 - int(blank&last)
		blanks += int(blank &^ last)
		last = blank
	}
	if n > 0 && last == 1 {
		n--
		blanks--
	}
	return dst[:n], n - blanks, blanks // all of them ASCII
}

const eachByte = 0x0101010101010101

// noLetters has the top bit of each byte of w that is no small letter.
func noLetters(w uint64) uint64 {
	low := w & (0x7f * eachByte)
	from, behind := low+(0x80-'a')*eachByte, low+(0x80-'{')*eachByte
	return (^from | behind | w) & (0x80 * eachByte)
}

// word64 returns the first eight bytes of s as a little-endian number, by one load.
func word64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// latinKey returns what a Latin letter of two bytes is in a key, "" for any other two bytes.
func latinKey(a, b byte) string {
	if a < 0xc3 || a > 0xc5 || b&0xc0 != 0x80 {
		return ""
	}
	return latin[int(a-0xc3)<<6|int(b&0x3f)]
}

// latin has the keys of U+00C0 to U+017F; a few have none of their own because a longer one would not fit their place.
var latin = func() (t [3 << 6]string) {
	for i := range t {
		letter := string(rune(0xc0 + i))
		key := identity.TitleKey(latex.Clean(letter))
		within := identity.TitleKey(latex.Clean("a" + letter + "a")) // ŀ has a dot, which parts it from what follows
		if len(key) <= len(letter) && key != "" && key[0] < utf8.RuneSelf && within == "a"+key+"a" {
			t[i] = key
		}
	}
	return t
}()

var isBlank = [256]uint8{' ': 1}

// plain maps the bytes that neither LaTeX nor Unicode gives another meaning to what they are in a key.
var plain = func() (t [256]byte) {
	for _, b := range []byte(" ,.:;!?()/'-+*=\n") {
		t[b] = ' '
	}
	for b := byte('0'); b <= '9'; b++ {
		t[b] = b
	}
	for b := byte('a'); b <= 'z'; b++ {
		t[b], t[b-'a'+'A'] = b, b
	}
	return t
}()

// verbatim is for what is a key already.
var verbatim = func() (t [256]byte) {
	for b := range t {
		t[b] = byte(b)
	}
	return t
}()
