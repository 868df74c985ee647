// Package identity finds out which paper a record is about: it reads arXiv ids,
// DOIs and OpenReview ids in the spellings that sources use, and makes the
// paper_id that every table shares.
//
// Ids are text end to end: "2410.01230" read as a number has lost its last digit.
package identity

import "strings"

// PaperID returns the id of a paper: "arxiv:2410.01234", "doi:10.1000/xyz",
// "openreview:abcDEF123", else "title:" and TitleHash. The first field that holds
// a good id wins, in this order; an arXiv DOI is the arXiv id. Without any id and
// with a blank title the result is empty: nothing identifies such a record.
func PaperID(arxivID, doi, openreviewID, title string) string {
	if id, _, ok := ArxivID(arxivID); ok {
		return "arxiv:" + id
	}
	if id, _, ok := ArxivID(doi); ok {
		return "arxiv:" + id
	}
	if d, ok := DOI(doi); ok {
		return "doi:" + d
	}
	if id, ok := OpenReviewID(openreviewID); ok {
		return "openreview:" + id
	}
	if strings.TrimSpace(title) == "" {
		return ""
	}
	return "title:" + TitleHash(title)
}

var doiPrefixes = [...]string{"https://", "http://", "www.", "dx.doi.org/", "doi.org/", "doi:", "doi ", "info:doi/", "urn:doi:"}

// DOI reads a DOI, bare or with resolver, in lower case (DOIs are compared without
// case) and without the punctuation of the sentence it was cut from.
func DOI(s string) (doi string, ok bool) {
	if !mayHoldDOI(s) {
		return "", false
	}
	s = strings.TrimSpace(s)
	url := false
again:
	for _, p := range doiPrefixes {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			url = url || strings.HasSuffix(p, "/")
			s = strings.TrimLeft(s[len(p):], " ")
			goto again
		}
	}
	if url && !strings.HasPrefix(s, "10.") {
		// A publisher's page: dl.acm.org/doi/abs/10.1145/…
		i := strings.Index(s, "/10.")
		if i < 0 || !strings.Contains(s[:i], "/doi") {
			return "", false
		}
		s = s[i+1:]
	}
	if url {
		if i := strings.IndexByte(s, '?'); i >= 0 {
			s = s[:i]
		}
		s = strings.Replace(strings.Replace(s, "%2F", "/", 1), "%2f", "/", 1)
	}
	if i := strings.IndexAny(s, " \t\n"); i >= 0 {
		s = s[:i]
	}
	s = trimEnd(s)
	slash := strings.IndexByte(s, '/')
	if slash < 7 || slash == len(s)-1 || s[:3] != "10." || !digits(s[3:7]) || strings.Trim(s[7:slash], "0123456789.") != "" {
		return "", false
	}
	return strings.ToLower(s), true
}

// mayHoldDOI: "10." stands in s, and not in the middle of a number as in 2410.01234. It spares most ids and links the
// reading of prefixes.
func mayHoldDOI(s string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], "10.")
		if i < 0 {
			return false
		}
		if i += at; i == 0 || !isDigit(s[i-1]) {
			return true
		}
		at = i + 1
	}
}

// trimEnd takes off punctuation that ends a sentence, and a closing bracket that nothing opens.
func trimEnd(s string) string {
	for s != "" {
		switch b := s[len(s)-1]; b {
		case '.', ',', ';', ':', '"', '\'':
		case ')', ']', '}', '>':
			open := map[byte]string{')': "(", ']': "[", '}': "{", '>': "<"}[b]
			if strings.Count(s, open) >= strings.Count(s, string(b)) {
				return s
			}
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

// OpenReviewID reads the id of a forum link ("https://openreview.net/forum?id=abcDEF123&noteId=x")
// or a bare id. A bare id is 8 to 20 letters, digits, - and _, and must not look
// like a word, a numbered word or a hash.
func OpenReviewID(s string) (id string, ok bool) {
	if len(s) < 8 {
		return "", false
	}
	s = strings.TrimSpace(s)
	if i := strings.Index(s, "openreview.net/"); i >= 0 {
		s = s[i+len("openreview.net/"):]
		i = strings.Index(s, "?id=")
		if i < 0 {
			if i = strings.Index(s, "&id="); i < 0 {
				return "", false
			}
		}
		s = s[i+len("?id="):]
		n := 0
		for n < len(s) && idByte(s[n]) {
			n++
		}
		if n < 8 || n > 20 {
			return "", false
		}
		return s[:n], true
	}
	if len(s) < 8 || len(s) > 20 {
		return "", false
	}
	for i := 0; i < len(s); i++ {
		if !idByte(s[i]) {
			return "", false
		}
	}
	const hexadecimal, decimal = "0123456789abcdef", "0123456789"
	switch word := strings.TrimRight(s, decimal); {
	case strings.Trim(s, hexadecimal) == "", !strings.ContainsAny(word, decimal) && !mixedCase(word):
		return "", false // a hash, "something", "paper176"
	}
	return s, true
}

// mixedCase: small letters, and a capital that is not the first.
func mixedCase(s string) bool {
	lower, capital := false, false
	for i := 0; i < len(s); i++ {
		lower = lower || isLower(s[i])
		capital = capital || i > 0 && isUpper(s[i])
	}
	return lower && capital
}

func idByte(b byte) bool {
	return isDigit(b) || isUpper(b) || isLower(b) || b == '-' || b == '_'
}

func isLower(b byte) bool { return 'a' <= b && b <= 'z' }

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }
