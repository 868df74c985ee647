package extract

import "strings"

// parse implements parser: it maps the fields of an entry.
func (p *bibParser) parse(data string, r *Record, warn warn) error {
	if err := p.entry(data); err != nil {
		if p.fields["title"] == "" {
			return err
		}
		warn("invalid_bibtex", err.Error()+"; the fields before it are taken")
	}
	f := func(names ...string) string {
		for _, name := range names {
			if s := strings.TrimSpace(p.fields[name]); s != "" {
				return withoutBraces(s)
			}
		}
		return ""
	}
	r.Title = f("title")
	if subtitle := f("subtitle"); subtitle != "" && r.Title != "" {
		r.Title += ": " + subtitle
	}
	r.Abstract, r.Comment = f("abstract"), f("note", "comment")
	for _, name := range splitAuthors(p.fields["author"]) {
		r.addAuthor(withoutBraces(uninvert(name)))
	}
	for _, c := range strings.FieldsFunc(f("keywords", "keyword"), func(c rune) bool { return c == ',' || c == ';' }) {
		r.addCategory(c)
	}
	r.addCategory(f("primaryclass", "eprintclass"))
	r.Venue = f("booktitle", "journal", "journaltitle", "howpublished", "school", "institution", "publisher")
	r.URL = strings.Trim(strings.TrimSuffix(strings.TrimPrefix(f("url", "link", "ee"), `\url{`), "}"), " <>")
	r.URL = unescapeTeX(r.URL)
	r.DOI = unescapeTeX(f("doi"))
	r.Date = bibDate(f("date"))
	r.Date = longer(r.Date, isoDate(f("year"), f("month"), f("day")))
	if eprint := f("eprint", "arxivid", "arxiv"); eprint != "" {
		kind := strings.ToLower(f("archiveprefix", "eprinttype", "archive"))
		if kind == "arxiv" || kind == "" && isDigit(eprint[0]) && strings.Contains(eprint, ".") {
			r.ID = eprint
		}
	}
	if r.ID == "" { // "arXiv preprint arXiv:1702.04615", "CoRR" with volume "abs/1805.06413"
		for _, name := range [...]string{"journal", "volume", "number", "howpublished", "note", "pages", "url", "ee"} {
			if id := arxivMention(p.fields[name]); id != "" {
				r.ID = id
				break
			}
		}
	}
	if after, is := strings.CutPrefix(r.URL, anthology); is && r.ID == "" {
		r.ID = strings.Trim(after, "/")
	}
	if strings.Contains(r.URL, "openreview.net") {
		r.OpenReview = r.URL
	}
	for _, name := range [...]string{"code", "github", "software", "video", "project", "website", "pdf"} {
		if url := f(name); strings.HasPrefix(url, "http") {
			r.addLink(name, unescapeTeX(url))
		}
	}
	return nil
}

// bibDate reads BibLaTeX's date: "2011-12", "2011-12-03/2011-12-05".
func bibDate(s string) string {
	s, _, _ = strings.Cut(s, "/")
	year, rest, _ := strings.Cut(strings.TrimSpace(s), "-")
	month, day, _ := strings.Cut(rest, "-")
	return isoDate(year, month, day)
}

// arxivMention returns the arXiv id in a text like "arXiv preprint arXiv:1702.04615 [cs]", "abs/1805.06413" or
// an address of arxiv.org.
func arxivMention(s string) string {
	lower := lowerASCII(s)
	for _, before := range [...]string{"arxiv:", "arxiv.org/abs/", "arxiv.org/pdf/", "abs/"} {
		i := strings.LastIndex(lower, before)
		if i < 0 || before == "abs/" && i > 0 {
			continue
		}
		id := strings.TrimLeft(s[i+len(before):], " ")
		if end := strings.IndexAny(id, " ,;)]}\n\t"); end >= 0 {
			id = id[:end]
		}
		if id = strings.TrimSuffix(strings.TrimRight(id, "."), ".pdf"); id != "" && strings.ContainsAny(id, "./") && strings.ContainsAny(id, "0123456789") {
			return id
		}
	}
	return ""
}

// lowerASCII makes small letters of capitals, of ASCII only: so places in the result are places in s.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// splitAuthors parts names at "and" outside of braces.
func splitAuthors(s string) (names []string) {
	s = strings.Join(strings.Fields(s), " ")
	depth, from := 0, 0
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && name != "others" {
			names = append(names, name)
		}
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		case depth <= 0 && s[i] == ' ' && len(s)-i >= 5 && strings.EqualFold(s[i:i+5], " and "):
			add(s[from:i])
			from, i = i+5, i+3
		}
	}
	add(s[from:])
	return names
}

// withoutBraces takes off the braces that only keep BibTeX from changing capitals: "{E}nglish", "{{IEEE} Trans}".
// Those that TeX needs stay: arguments of commands, and what is in formulas.
func withoutBraces(s string) string {
	if strings.IndexByte(s, '{') < 0 && strings.IndexByte(s, '}') < 0 {
		return s
	}
	var (
		b    strings.Builder
		keep []bool // of the open braces, whether they stay
		math bool
	)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\':
			b.WriteByte(c)
			if i+1 < len(s) {
				i++
				b.WriteByte(s[i])
			}
		case '$':
			math = !math
			b.WriteByte(c)
		case '{':
			// {\"u} and {\ss} are one letter: TeX needs their braces.
			stays := math || i+1 < len(s) && s[i+1] == '\\' || isArgument(s[:i]) || len(keep) > 0 && keep[len(keep)-1]
			keep = append(keep, stays)
			if stays {
				b.WriteByte(c)
			}
		case '}':
			stays := len(keep) > 0 && keep[len(keep)-1]
			if len(keep) > 0 {
				keep = keep[:len(keep)-1]
			}
			if stays {
				b.WriteByte(c)
			}
		default:
			b.WriteByte(c)
		}
	}
	out := b.String()
	for _, escaped := range [...]string{`{\%}`, `{\#}`, `{\&}`, `{\_}`, `{\$}`} { // as exporters write them
		if strings.Contains(out, escaped) {
			out = strings.ReplaceAll(out, escaped, escaped[1:3])
		}
	}
	return out
}

// isArgument tells whether a brace after s opens the argument of a command: \emph{, \v{, \'{, x^{.
func isArgument(s string) bool {
	end := len(s)
	for end > 0 && isLetter(s[end-1]) {
		end--
	}
	if end > 0 && end < len(s) && s[end-1] == '\\' {
		return true
	}
	return len(s) > 1 && s[len(s)-2] == '\\' || len(s) > 0 && (s[len(s)-1] == '^' || s[len(s)-1] == '_' || s[len(s)-1] == '}')
}

// unescapeTeX takes the backslashes off the signs that TeX escapes, in an address.
func unescapeTeX(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return strings.NewReplacer(`{\_}`, "_", `\_`, "_", `\%`, "%", `\#`, "#", `\&`, "&", `{\~}`, "~", `\~{}`, "~", `\~`, "~").Replace(s)
}
