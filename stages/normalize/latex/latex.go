// Package latex turns the text of paper listings into clean Unicode text: LaTeX
// markup and the damage that listings do to it ("2.4times", "sim25%") become the
// characters a reader would have seen.
//
// The rule above all others: what is not understood stays as it is. A formula
// with an unknown macro keeps its dollars, an unknown command keeps its
// backslash, a lone "$5" keeps its dollar sign.
//
// How it works: a scanner (scan.go) looks for the few byte pairs that can begin
// something to clean. Text without any is returned unchanged. Everything else is one pass that copies the stretches between such
// places and hands each place to its handler. Passes repeat until nothing
// changes, because taking one thing away can lay another bare ("&amp;lt;");
// nearly always the second look finds nothing to do.
//
// What becomes what, beyond the obvious:
//
//	10$^{5}$, x$_{i}$       10^5, x_i       ASCII, so that digits stay apart and grep finds them
//	M$^3$Net, CO<sub>2</sub> M^3Net, CO_2
//	\cite{k}, \ref{k}       dropped         a key is no word, and its digits only feed false figures
//	\footnote{X}            (X)
//	\href{U}{T}             T (U)           U alone when T says the same
//	1\,600, 1{,}600         1,600
//	~25%, $\sim$25%         ∼25%
package latex

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/unicode/norm"
)

// maxPasses bounds the work on hostile input. Of 142,000 real titles, abstracts
// and comments 7,800 needed a second pass, four a third.
const maxPasses = 8

// Clean returns the clean form of s: valid UTF-8, NFC, one line, single blanks,
// trimmed. It returns s itself when there is nothing to do, and is idempotent.
func Clean(s string) string {
	g := look(s)
	if !g.dirty {
		return s
	}
	c := pool.Get().(*cleaner)
	out := c.clean(s, g)
	r := s
	if string(out) != s {
		r = string(out)
	}
	c.release()
	return r
}

// Append appends the clean form of s to dst. It allocates only when dst is too small.
func Append(dst []byte, s string) []byte {
	from := len(dst)
	dst, _ = appendUnwrapped(dst, s)
	g := look(unsafe.String(unsafe.SliceData(dst[from:]), len(s)))
	if !g.dirty {
		return dst
	}
	c := pool.Get().(*cleaner)
	dst = append(dst[:from], c.clean(s, g)...)
	c.release()
	return dst
}

// appendUnwrapped appends s with its line breaks turned into blanks, which is all that three abstracts in four need, and tells whether
// there was one.
func appendUnwrapped(dst []byte, s string) (_ []byte, wrapped bool) {
	from := len(dst)
	dst = append(dst, s...)
	for rest := dst[from:]; ; wrapped = true {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			return dst, wrapped
		}
		rest[i] = ' '
		rest = rest[i+1:]
	}
}

// Dirty reports whether Append might change s. False is certain; true may be a
// false alarm (a formula that stays) and costs only time.
func Dirty(s string) bool { return look(s).dirty }

// Plain reports whether s, and whatever may be cut out of it, needs no cleaning but of blanks at its ends. False may be a false alarm.
func Plain(s string) bool { return scan(s, 0) == len(s) }

// A glance is what a look at a text tells of the pass over it: up to stop it copies the text, but for line breaks. Starting there
// spares it half of the marked texts.
type glance struct {
	dirty bool
	stop  int // the first place where there may be something to do
	left  int // the first stop before it that a pass counts as markup left standing, or none
}

// look finds the first place of s that may have to be cleaned.
func look(s string) glance {
	g := glance{stop: len(s), left: none}
	if s == "" {
		return g
	}
	if s[0] == ' ' {
		g.dirty, g.stop = true, 0
		return g
	}
	for i := 0; ; i++ {
		if i = scan(s, i); i == len(s) {
			g.dirty = s[len(s)-1] == ' '
			return g
		}
		if !harmless(s, i) {
			g.dirty, g.stop = true, i
			return g
		}
		if isLower(s[i]) {
			g.left = min(g.left, i)
		}
	}
}

// cleaner holds the state of one pass and the buffers of all.
type cleaner struct {
	s   string // what this pass reads
	dst []byte // what it has written

	urlAt, urlEnd int      // the next URL of s at or after the place reached, or none
	pairs         []pair   // matching braces of s, found when first asked for
	paired        bool     // pairs is filled
	closers       []closer // open groups whose closing brace means something
	quoteEnd      int      // where the open `` ends in s, -1 when none is open
	parenEnd      int      // the next \) that was looked up, none when there is none
	squareEnd     int      // the same for \]
	rewrote       bool     // something beyond blanks was changed
	blanked       bool     // blanks were
	left          bool     // markup was left standing
	marks         bool     // a character that NFC may change was written

	other []byte // the buffer the pass before has written
	tmp   []byte
}

// closer says what happens at a closing brace, or at the dollar that stands for one.
type closer struct {
	at   int // its place in s
	kind closeKind
	mark int // where the group's text begins in dst

	from, to int // closeHref: the link is s[from:to]
}

type closeKind uint8

const (
	closeDrop closeKind = iota
	closeFootnote
	closeHref
	closeSup // \textsuperscript{…}
	closeSub
)

var pool = sync.Pool{New: func() any { return new(cleaner) }}

// maxKept is the largest buffer that goes back to the pool: one giant record
// must not pin its memory for the rest of a run.
const maxKept = 1 << 20

func (c *cleaner) release() {
	c.s = ""
	if cap(c.dst)+cap(c.other) < maxKept {
		pool.Put(c)
	}
}

// clean runs passes until one changes nothing. The result is valid until release.
func (c *cleaner) clean(s string, g glance) []byte {
	if rest := s[g.stop:]; !utf8.ValidString(rest) { // first of all, since what stands beside a stray byte is judged by its neighbours
		s = s[:g.stop] + string([]rune(rest))
	}
	c.pass(s, g)
	for n := 1; c.rewrote || c.blanked && c.left; n++ {
		if n == maxPasses {
			// Not settled: hostile input. It stays as it is but for blanks and encoding.
			// Should that alone make it settle, the settled form counts: whatever comes
			// out here comes out of itself again.
			c.begin(s)
			c.verbatim(0, len(s))
			c.finish()
			if plain := string(c.dst); plain != s {
				return c.clean(plain, look(plain))
			}
			break
		}
		c.dst, c.other = c.other, c.dst
		seen := unsafe.String(unsafe.SliceData(c.other), len(c.other)) // read while this pass runs, never kept
		if g = look(seen); !g.dirty {
			c.dst, c.other = c.other, c.dst
			break
		}
		c.pass(seen, g)
		if string(c.dst) == seen {
			break
		}
	}
	return c.dst
}

// pass cleans s into c.dst once.
func (c *cleaner) pass(s string, g glance) {
	c.begin(s)
	c.findURL(0)
	from := min(g.stop, c.urlAt)
	c.dst, c.blanked = appendUnwrapped(c.dst, s[:from])
	c.left = g.left < from
	c.run(from)
	c.finish()
}

func (c *cleaner) begin(s string) {
	c.s, c.dst = s, c.dst[:0]
	c.paired, c.rewrote, c.blanked, c.left, c.marks = false, false, false, false, false
	c.parenEnd, c.squareEnd, c.quoteEnd = -1, -1, -1
	c.closers = c.closers[:0]
}

func (c *cleaner) finish() {
	if c.marks && !norm.NFC.IsNormal(c.dst) {
		c.rewrote = true // a composed letter can end a command's name
		c.tmp = norm.NFC.Append(c.tmp[:0], c.dst...)
		c.dst, c.tmp = c.tmp, c.dst
	}
	c.trimBlank()
}

func (c *cleaner) run(i int) {
	s := c.s
	for i < len(s) {
		j := scan(s, i)
		if c.quoteEnd >= i && c.quoteEnd < j {
			j = c.quoteEnd
		}
		if j >= c.urlAt {
			if i < c.urlAt {
				c.copy(i, c.urlAt)
				i = c.urlAt
			}
			if i == c.urlAt {
				i = c.url(i, c.urlEnd)
				c.findURL(i)
				continue
			}
			if i > c.urlAt { // a command swallowed it
				c.findURL(i)
				continue
			}
		}
		c.copy(i, j)
		if j == len(s) {
			return
		}
		i = c.step(j)
	}
}

// copy appends s[i:j], which holds no two blanks in a row, with at most one blank where it joins.
func (c *cleaner) copy(i, j int) {
	if i < j && c.s[i] == ' ' && c.atBlank() {
		i++
	}
	if i < j {
		c.dst = append(c.dst, c.s[i:j]...)
	}
}

func (c *cleaner) atBlank() bool { return len(c.dst) == 0 || c.dst[len(c.dst)-1] == ' ' }

func (c *cleaner) blank() {
	if !c.atBlank() {
		c.dst = append(c.dst, ' ')
	}
}

func (c *cleaner) trimBlank() {
	if n := len(c.dst); n > 0 && c.dst[n-1] == ' ' {
		c.dst = c.dst[:n-1]
	}
}

func (c *cleaner) put(t string) { c.dst = append(c.dst, t...) }

// last is the byte written last, 0 at the start.
func (c *cleaner) last() byte {
	if len(c.dst) == 0 {
		return 0
	}
	return c.dst[len(c.dst)-1]
}

// at is s[i], 0 outside.
func (c *cleaner) at(i int) byte {
	if i < 0 || i >= len(c.s) {
		return 0
	}
	return c.s[i]
}

// pair is a brace of s and its partner, close -1 when it has none.
type pair struct{ open, close int }

// closing returns the place of the brace that closes the one at open, or -1.
func (c *cleaner) closing(open int) int {
	if !c.paired {
		c.pairBraces()
	}
	lo, hi := 0, len(c.pairs)
	for lo < hi {
		m := (lo + hi) / 2
		if c.pairs[m].open < open {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(c.pairs) && c.pairs[lo].open == open {
		return c.pairs[lo].close
	}
	return -1
}

// pairBraces finds all partners in one go: asking for each anew would be
// quadratic in "\emph{\emph{\emph{…".
func (c *cleaner) pairBraces() {
	c.paired, c.pairs = true, c.pairs[:0]
	top := -1 // innermost open brace; pairs[top].close holds the one around it, encoded below -1
	for i := strings.IndexByte(c.s, '{'); i >= 0 && i < len(c.s); i++ {
		switch c.s[i] {
		case '{':
			if escaped(c.s, i) {
				continue
			}
			c.pairs = append(c.pairs, pair{i, -2 - top})
			top = len(c.pairs) - 1
		case '}':
			if top < 0 || escaped(c.s, i) {
				continue
			}
			around := -2 - c.pairs[top].close
			c.pairs[top].close = i
			top = around
		}
	}
	for top >= 0 {
		around := -2 - c.pairs[top].close
		c.pairs[top].close = -1
		top = around
	}
}

// escaped reports whether the byte at i follows a backslash that is not itself escaped.
func escaped(s string, i int) bool {
	return i > 0 && s[i-1] == '\\' && (i < 2 || s[i-2] != '\\')
}

func isLower(b byte) bool  { return 'a' <= b && b <= 'z' }
func isLetter(b byte) bool { return isLower(b | 0x20) }
func isDigit(b byte) bool  { return '0' <= b && b <= '9' }
func isAlnum(b byte) bool  { return isLetter(b) || isDigit(b) }
