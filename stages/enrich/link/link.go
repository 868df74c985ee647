// Package link finds the URLs in the prose and metadata of a paper and says what each one is.
//
// A link passes four steps, in the files of these names:
//
//	scan, accept, tail  where a URL starts and ends in the text, wrapped lines and escapes included
//	canonical           the one spelling of what it names, with the repairs that led there
//	hosts, repos        kind, owner and name from host and path (a table)
//	context, words      what the words around it say: kind where the host leaves it open, own or cited
//
// status reads promises ("code will be released") out of the same words.
package link

import (
	"cmp"
	"strings"
)

// Kinds of a link.
const (
	KindCode    = "code"
	KindModel   = "model"
	KindDataset = "dataset"
	KindDemo    = "demo"
	KindProject = "project"
	KindPaper   = "paper"
	KindVideo   = "video"
	KindOther   = "other"
)

// Relations of a link to the paper it stands in.
const (
	RelationOwn     = "own"     // the authors' own: "our code", "we release", "Code: …"
	RelationCited   = "cited"   // somebody else's: "built on", "we use X (…)"
	RelationUnknown = "unknown" // the sentence does not say
)

// Link is one URL in one field of a paper.
type Link struct {
	URL    string // canonical; finding it again gives the same Key
	URLRaw string // as it stands in the field: text[Start:End]
	Host   string // lower case, without "www.", aliases resolved: "github.com"
	Kind   string // one of the Kind constants

	// What the URL names on a host of repositories, models or data sets; empty elsewhere.
	// Case is kept here; Key compares without it.
	RepoHost  string // "github.com", "github.io", "huggingface.co"
	RepoOwner string // may hold groups on GitLab: "group/subgroup"
	RepoName  string // without ".git"
	RepoPath  string // below the repository: "tree/main/examples"

	Relation string // one of the Relation constants
	Repaired string // "" or the reasons, joined by "; ": "line break; cut-off .git"

	Field      string // as passed in
	Start, End int    // byte offsets into the field's text, on rune boundaries
	Rule       string // what recognised it / what named its kind: "scheme/host", "known-host/words"
}

// Find returns the links of one field in order of appearance, none overlapping another.
// A URL that stands twice (as target and as text of a LaTeX \href, say) is found twice; Key tells that they are one.
//
// The fields "title", "abstract" and "comment" are prose. Every other field is metadata, whose whole value is expected to be one
// or several addresses: there a bare host ("example.org") counts, and in "github" even "owner/name".
func Find(field, text string) []Link {
	var f Finder
	return f.Find(nil, field, text)
}

// Finder finds links and reuses its scratch space. The zero value is ready; it serves one goroutine at a time.
type Finder struct {
	buf   []byte  // the URL under repair
	host  []byte  // its host in lower case
	toks  []token // the words before the link
	stops []int   // the places of the text to look at
	meta  bool    // the field is metadata

	abstract, comment cues // of those looked through last
}

// Find appends the links of one field to dst; see the function Find.
func (f *Finder) Find(dst []Link, field, text string) []Link {
	f.meta = !prose(field)
	first := len(dst)
	var cues *cues
	switch field {
	case "abstract":
		cues = &f.abstract
	case "comment":
		cues = &f.comment
	}
	if cues != nil {
		cues.begin(text)
	}
	// Every URL has a dot in its host, so dots are the only places to look.
	f.stops = stops(f.stops[:0], text)
	pos, bound := 0, 0
	for _, at := range f.stops {
		for k := max(pos, at-2); k < min(at+2, len(text)); k = max(k+1, pos) {
			if text[k] != '.' || !hostDot(text, k) {
				continue
			}
			pos = k + 1
			floor := 0
			if len(dst) > first {
				floor = dst[len(dst)-1].End
			}
			s, ok := f.scan(text, k, bound, floor)
			if s.next > pos {
				// What was looked at once is not looked at again: linear time on any text.
				pos, bound = s.next, s.next
			}
			if ok {
				dst = f.add(dst, first, field, text, s)
			}
		}
		if cues != nil {
			cues.look(at)
		}
	}
	if f.meta && len(dst) == first && field == "github" {
		dst = f.ownerNames(dst, field, text)
	}
	return dst
}

func prose(field string) bool {
	return field == "title" || field == "abstract" || field == "comment"
}

// add turns a scanned span into a Link.
func (f *Finder) add(dst []Link, first int, field, text string, s span) []Link {
	l := Link{Field: field, Start: s.start, End: s.end, URLRaw: text[s.start:s.end]}
	u := f.canonical(&l, s, text)
	ctx := metaContext(field)
	if !f.meta {
		ctx = f.context(text, dst[first:], l.Start, l.End)
	}
	l.Relation = ctx.relation
	classifier := byHost
	if l.Kind = u.kind; l.Kind == "" {
		l.Kind, classifier = ctx.kind, ctx.rule
		if l.Kind == KindCode && u.noCode {
			l.Kind = nounKind(ctx.nouns &^ wCode)
		}
		if vague := classifier == byAnnounce || classifier == byMeta && u.path != ""; l.Kind == "" || vague && u.mostly != "" {
			l.Kind, classifier = cmp.Or(u.mostly, KindOther), byDefault
		}
	}
	l.Rule = ruleNames[s.how][classifier]
	return append(dst, l)
}

// Key is the identity of a link: two links with the same Key name one thing, whatever scheme, case of owner and name, or trailing
// slash they were written with.
func Key(l Link) string {
	u := l.URL
	if i := strings.Index(u, "://"); i >= 0 {
		u = u[i+3:]
	}
	u = strings.TrimPrefix(u, "www.")
	if l.RepoHost != "" && l.RepoHost != "github.io" { // GitHub serves pages by exact path
		return strings.ToLower(strings.TrimSuffix(u, l.RepoPath)) + l.RepoPath
	}
	if id, ok := strings.CutPrefix(u, "arxiv.org/abs/"); ok {
		return "arxiv.org/abs/" + withoutVersion(id)
	}
	if strings.HasPrefix(u, "doi.org/") {
		return strings.ToLower(u) // DOIs are compared without case
	}
	return u
}

// withoutVersion cuts "v2" off an arXiv id.
func withoutVersion(id string) string {
	i := len(id)
	for i > 0 && '0' <= id[i-1] && id[i-1] <= '9' {
		i--
	}
	if i < len(id) && i > 1 && id[i-1] == 'v' {
		return id[:i-1]
	}
	return id
}

// How a link was recognised and what named its kind make up Link.Rule.
const (
	byScheme = iota // http:// or https://
	byWWW           // www.
	byKnown         // a host of the table without scheme: github.com/owner/name
	byTLD           // a known top-level domain and a path
	byCue           // a known top-level domain and a sentence that sends the reader there: "available at example.org"
	byField         // a metadata field that holds a bare host
	byName          // "owner/name" in the field github
	byDOI           // a DOI without a resolver: 10.1000/x
)

const (
	byHost     = iota // host and path
	byLabel           // "Dataset: URL"
	byWords           // the noun of the sentence: "the dataset is available at URL"
	byAfter           // the words behind the link: "see URL for videos"
	byAnnounce        // announced without a noun: "available at URL"
	byMeta            // the name of the metadata field
	byDefault         // nothing said: other
)

var ruleNames = func() (names [byDOI + 1][byDefault + 1]string) {
	for i, how := range [...]string{"scheme", "www", "known-host", "tld", "cue", "field", "owner-name", "doi"} {
		for j, what := range [...]string{"host", "label", "words", "after", "announced", "field", "default"} {
			names[i][j] = how + "/" + what
		}
	}
	return names
}()
