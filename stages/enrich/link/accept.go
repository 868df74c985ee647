package link

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A dot between letters is a host far less often than a missing blank, a file name or a product. So a host without a scheme is accepted
// only where something else speaks for it: the table of hosts, "www.", a known domain with a path, or words that send the reader there.

// acceptHost decides whether the run of host characters is a host. With a scheme anything with a dot is; without one the
// host must be known, begin with "www.", or end in a known domain and go on with a path.
func (f *Finder) acceptHost(text string, s *span, scheme bool) bool {
	f.host = appendHost(f.host[:0], text[s.hostLo:s.hostHi], &s.fixes)
	host := f.host
	dot := lastDot(host)
	if dot <= 0 || class[host[dot-1]]&cAlnum == 0 || dot == len(host)-1 || len(host) > 253 {
		return false
	}
	tld := host[dot+1:]
	if scheme && dot == len("github") && bytes.HasPrefix(host, []byte("github.c")) && !knownTLD(string(tld)) {
		f.host = append(host[:0], "github.com"...) // "github.con", "github.comm"
		s.rule = hostExact["github.com"]
		s.fixes |= fixAlias
		return true
	}
	if strings.HasPrefix(text[s.hostHi:], "://") {
		return false // "paper.https://…": the scheme of the next one
	}
	if bytes.HasPrefix(host, []byte("www.")) && class[host[4]]&cAlnum == 0 {
		return false
	}
	if (len(tld) < 2 || !isAlpha(tld)) && !(scheme && isAddress(host)) {
		return false
	}
	s.rule = hostRuleFor(host)
	if scheme {
		return true
	}
	if s.rule == nil {
		f.ungluedHost(s)
		host, dot = f.host, lastDot(f.host)
	}
	s.start = s.hostLo
	slash := skipZeroWidth(text, s.hostHi)
	hasPath := slash+1 < len(text) && text[slash] == '/' &&
		(class[text[slash+1]]&cAlnum != 0 || text[slash+1] == '~' || text[slash+1] == '\\')
	if s.start > 0 {
		switch c := text[s.start-1]; {
		case c == '@':
			return s.scpAddress(text)
		case c == '/' || c == '\\' || c == '_' || c == '%' || c == '$' && !hasPath:
			return false // the rest of a path or of a formula
		case c >= utf8.RuneSelf:
			if r, _ := utf8.DecodeLastRuneInString(text[:s.start]); letterLike(r) {
				return false
			}
		}
	}
	rule := s.rule
	switch {
	case rule != nil && rule.shape == shapePages:
		s.how = byKnown
		return true
	case rule != nil && hasPath:
		s.how = byKnown
		return true
	case rule != nil && (rule.shape == shapeRepo || rule.shape == shapeGitLab) && s.hostHi+1 < len(text) && text[s.hostHi] == ':' &&
		class[text[s.hostHi+1]]&cAlpha != 0:
		return s.scpAddress(text)
	case len(host) > 4 && string(host[:4]) == "www." && (dot > 4 || hasPath) && knownTLD(string(tld)):
		s.how = byWWW
		return dot > 3
	case hasPath && !hasUpper(text[s.hostLo:s.hostHi]) && pathTLD(tld, host):
		s.how = byTLD
		return true
	case f.meta && knownTLD(string(tld)) && dot > 1:
		s.how = byField
		return true
	case rule == nil && !hasUpper(text[s.hostLo:s.hostHi]) && knownTLD(string(tld)) && dot > 3 && sentThere(text, s.hostLo, bytes.Count(host, []byte(".")) > 1):
		s.how = byCue
		return true
	case rule == nil && academicHost(host) && !hasUpper(text[s.hostLo:s.hostHi]):
		s.how = byTLD
		return true
	}
	return false
}

// ungluedHost takes a word off the host to which it is glued: "available atgithub.com/owner/name".
func (f *Finder) ungluedHost(s *span) {
	for _, known := range [...]string{"github.com", "gitlab.com", "huggingface.co"} {
		n := s.hostHi - s.hostLo - len(known)
		if n > 0 && n == len(f.host)-len(known) && string(f.host[n:]) == known && class[f.host[n-1]]&cAlpha != 0 {
			s.hostLo += n
			f.host = append(f.host[:0], known...)
			s.rule = hostExact[known]
			s.fixes |= fixGlued
		}
	}
}

// sentThere tells whether the words before a bare host send the reader to it: "available at example.org", "Website: example.org".
// Only to a host of three labels they do so with "on": "reviews published on example.org" tells where those are from.
func sentThere(text string, lo int, three bool) bool {
	var room [48]token
	from := max(0, lo-60)
	for from > 0 && from < lo && class[text[from]]&cAlnum != 0 {
		from++
	}
	toks := tokenize(room[:0], text, from, lo, true)
	n := len(toks)
	if n < 2 {
		return false
	}
	switch last := text[toks[n-1].start:toks[n-1].end]; last {
	case ":":
		return toks[n-2].set&(wPage|wDemo|wCode|wData) != 0
	case "at", "via", "on":
		if last == "on" && !three {
			return false
		}
		for i := n - 2; i >= max(0, n-4); i-- {
			if toks[i].set&wThere != 0 {
				return true
			}
		}
	case "visit":
		return true
	}
	return false
}

// scpAddress reads git's short form, git@github.com:owner/name and github.com:owner/name.
func (s *span) scpAddress(text string) bool {
	if rule := s.rule; rule == nil || rule.shape != shapeRepo && rule.shape != shapeGitLab {
		return false
	}
	if s.hostLo >= 4 && text[s.hostLo-1] == '@' {
		if text[s.hostLo-4:s.hostLo] != "git@" {
			return false // an e-mail address
		}
		s.start = s.hostLo - 4
	}
	if s.hostHi+1 >= len(text) || text[s.hostHi] != ':' && text[s.hostHi] != '/' {
		return false
	}
	rest := text[s.hostHi+1:]
	i := 0
	for i < len(rest) && class[rest[i]]&cName != 0 {
		i++
	}
	if i == 0 || i+1 >= len(rest) || rest[i] != '/' || class[rest[i+1]]&cName == 0 {
		return false
	}
	s.scp, s.how = text[s.hostHi] == ':', byKnown
	if s.scp || s.start < s.hostLo {
		s.fixes |= fixScheme
	}
	return true
}

// appendHost appends the host in lower case, mended.
func appendHost(dst []byte, raw string, fixes *repair) []byte {
	for i := 0; i < len(raw); {
		c := raw[i]
		if n := zeroWidth(raw, i); n > 0 {
			*fixes |= fixZeroWidth
			i += n
			continue
		}
		i++
		switch {
		case class[c]&cBlank != 0:
		case c == '$':
			*fixes |= fixMarkup
		case c == '.' && len(dst) > 0 && dst[len(dst)-1] == '.':
			*fixes |= fixDots
		case 'A' <= c && c <= 'Z':
			dst = append(dst, c+'a'-'A')
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func lastDot(b []byte) int {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == '.' {
			return i
		}
	}
	return -1
}

func isAlpha(b []byte) bool {
	for _, c := range b {
		if class[c]&cAlpha == 0 {
			return false
		}
	}
	return true
}

// isAddress tells a numeric address: 192.0.2.7.
func isAddress(host []byte) bool {
	dots := 0
	for _, c := range host {
		if c == '.' {
			dots++
		} else if class[c]&cDigit == 0 {
			return false
		}
	}
	return dots == 3
}

func hasUpper(s string) bool {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return true
		}
	}
	return false
}

func letterLike(r rune) bool {
	// Accented Latin, Greek and Cyrillic letters glue to a word; ideographs and punctuation do not.
	return r < 0x2000 && r >= 0xC0 && r != 0xD7 && r != 0xF7
}
