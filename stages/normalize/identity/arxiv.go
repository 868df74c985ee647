package identity

import (
	"strconv"
	"strings"
)

// An arXiv id is
//
//	new = YYMM "." number     April 2007 on; the number has 4 digits to December 2014, then 5
//	old = archive "/" YYMM nnn     to March 2007; archive may carry a subject class, "math.GT"
//
// each with an optional version, "v2".

// arxivPrefixes are the spellings that lead to an id, lower case. They are taken
// off one after the other until none fits: "https://" "arxiv.org/" "abs/".
var arxivPrefixes = [...]string{
	"https://", "http://", "www.", "export.", "browse.", "arxiv.org/", "abs/", "pdf/", "html/", "format/", "ps/", "src/", "e-print/",
	"oai:arxiv.org:", "arxiv preprint ", "arxiv:", "arxiv.", "arxiv ", "doi:", "doi.org/", "dx.doi.org/", "10.48550/",
	"alphaxiv.org/", "huggingface.co/papers/", "hf.co/papers/", "ar5iv.org/", "ar5iv.labs.",
	"info:", "eprint/",
}

// archives are those of the old style ids; the number of the last one, 0703, is the same for all.
var archives = map[string]bool{
	"acc-phys": true, "adap-org": true, "alg-geom": true, "ao-sci": true, "astro-ph": true, "atom-ph": true, "bayes-an": true,
	"chao-dyn": true, "chem-ph": true, "cmp-lg": true, "comp-gas": true, "cond-mat": true, "cs": true, "dg-ga": true,
	"funct-an": true, "gr-qc": true, "hep-ex": true, "hep-lat": true, "hep-ph": true, "hep-th": true, "math": true,
	"math-ph": true, "mtrl-th": true, "nlin": true, "nucl-ex": true, "nucl-th": true, "patt-sol": true, "physics": true,
	"plasm-ph": true, "q-alg": true, "q-bio": true, "q-fin": true, "quant-ph": true, "solv-int": true, "stat": true, "supr-con": true,
}

// ArxivID reads the arXiv id of a field that holds an id, a link or a DOI, in any
// spelling: "2410.01234v2", "arXiv:2410.01234 [cs.CL]", "oai:arXiv.org:cs/0601001",
// "https://arxiv.org/pdf/cs/0601001.pdf", "10.48550/arXiv.2410.01234". The id comes
// back without version and subject class; version is 0 when the field names none.
// The shape is checked: month, number of digits for that month, archive.
func ArxivID(s string) (id string, version int, ok bool) {
	if isBare(s) {
		return s, 0, true
	}
	s = trimArxiv(s)
	if i := strings.IndexByte(s, '/'); i > 0 && !isDigit(s[0]) {
		return oldArxivID(s, i)
	}
	if len(s) < 9 || s[4] != '.' || !digits(s[:4]) {
		return "", 0, false
	}
	n := 5
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	year, month := int(s[0]-'0')*10+int(s[1]-'0'), int(s[2]-'0')*10+int(s[3]-'0')
	if n-5 != numberLength(year, month) || allZero(s[5:n]) {
		return "", 0, false
	}
	version, ok = arxivTail(s[n:])
	if !ok {
		return "", 0, false
	}
	return s[:n], version, true
}

// isBare says whether s is an id of the present form and nothing else, "2410.01234": nearly every id of a listing is.
func isBare(s string) bool {
	return len(s) == len("2410.01234") && s[4] == '.' && digits(s[:4]) && digits(s[5:]) && s[5:] != "00000" &&
		numberLength(int(s[0]-'0')*10+int(s[1]-'0'), int(s[2]-'0')*10+int(s[3]-'0')) == 5
}

// numberLength is how many digits follow the dot in ids of that month, 0 when there are no such ids.
func numberLength(year, month int) int {
	switch {
	case month < 1 || month > 12, year < 7, year == 7 && month < 4, year > 90:
		return 0
	case year < 15:
		return 4
	}
	return 5
}

func oldArxivID(s string, slash int) (id string, version int, ok bool) {
	archive := s[:slash]
	if dot := strings.IndexByte(archive, '.'); dot >= 0 {
		archive = archive[:dot]
	}
	n := slash + 8
	if len(archive) > 8 || len(s) < n || !digits(s[slash+1:n]) || n < len(s) && isDigit(s[n]) {
		return "", 0, false
	}
	if !archives[archive] {
		if archive = strings.ToLower(archive); !archives[archive] {
			return "", 0, false
		}
	}
	number := s[slash+1 : n]
	year, month := int(number[0]-'0')*10+int(number[1]-'0'), int(number[2]-'0')*10+int(number[3]-'0')
	if month < 1 || month > 12 || year > 7 && year < 91 || year == 7 && month > 3 || allZero(number[4:]) {
		return "", 0, false
	}
	version, ok = arxivTail(s[n:])
	if !ok {
		return "", 0, false
	}
	if archive == s[:slash] {
		return s[:n], version, true
	}
	return archive + "/" + number, version, true
}

// arxivTail reads what may follow an id: version, ".pdf", query, "[cs.CL] 2 Oct 2024", a full stop.
func arxivTail(t string) (version int, ok bool) {
	if t != "" && (t[0] == 'v' || t[0] == 'V') {
		n := 1
		for n < len(t) && isDigit(t[n]) {
			n++
		}
		v, err := strconv.Atoi(t[1:n])
		if err != nil || v < 1 || n > 4 {
			return 0, false
		}
		version, t = v, t[n:]
	}
	if len(t) >= 4 && strings.EqualFold(t[:4], ".pdf") {
		t = t[4:]
	}
	switch {
	case t == "", t[0] == '?', t[0] == '#', t == "/", t == ".", t == ",", t == ";", t == ")":
		return version, true
	case t[0] == ' ':
		t = strings.TrimLeft(t, " ")
		return version, strings.HasPrefix(t, "[") || strings.HasPrefix(t, "(")
	}
	return 0, false
}

// prefixesByByte has the prefixes, in their order, under the byte that they begin with. Nearly every byte has none: that
// settles a bare id at once, and halves the time of a link.
var prefixesByByte = func() (by [256][]string) {
	for _, p := range arxivPrefixes {
		c := p[0]
		by[c] = append(by[c], p)
		if isLower(c) {
			by[c-'a'+'A'] = append(by[c-'a'+'A'], p)
		}
	}
	return by
}()

func trimArxiv(s string) string {
	s = strings.TrimSpace(s)
again:
	if s == "" {
		return s
	}
	for _, p := range prefixesByByte[s[0]] {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			s = strings.TrimLeft(s[len(p):], " ")
			goto again
		}
	}
	return s
}

// RepairArxivID proposes the id that s was before it went through a float, which
// drops zeros at both ends: "2410.1234" was "2410.12340", "704.0001" was
// "0704.0001". It is a proposal: the same text is left by a cut-off id. ok is
// false when s is a good id already or no number of digits makes it one.
func RepairArxivID(s string) (proposal, reason string, ok bool) {
	s = trimArxiv(s)
	if _, _, good := ArxivID(s); good {
		return "", "", false
	}
	dot := strings.IndexByte(s, '.')
	if dot != 3 && dot != 4 || dot+1 == len(s) || !digits(s[:dot]) || !digits(s[dot+1:]) {
		return "", "", false
	}
	front, number := s[:dot], s[dot+1:]
	if dot == 3 {
		front, reason = "0"+front, "leading zero lost"
	}
	length := numberLength(int(front[0]-'0')*10+int(front[1]-'0'), int(front[2]-'0')*10+int(front[3]-'0'))
	if len(number) > length || len(number) == length && dot == 4 {
		return "", "", false
	}
	if missing := length - len(number); missing > 0 {
		number += "00000"[:missing]
		if reason != "" {
			reason += ", "
		}
		reason += "trailing zeros lost"
	}
	proposal = front + "." + number
	if _, _, ok = ArxivID(proposal); !ok {
		return "", "", false
	}
	return proposal, reason + " (the id was read as a number)", true
}

// ArxivMonth returns the month in which an id was given, from its digits.
func ArxivMonth(id string) (year int, month int, ok bool) {
	id, _, ok = ArxivID(id)
	if !ok {
		return 0, 0, false
	}
	at := strings.IndexByte(id, '/') + 1
	year, month = int(id[at]-'0')*10+int(id[at+1]-'0'), int(id[at+2]-'0')*10+int(id[at+3]-'0')
	if year >= 91 {
		return 1900 + year, month, true
	}
	return 2000 + year, month, true
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func digits(t string) bool {
	for i := 0; i < len(t); i++ {
		if !isDigit(t[i]) {
			return false
		}
	}
	return t != ""
}

func allZero(t string) bool { return strings.Trim(t, "0") == "" }
