package link

import (
	"strings"
)

// repair is the set of things mended in a URL.
type repair uint16

const (
	fixPunctuation repair = 1 << iota
	fixDots
	fixMarkup
	fixEscape
	fixZeroWidth
	fixHyphen
	fixLigature
	fixWrap
	fixUnderscore
	fixTilde
	fixScheme
	fixGlued
	fixGit
	fixCutGit
	fixFragment
	fixAlias
)

var repairNames = [...]string{
	"trailing punctuation",
	"doubled dots",
	"markup",
	"trailing escape",
	"zero-width character",
	"typographic hyphen",
	"ligature",
	"line break",
	"blank for underscore",
	"blank for tilde",
	"malformed scheme",
	"sentence glued on",
	".git",
	"cut-off .git",
	"fragment",
	"host alias",
}

func (r repair) String() string {
	if r&(r-1) == 0 { // one reason or none: no garbage
		for i, name := range repairNames {
			if r == 1<<i {
				return name
			}
		}
		return ""
	}
	var b strings.Builder
	for i, name := range repairNames {
		if r&(1<<i) != 0 {
			if b.Len() > 0 {
				b.WriteString("; ")
			}
			b.WriteString(name)
		}
	}
	return b.String()
}

// address is a URL taken apart.
type address struct {
	http  bool
	host  string
	port  string // with its colon
	path  string // without slashes at its ends
	query string // without '?'
	frag  string // the route of a one-page site ("/demo", "!x"); other fragments are dropped
	fixes repair

	kind   string // what host and path name; "" leaves it to the words
	mostly string // what it is if the words are silent too
	noCode bool   // whatever the words say, no code lives there
}

// canonical fills URL, Host, Repo… and Repaired of l and returns the address taken apart.
func (f *Finder) canonical(l *Link, s span, text string) address {
	u := address{http: s.http, host: string(f.host), port: s.port, fixes: s.fixes}
	if s.end > s.tailLo {
		tail := f.clean(text[s.tailLo:s.end], &u.fixes)
		if u.fixes&(fixMarkup|fixZeroWidth|fixHyphen|fixLigature|fixWrap) != 0 {
			// What was escaped or broken may be what ends a URL when it stands bare: "\%" in front of no digits.
			tail = tail[:f.tailRun(tail, &span{scp: s.scp}, 0, s.strict)]
		}
		u.split(tail)
		if s.strict {
			u.path = trimPath(plainPath(u.path))
		}
	}
	bare := u.host
	for strings.HasPrefix(bare, "www.") {
		bare = bare[4:]
	}
	if rule := s.rule; rule != nil {
		if rule.alias != "" {
			u.host = rule.alias
			if rule.fix {
				u.fixes |= fixAlias
			}
		} else {
			u.host = bare
		}
		u.http = false
		u.mostly = rule.def
		u.kind = rule.read(&u, l)
		l.Host = u.host
	} else {
		l.Host = bare
		if isVideoFile(u.path) {
			u.kind = KindVideo
		}
	}
	u.trim()
	l.URL = u.build(f, l.URLRaw)
	l.Repaired = u.fixes.String()
	return u
}

func isVideoFile(path string) bool {
	for _, suffix := range [...]string{".mp4", ".mov", ".avi", ".webm"} {
		if foldSuffix(path, suffix) {
			return true
		}
	}
	return false
}

// clean returns the tail without escapes and breaks.
func (f *Finder) clean(raw string, fixes *repair) string {
	f.buf = f.buf[:0]
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case class[c]&cBlank != 0:
			switch {
			case f.meta || *fixes&fixUnderscore != 0:
				f.buf = append(f.buf, '_')
			case *fixes&fixTilde != 0:
				f.buf = append(f.buf, '~')
			}
			i++
			continue
		case c == '&' && strings.HasPrefix(raw[i:], "&amp;"):
			f.buf = append(f.buf, '&')
			*fixes |= fixMarkup
			i += 5
			continue
		}
		n, chars, fix := escape(raw, i)
		if n == 0 {
			f.buf = append(f.buf, c)
			i++
			continue
		}
		*fixes |= fix
		f.buf = append(f.buf, chars...)
		i += n
	}
	if string(f.buf) == raw {
		return raw
	}
	return string(f.buf)
}

// split takes path, query and fragment apart.
func (u *address) split(tail string) {
	if i := strings.IndexByte(tail, '#'); i >= 0 {
		if frag := tail[i+1:]; strings.HasPrefix(frag, "/") || strings.HasPrefix(frag, "!") {
			u.frag = frag
		} else if frag != "" {
			u.fixes |= fixFragment
		}
		tail = tail[:i]
	}
	if i := strings.IndexByte(tail, '?'); i >= 0 {
		u.query = withoutTracking(tail[i+1:])
		tail = tail[:i]
	}
	u.path = strings.TrimLeft(tail, "/:")
}

// withoutTracking drops the parameters that say how a link was shared, not what it links to.
func withoutTracking(query string) string {
	if !strings.Contains(query, "utm_") && !strings.Contains(query, "usp=") && !strings.Contains(query, "fbclid=") {
		return query
	}
	var kept []string
	for p := range strings.SplitSeq(query, "&") {
		if !strings.HasPrefix(p, "utm_") && !strings.HasPrefix(p, "usp=") && !strings.HasPrefix(p, "fbclid=") {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "&")
}

// trim makes the address a fixed point: what the scanner would take for the end of a sentence is gone from its end.
func (u *address) trim() {
	if u.frag = trimEnd(u.frag, &pathEnd); u.frag != "" {
		return
	}
	if u.query = trimEnd(u.query, &urlEnd); u.query == "" {
		u.path = trimPath(u.path)
	}
}

// urlEnd has the characters that never end a canonical URL, pathEnd those that never end its path.
var urlEnd, pathEnd = setOf("/.,;:!?'*~&#(@"), setOf("/.,;:!?'*~&#(@=")

func setOf(chars string) (set [256]bool) {
	for i := range len(chars) {
		set[chars[i]] = true
	}
	return set
}

func trimPath(path string) string { return trimEnd(path, &pathEnd) }

// trimEnd cuts characters of the set, escapes that mean such, and a sentence glued on off the end.
func trimEnd(s string, set *[256]bool) string {
	for {
		t := s
		for t != "" && set[t[len(t)-1]] {
			t = t[:len(t)-1]
		}
		if len(t) >= 3 && t[len(t)-3] == '%' && isTrailingEscape(t[len(t)-2:]) {
			t = t[:len(t)-3]
		}
		if cut := gluedSentence(t, 1); cut > 0 {
			t = t[:cut]
		}
		if len(t) == len(s) {
			return t
		}
		s = t
	}
}

// build writes the URL; where the text already has it so, it is shared and not copied.
func (u *address) build(f *Finder, raw string) string {
	b := append(f.buf[:0], "https://"...)
	if u.http {
		b = append(f.buf[:0], "http://"...)
	}
	b = append(append(b, u.host...), u.port...)
	if u.path == "" && (u.query != "" || u.frag != "") {
		b = append(b, '/')
	}
	for _, part := range [...]struct{ sep, text string }{{"/", u.path}, {"?", u.query}, {"#", u.frag}} {
		if part.text != "" {
			b = append(append(b, part.sep...), part.text...)
		}
	}
	f.buf = b
	if string(b) == raw {
		return raw
	}
	return string(b)
}

// segment cuts the first segment off a path and the slashes behind it.
func segment(path string) (first, rest string) {
	first, rest, _ = strings.Cut(path, "/")
	return first, strings.TrimLeft(rest, "/")
}

// plainPath drops the dots that segments end in and the segments that are nothing else.
func plainPath(path string) string {
	if !strings.Contains(path, "//") && !strings.Contains(path, "./") && !strings.HasPrefix(path, ".") {
		return path
	}
	var kept []string
	for seg := range strings.SplitSeq(path, "/") {
		if seg = strings.TrimRight(seg, "."); seg != "" {
			kept = append(kept, seg)
		}
	}
	return strings.Join(kept, "/")
}

// name cuts a segment where the names of repositories end; no name ends in a dot.
func name(seg string) string {
	n := 0
	for n < len(seg) && class[seg[n]]&cName != 0 {
		n++
	}
	return strings.TrimRight(seg[:n], ".")
}

// repository reads owner/name[/path], mends the name, and leaves the canonical path in u.
func (u *address) repository(l *Link, host, prefix, path string) {
	owner, rest := segment(path)
	repo, sub := segment(rest)
	l.RepoHost, l.RepoOwner = host, name(owner)
	l.RepoName, l.RepoPath = u.repoName(repo, sub), sub
	u.joinRepo(l, prefix)
}

// repoName takes ".git" and what remains of it off.
func (u *address) repoName(repo, sub string) string {
	n := name(repo)
	for {
		if t, ok := strings.CutSuffix(n, ".git"); ok && t != "" {
			n = name(t)
			u.fixes |= fixGit
		} else if t, ok := strings.CutSuffix(n, ".gi"); ok && t != "" && sub == "" {
			// No repository ends in ".gi": a listing has cut its line there.
			n = name(t)
			u.fixes |= fixCutGit
		} else {
			return n
		}
	}
}

// joinRepo puts the path of a repository together again; query and fragment only choose a view of it.
func (u *address) joinRepo(l *Link, prefix string) {
	if l.RepoPath = trimPath(l.RepoPath); l.RepoName == "" {
		l.RepoPath = ""
	}
	slash, below := "", ""
	if l.RepoOwner != "" && l.RepoName != "" {
		slash = "/"
	}
	if l.RepoPath != "" {
		below = "/"
	}
	if !concats(u.path, prefix, l.RepoOwner, slash, l.RepoName, below, l.RepoPath) {
		u.path = prefix + l.RepoOwner + slash + l.RepoName + below + l.RepoPath
	}
	if u.query != "" || u.frag != "" {
		u.fixes |= fixFragment
	}
	u.query, u.frag = "", ""
}

// concats tells whether s is all parts in a row; most paths are written as they should be and need no memory of their own.
func concats(s string, parts ...string) bool {
	for _, p := range parts {
		rest, ok := strings.CutPrefix(s, p)
		if !ok {
			return false
		}
		s = rest
	}
	return s == ""
}
