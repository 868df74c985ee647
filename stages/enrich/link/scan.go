package link

import (
	"strings"
	"unicode/utf8"
)

// link  = scheme host [port] tail | "www." host tail | known-host tail | host "." known-tld "/" tail
//       | "10." digits "/" tail                      a DOI without its resolver
// tail  = { URL character | LaTeX escape | zero-width character | line break that is safe to join }
//
// The scanner is anchored at a dot between two host characters and reads the host to the left and to the right of it;
// then the scheme to the left, and the tail to the right until something that no URL holds.

// span is a URL in the text before it is understood.
type span struct {
	start, end     int // the whole URL
	hostLo, hostHi int
	rule           *hostRule // of the host, if it is known
	tailLo         int       // the path starts here, behind the port
	port           string    // with its colon
	how            int       // byScheme …
	http           bool      // written http:, not https:
	strict         bool      // the path holds letters, digits and "-._/" only
	scp            bool      // git@host:owner/name, the tail starts behind a colon
	next           int       // where to go on scanning
	fixes          repair    // what the scanner mended
	joins          int       // blanks inside the tail that were read over
}

// Character classes.
const (
	cAlpha = 1 << iota
	cDigit
	cHost  // letters, digits, '-', '.', '_'
	cTail  // may stand in path, query or fragment
	cBlank // blank, tab, line break
	cName  // may stand in the name of a repository
)

var class = func() (t [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		t[c] = cAlpha | cHost | cTail | cName
		t[c-'a'+'A'] = t[c]
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = cDigit | cHost | cTail | cName
	}
	for _, c := range "-._" {
		t[c] = cHost | cTail | cName
	}
	for _, c := range "/?#%&=+~!*'()@:" {
		t[c] |= cTail
	}
	for _, c := range " \t\n\r" {
		t[c] = cBlank
	}
	return t
}()

const cAlnum = cAlpha | cDigit

// hostDot tells whether the dot at k can be the dot of a host: "a.b", and what is left of it after a wrapped line ("github.\ncom/…")
// or a typing slip ("github..com").
func hostDot(text string, k int) bool {
	if k == 0 || k+1 >= len(text) {
		return false
	}
	before, after := text[k-1], text[k+1]
	switch {
	case before >= utf8.RuneSelf || after >= utf8.RuneSelf:
		return zeroWidthBefore(text, k) > 0 || zeroWidth(text, k+1) > 0
	case class[after]&cAlpha != 0:
		return class[before]&cAlnum != 0 || before == '-' || before == '.' && k > 1 && class[text[k-2]]&cAlnum != 0
	case class[after]&class[before]&cDigit != 0: // "https://192.0.2.7", not "0.5"
		if before == '0' && bareDOI(text, k) {
			return true
		}
		i := k - 1
		for i > 0 && k-i < 4 && class[text[i]]&cDigit != 0 {
			i--
		}
		return text[i] == '/'
	case before == '$' && after == '$': // "github$.$com"
		return k > 1 && class[text[k-2]]&cAlnum != 0
	case class[after]&cBlank != 0 && class[before]&cAlnum != 0:
		return k+2 < len(text) && (class[text[k+2]]&cBlank != 0 || 'a' <= text[k+2] && text[k+2] <= 'z')
	}
	return false
}

// bareDOI tells whether the dot at k is that of a DOI's prefix, "10.1000/x". Two figures of that form are told from one by the letter
// that nearly every suffix has, or by the word in front: "DOI: 10.1000/182".
func bareDOI(text string, k int) bool {
	if k < 2 || text[k-2] != '1' || k > 2 && (class[text[k-3]]&cHost != 0 || text[k-3] >= utf8.RuneSelf || strings.IndexByte("/=%+", text[k-3]) >= 0) {
		return false
	}
	i := k + 1
	for i < len(text) && i < k+10 && class[text[i]]&cDigit != 0 {
		i++
	}
	if i < k+5 || i+1 >= len(text) || text[i] != '/' || class[text[i+1]]&cAlnum == 0 {
		return false
	}
	for j := i + 1; j < len(text) && j < i+60 && class[text[j]]&(cHost|cTail) != 0; j++ {
		if class[text[j]]&cAlpha != 0 {
			return true
		}
	}
	return foldSuffix(strings.TrimRight(text[max(0, k-8):k-2], " :{(\n"), "doi")
}

// zeroWidth returns the length of the invisible character at i, 0 if there is none: zero-width blanks and joiners,
// direction marks, word joiner, byte order mark, soft hyphen.
func zeroWidth(s string, i int) int {
	if i+1 < len(s) && s[i] == 0xC2 && s[i+1] == 0xAD {
		return 2
	}
	if i+2 >= len(s) {
		return 0
	}
	switch s[i] {
	case 0xE2:
		if s[i+1] == 0x80 && 0x8B <= s[i+2] && s[i+2] <= 0x8F || s[i+1] == 0x81 && s[i+2] == 0xA0 {
			return 3
		}
	case 0xEF:
		if s[i+1] == 0xBB && s[i+2] == 0xBF {
			return 3
		}
	}
	return 0
}

// zeroWidthBefore is zeroWidth for the character that ends at i.
func zeroWidthBefore(s string, i int) int {
	if i >= 3 && zeroWidth(s, i-3) == 3 {
		return 3
	}
	if i >= 2 && zeroWidth(s, i-2) == 2 {
		return 2
	}
	return 0
}

func skipZeroWidth(s string, i int) int {
	for n := zeroWidth(s, i); n > 0; n = zeroWidth(s, i) {
		i += n
	}
	return i
}

func hostLeft(text string, i, bound int) int {
	for i > bound {
		if class[text[i-1]]&cHost != 0 {
			i--
		} else if n := zeroWidthBefore(text, i); n > 0 && i-n >= bound {
			i -= n
		} else if text[i-1] == '$' && (strings.HasPrefix(text[i:], ".$") || i-bound > 2 && text[i-3:i] == "$.$") {
			i--
		} else {
			break
		}
	}
	return i
}

func hostRight(text string, i int) int {
	for i < len(text) {
		if class[text[i]]&cHost != 0 {
			i++
		} else if n := zeroWidth(text, i); n > 0 {
			i += n
		} else if text[i] == '$' && (strings.HasPrefix(text[i:], "$.$") || i > 1 && text[i-2:i] == "$." || domainBehind(text, i+1)) {
			i++
		} else {
			break
		}
	}
	return i
}

// domainBehind tells whether a host's last part and a path follow: ".io/" of "github$.io/name".
func domainBehind(text string, i int) bool {
	if i == len(text) || text[i] != '.' {
		return false
	}
	e := i + 1
	for e < len(text) && e < i+12 && 'a' <= text[e] && text[e] <= 'z' {
		e++
	}
	return e < len(text) && text[e] == '/' && lowerTLD(text[i+1:e])
}

// maxHost is longer than any host name (253 bytes) with its repairs; a longer run of letters and dots is no host.
const maxHost = 300

// scan reads the URL whose host holds the dot at k. Nothing left of bound is taken into the host, nothing left of floor,
// where the link before this one ends, into the URL.
func (f *Finder) scan(text string, k, bound, floor int) (span, bool) {
	if class[text[k+1]]&cDigit != 0 && k >= bound+2 && bareDOI(text, k) {
		f.host = append(f.host[:0], "doi.org"...)
		s := span{start: k - 2, hostLo: k - 2, hostHi: k - 2, tailLo: k - 2, rule: hostExact["doi.org"], how: byDOI}
		f.tail(text, &s)
		s.next = s.end
		return s, true
	}
	lo, hi := hostLeft(text, k, bound), hostRight(text, k+1)
	s := span{next: hi, how: byScheme}
	if hi == k+1 {
		s.next = 0 // "github.\ncom": only the look-ahead below may claim what follows
	}
	if hi-lo > maxHost {
		return s, false
	}
	for lo < hi && class[text[lo]]&cAlnum == 0 {
		lo += max(1, zeroWidth(text, lo))
	}
	if lo > k {
		s.next = lo // the dot stands in front of the first letter
		return s, false
	}
	s.hostLo, s.hostHi = lo, hi

	var scheme bool
	s.start, s.http, s.fixes, scheme = schemeBefore(text, lo, floor)
	if !scheme {
		if wrapped, ok := hostWrappedBefore(text, lo, floor); ok {
			lo = wrapped
			s.hostLo = lo
			s.start, s.http, s.fixes, scheme = schemeBefore(text, lo, floor)
			s.fixes |= fixWrap
		}
	}
	if scheme && text[hi-1] == '.' {
		if end, ok := hostWrappedAfter(text, hi); ok {
			s.hostHi, s.next = end, end
			s.fixes |= fixWrap
		}
	}
	s.trimHost(text, scheme)
	if s.hostHi <= k || !f.acceptHost(text, &s, scheme) {
		return s, false
	}
	f.tail(text, &s)
	if s.end > s.next {
		s.next = s.end
	}
	return s, true
}

// trimHost takes sentence punctuation, and a sentence glued on behind, off the host: "x.github.io.We show".
func (s *span) trimHost(text string, scheme bool) {
	for s.hostHi > s.hostLo {
		if n := zeroWidthBefore(text, s.hostHi); n > 0 {
			s.hostHi -= n
		} else if class[text[s.hostHi-1]]&cAlnum == 0 {
			if text[s.hostHi-1] == '.' {
				s.fixes |= fixPunctuation
			}
			s.hostHi--
		} else {
			break
		}
	}
	if s.hostHi < len(text) && text[s.hostHi] == '/' {
		return
	}
	dot := strings.LastIndexByte(text[s.hostLo:s.hostHi], '.')
	if dot < 0 {
		return
	}
	last := text[s.hostLo+dot+1 : s.hostHi]
	if last == "" || last[0] < 'A' || last[0] > 'Z' || !sentenceStart(last) && knownTLD(last) {
		return
	}
	rest := text[s.hostLo : s.hostLo+dot]
	if d := strings.LastIndexByte(rest, '.'); d >= 0 && knownTLD(rest[d+1:]) && (scheme || hasKnownSuffix(rest)) {
		s.hostHi = s.hostLo + dot
		s.fixes |= fixGlued
	}
}

// schemeBefore reads "http://" backwards from lo, with what goes wrong in it: blanks and line breaks, a missing colon or slash,
// a doubled scheme.
func schemeBefore(text string, lo, floor int) (start int, http bool, fixes repair, ok bool) {
	i := lo
	for round := 0; ; round++ {
		j, slashes := blanksBefore(text, i), 0
		blanks := j < i
		for j > 0 && text[j-1] == '/' && slashes < 4 {
			j--
			slashes++
		}
		if slashes == 0 && (blanks || j == 0 || text[j-1] != ':') {
			break
		}
		if n := blanksBefore(text, j); n < j && slashes > 0 {
			j, blanks = n, true
		}
		colon := j > 0 && text[j-1] == ':'
		if colon {
			j--
		} else if slashes < 2 {
			break
		}
		var h bool
		switch {
		case foldSuffix(text[:j], "https"):
			j -= 5
		case foldSuffix(text[:j], "http"):
			j, h = j-4, true
		case slashes > 1 && foldSuffix(text[:j], "ttps"):
			j -= 4
			fixes |= fixScheme
		default:
			j = -1
		}
		if j < floor || blanks && slashes < 2 {
			break
		}
		if !colon || slashes != 2 {
			fixes |= fixScheme
		}
		if blanks {
			fixes |= fixWrap
		}
		if round == 0 {
			http = h
		} else {
			fixes |= fixScheme
		}
		i, ok = j, true
		if round == 2 {
			break
		}
	}
	return i, http, fixes, ok
}

// maxGap is how many blanks a wrapped line may leave inside a URL: a line break and an indent.
const maxGap = 8

func blanksBefore(text string, i int) int {
	j := i
	for j > 0 && i-j < maxGap && class[text[j-1]]&cBlank != 0 {
		j--
	}
	return j
}

func blanksAfter(text string, i int) int {
	j := i
	for j < len(text) && j-i < maxGap && class[text[j]]&cBlank != 0 {
		j++
	}
	return j
}

func foldSuffix(s, lower string) bool {
	return len(s) >= len(lower) && strings.EqualFold(s[len(s)-len(lower):], lower)
}

// hostWrappedBefore finds the first half of a host that a line break has cut behind '-' or '.':
// "https://4d-\npages.github.io", "https://lab.\ngithub.io/x".
func hostWrappedBefore(text string, lo, floor int) (int, bool) {
	j := blanksBefore(text, lo)
	if j == lo || j == 0 || text[j-1] != '-' && text[j-1] != '.' {
		return 0, false
	}
	low := max(floor, j-64)
	i := hostLeft(text, j, low)
	if i == j || i < floor+2 || class[text[i]]&cAlnum == 0 || text[i-1] != '/' || text[i-2] != '/' {
		return 0, false
	}
	if text[j-1] == '.' && !hasKnownSuffix(text[lo:hostRight(text, lo)]) {
		return 0, false // "see https://host.\nmodel.py": the dot ends the sentence
	}
	_, _, _, ok := schemeBefore(text, i, floor)
	return i, ok
}

// hostWrappedAfter finds the rest of a host that was cut behind its dot: "https://github.\ncom/owner/name".
func hostWrappedAfter(text string, hi int) (int, bool) {
	j := blanksAfter(text, hi)
	if j == hi || j == len(text) || class[text[j]]&cAlnum == 0 {
		return 0, false
	}
	end := hostRight(text, j)
	if end-j > maxHost {
		return 0, false
	}
	part := text[j:end]
	if d := strings.LastIndexByte(part, '.'); d >= 0 {
		part = part[d+1:]
	}
	if end < len(text) && text[end] == '/' && lowerTLD(part) {
		return end, true
	}
	return 0, false
}
