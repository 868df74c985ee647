package link

import "unicode/utf8"

// A field is looked through once for both things that its words may hold: the dots of hosts, and the words of a promise (wCue),
// which most papers have none of. Finding out that there is neither must cost next to nothing; a search for each took 40 % longer.
//
// The search reads two bytes at every second place. A table of all pairs tells what a pair may be the first half of and what the
// second: two pairs in a row show a word of four letters or more (its letters 1-4 or 2-5, wherever it begins), and a dot with the
// bytes around it: most dots have a blank and a capital behind them, and are passed over.

const wCue = wFuture | wWhen | wReleased

// In an entry of pairs, the low half tells of what the pair may be the first half, the high half of what the second, a bit each.
const (
	cueGroups  = 12 // the words share as many bits
	dotBehind  = 12 // a dot ends the first pair; the second begins with what may follow the dot of a host
	wideBefore = 13 // the first pair ends in a byte of a character of several; the second begins with a dot
	dotBlank   = 14 // the first pair is a dot and a blank; the second begins as a wrapped line may
	inside     = 15 // a dot in the second pair may be that of a host, whatever the first is
	second     = 16
)

// pairs has its entries under first byte + 256 * second byte.
var pairs = func() *[1 << 16]uint32 {
	var t [1 << 16]uint32
	var begins, ends [256]uint32
	for c := range 256 {
		b := byte(c)
		if b == '.' {
			begins[c] |= 1 << (wideBefore + second)
			ends[c] |= 1 << dotBehind
		}
		if mayFollowDot(b) {
			begins[c] |= 1 << (dotBehind + second)
		}
		if mayWrap(b) {
			begins[c] |= 1 << (dotBlank + second)
		}
		if b >= utf8.RuneSelf {
			ends[c] |= 1 << wideBefore
		}
	}
	for i := range t {
		t[i] = begins[byte(i)] | ends[i>>8] | 1<<inside
	}
	for c := range 256 {
		b := byte(c)
		if mayFollowDot(b) {
			t[pair16('.', b)] |= 1 << (inside + second)
		}
		if b >= utf8.RuneSelf {
			t[pair16(b, '.')] |= 1 << (inside + second)
		}
		for _, blank := range []byte(" \t\n\r") {
			if mayWrap(b) {
				t[pair16(blank, b)] |= 1 << (dotBehind + second)
			}
			t[pair16('.', blank)] |= 1 << dotBlank
		}
	}
	group, seen := 0, map[string]bool{}
	for _, w := range wordList {
		word := w.word
		if w.set&wCue == 0 {
			continue
		}
		if len(word) < 4 || !isAlpha([]byte(word)) {
			panic("link: a word for the future is four letters or more, and only letters: " + word)
		}
		for _, window := range [...]string{word, word[1:]} {
			window = window[:min(4, len(window))]
			if seen[window] {
				continue
			}
			seen[window] = true
			markPair(&t, window[0], window[1], 1<<group)
			if len(window) == 4 {
				markPair(&t, window[2], window[3], 1<<(group+second))
			} else {
				for c := range 256 {
					if class[c]&cAlpha == 0 {
						markPair(&t, window[2], byte(c), 1<<(group+second)) // the end of the word
					}
				}
			}
			group = (group + 1) % cueGroups
		}
	}
	return &t
}()

// mayFollowDot tells of a byte whether hostDot may be true of a dot before it, whatever else stands around; that of a blank
// hangs on the byte behind it.
func mayFollowDot(c byte) bool { return class[c]&cAlnum != 0 || c == '$' || c >= utf8.RuneSelf }

// mayWrap tells of the byte behind a dot and a blank whether hostDot may be true of the dot.
func mayWrap(c byte) bool { return class[c]&cBlank != 0 || 'a' <= c && c <= 'z' }

// markPair sets the bits for the letters x and y in either case.
func markPair(t *[1 << 16]uint32, x, y byte, bits uint32) {
	for _, a := range [...]byte{x, upper(x)} {
		for _, b := range [...]byte{y, upper(y)} {
			t[int(a)|int(b)<<8] |= bits
		}
	}
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// stops appends to dst the places in text beside which a dot of a host or a word for the future may stand: the dot is one of the two
// bytes before, that byte itself or the one behind, the word holds it.
func stops(dst []int, text string) []int {
	last := uint32(1 << inside) // what the pair before allows
	for i := 0; i < len(text); {
		i, last = pastPlain(text, i, last)
		for end := min(i+16, len(text)); i < end; i += 2 {
			y := byte(' ')
			if i+1 < len(text) {
				y = text[i+1]
			}
			p := pairs[pair16(text[i], y)]
			if last&(p>>second) != 0 {
				dst = append(dst, i)
			}
			last = p
		}
	}
	return dst
}

// pastPlain passes over 16 bytes at a time in which nothing stops.
func pastPlain(text string, i int, last uint32) (int, uint32) {
	t := pairs
	for ; i+16 <= len(text); i += 16 {
		w := text[i : i+16]
		a, b := t[pair16(w[0], w[1])], t[pair16(w[2], w[3])]
		both := last&(a>>second) | a&(b>>second)
		c, d := t[pair16(w[4], w[5])], t[pair16(w[6], w[7])]
		both |= b&(c>>second) | c&(d>>second)
		a, b = t[pair16(w[8], w[9])], t[pair16(w[10], w[11])]
		both |= d&(a>>second) | a&(b>>second)
		c, d = t[pair16(w[12], w[13])], t[pair16(w[14], w[15])]
		both |= b&(c>>second) | c&(d>>second)
		if both != 0 {
			break
		}
		last = d
	}
	return i, last
}

func pair16(x, y byte) uint16 { return uint16(x) | uint16(y)<<8 }

// cues are the places in text at which words for the future or for acceptance begin.
type cues struct {
	text string
	at   []int
}

func (c *cues) begin(text string) { c.text, c.at = text, c.at[:0] }

// look enters the word at a stop if it is one of them.
func (c *cues) look(at int) {
	text := c.text
	start, end := at, at
	for start > 0 && class[text[start-1]]&cAlpha != 0 {
		if start--; at-start > longestCue {
			return
		}
	}
	for end < len(text) && class[text[end]]&cAlpha != 0 {
		if end++; end-at > longestCue {
			return
		}
	}
	if lookup(text[start:end])&wCue != 0 && (len(c.at) == 0 || c.at[len(c.at)-1] < start) {
		c.at = append(c.at, start)
	}
}

var longestCue = func() (n int) {
	for _, w := range wordList {
		if w.set&wCue != 0 {
			n = max(n, len(w.word))
		}
	}
	return n
}()
