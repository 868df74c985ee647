package normalize

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	key := appendKey(stack[:0], title)
	words, letters := 1, 0
	for _, b := range key {
		if b == ' ' {
			words++
		} else if utf8.RuneStart(b) {
			letters++
		}
	}
	if words < matchWords || letters < matchLetters {
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
	key := string(appendKey(nil, name))
	for _, suffix := range suffixes {
		key = strings.TrimSuffix(key, suffix)
	}
	h, _ := hashName(key, &verbatim)
	return h
}

var suffixes = [...]string{" jr", " sr", " ii", " iii", " iv"}

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
	case initial == 0, initial == ' ', len(name)-at <= 3:
		return 0, false
	}
	if at > 0 {
		h = (h ^ uint32(initial)) * 16777619
	}
	return uint16(max(1, (h^h>>16)&0xffff)), true
}

// appendKey appends identity.TitleKey of the clean text; most texts are plain and need neither cleaning nor folding.
func appendKey(dst []byte, text string) []byte {
	from := len(dst)
	dst = slices.Grow(dst, len(text))[:from+len(text)]
	n, last := from, byte(' ')
	for i := 0; i < len(text); i++ {
		k := plain[text[i]]
		if k == 0 {
			return append(dst[:from], identity.TitleKey(latex.Clean(text))...)
		}
		if k != ' ' || last != ' ' {
			dst[n] = k
			n++
		}
		last = k
	}
	if n > from && last == ' ' {
		n--
	}
	return dst[:n]
}

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
