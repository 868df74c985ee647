package link

import "strings"

// promise = code … future … released            "code will be released", "our code and data are to be published"
//         | code … to be released               "code to be released"
//         | code … soon                         "code coming soon", "the code is available soon"
//         | we … future … release … code        "we plan to release our code", "we will open-source"
//         | … will be open-sourced              unless it is data or a model
//         | future … release … open-source X    "will be released as an open-source framework"
//         | code … released … upon acceptance   in either order

// Code statuses of a paper.
const (
	CodeLinked   = "linked"   // a repository of the authors is linked
	CodePromised = "promised" // "code will be released upon acceptance"
	CodeNone     = "none"
)

// CodeStatus says whether the code of a paper can be had. A link decides before a promise; a cited repository counts for neither.
// The offsets of links from the fields "abstract" and "comment" must be those of abstract and comment, as Find returned them.
func CodeStatus(links []Link, abstract, comment string) string {
	var f Finder
	return f.CodeStatus(links, abstract, comment)
}

// CodeStatus is the function CodeStatus. Where f found the links last in abstract and comment, it does not look through them once more.
func (f *Finder) CodeStatus(links []Link, abstract, comment string) string {
	defer func() { // their memory may hold other texts before long
		f.abstract.begin("")
		f.comment.begin("")
	}()
	for i := range links {
		// A kind that only the words name is a page: whether code is there yet, the promise decides.
		if l := &links[i]; l.Kind == KindCode && l.Relation != RelationCited && (l.RepoName != "" || strings.HasSuffix(l.Rule, "/host")) {
			return CodeLinked
		}
	}
	if f.promised(&f.abstract, abstract) || f.promised(&f.comment, comment) {
		return CodePromised
	}
	for i := range links {
		if links[i].Relation != RelationCited && f.codeAt(links[:i+1], abstract, comment) {
			return CodeLinked
		}
	}
	return CodeNone
}

// codeAt: the last of the links is a page of which the sentence says that code is there.
func (f *Finder) codeAt(links []Link, abstract, comment string) bool {
	n := len(links) - 1
	l := &links[n]
	if l.Kind == KindCode {
		return true
	}
	text := abstract
	switch {
	case l.Kind == KindPaper || l.Kind == KindVideo:
		return false
	case l.Field == "comment":
		text = comment
	case l.Field != "abstract":
		return false
	}
	if l.Start > len(text) {
		return false
	}
	first := n
	for first > max(0, n-16) && links[first-1].Field == l.Field { // more do not fit in the reach of a sentence
		first--
	}
	toks := f.before(text, links[first:n], l.Start)
	_, _, nouns := kindOf(toks)
	return nouns&wCode != 0 && announced(toks)
}

// promised reports whether a sentence of text promises code. Only sentences that speak of the future or of acceptance are read.
func (f *Finder) promised(c *cues, text string) bool {
	if c.text != text {
		c.begin(text)
		f.stops = stops(f.stops[:0], text)
		for _, at := range f.stops {
			c.look(at)
		}
	}
	pos := 0
	for _, at := range c.at {
		if at < pos {
			continue
		}
		lo, hi := sentenceAround(text, pos, at)
		if promisedIn(text, lo, hi) {
			return true
		}
		pos = hi + 1
	}
	return false
}

// promisedIn reads the sentence text[lo:hi]. Its room must be cleared: most texts have no such sentence and are spared it.
func promisedIn(text string, lo, hi int) bool {
	var room [96]token
	return promise(tokenize(room[:0], text, lo, hi, false))
}

// sentenceAround returns the bounds of the sentence that holds the place at, which lies behind the beginning of a sentence at pos.
func sentenceAround(text string, pos, at int) (lo, hi int) {
	for lo = at; ; lo-- {
		lo = pos + strings.LastIndexByte(text[pos:lo], '.') + 1
		if lo == pos || endsSentence(text, lo-1, len(text)) {
			break
		}
	}
	for hi = at; ; hi++ {
		k := strings.IndexByte(text[hi:], '.')
		if k < 0 {
			return lo, len(text)
		}
		if hi += k; endsSentence(text, hi, len(text)) {
			return lo, hi
		}
	}
}

// promise reads one sentence.
func promise(toks []token) bool {
	for i := range toks {
		if isCode(toks, i) && (promisedOf(toks[i+1:]) || conditional(toks, i)) {
			return true
		}
		if toks[i].set&wFuture != 0 && (spokenByUs(toks[:i]) && promisesCode(toks[i+1:]) || openSourced(toks, i) || openSystem(toks[i+1:])) {
			return true
		}
	}
	return false
}

// isCode tells the authors' code from words that only hold one: "code generation", "hash code".
func isCode(toks []token, i int) bool {
	if toks[i].set&wProgram == 0 || i > 0 && toks[i-1].set&wNotCode != 0 {
		return false
	}
	return i+1 == len(toks) || toks[i+1].set&wStudied == 0
}

// promisedOf reads what follows the noun: "… will be released", "… available soon".
func promisedOf(toks []token) bool {
	released := false
	for i := 0; i < len(toks) && i < 16; i++ {
		t := toks[i].set
		switch {
		case t&wLink != 0:
			return false
		case t&wSoon != 0 && (released || i < 3):
			return true
		case t&wFuture != 0:
			return releasedWithin(toks[i+1:], 8)
		case t&wTo != 0 && i+1 < len(toks) && toks[i+1].set&wBe != 0 && releasedWithin(toks[i+2:], 3):
			return true
		case t&wRelease != 0:
			released = true
		}
	}
	return false
}

func releasedWithin(toks []token, n int) bool {
	for i := range toks[:min(n, len(toks))] {
		if toks[i].set&wRelease != 0 {
			return true
		}
	}
	return false
}

// openSourced: "the framework will be open-sourced" promises code unless what will be is data or a model.
func openSourced(toks []token, future int) bool {
	for i := future - 1; i >= 0 && future-i < 20; i-- {
		if toks[i].set&(wData|wModel|wLink) != 0 {
			return false
		}
	}
	for i := future + 1; i < len(toks) && i <= future+4; i++ {
		if toks[i].set&wSource != 0 && (toks[i].set&wPromise == 0 || beBefore(toks, i)) {
			return true
		}
	}
	return false
}

// beBefore tells of "open-source", a verb as well, that it is none: "will be open-source".
func beBefore(toks []token, i int) bool {
	return i > 0 && toks[i-1].set&wBe != 0
}

// openSystem reads what follows "will": "release X as an open-source framework".
func openSystem(toks []token) bool {
	released := false
	for i := 0; i < len(toks) && i < 12; i++ {
		t := toks[i].set
		switch {
		case t&(wData|wModel|wLink) != 0:
			return false
		case t&wSource != 0 && released && i+1 < len(toks) && toks[i+1].set&wSystem != 0:
			return true
		}
		released = released || t&wRelease != 0 && i < 5
	}
	return false
}

// conditional: the sentence releases the code at toks[at] on a condition: "upon acceptance", "once published".
func conditional(toks []token, at int) bool {
	release, condition := false, false
	for i := max(0, at-16); i < len(toks) && i <= at+16; i++ {
		t := toks[i].set
		release = release || t&wRelease != 0 && t&wWhen == 0
		if t&wCondition != 0 {
			for j := i + 1; j < len(toks) && j <= i+4; j++ {
				condition = condition || toks[j].set&wWhen != 0
			}
		}
	}
	return release && condition
}

func spokenByUs(toks []token) bool {
	for i := len(toks) - 1; i >= 0 && len(toks)-i <= 3; i-- {
		if toks[i].set&wOwn != 0 {
			return true
		}
	}
	return false
}

// promisesCode reads what follows "we will": a verb that releases and, as its object, code. "Open-source" needs no object,
// but one that names only data or a model is no promise of code.
func promisesCode(toks []token) bool {
	verb := -1
	for i := 0; i < len(toks) && i < 6 && verb < 0; i++ {
		if toks[i].set&wPromise != 0 && !beBefore(toks, i) {
			verb = i
		}
	}
	if verb < 0 {
		return false
	}
	for i := verb + 1; i < len(toks) && i < verb+16; i++ {
		if isCode(toks, i) {
			return true
		}
		if toks[i].set&(wData|wModel) != 0 && i+1 < len(toks) && toks[i+1].set&wOf != 0 {
			return false // "a dataset of source code"
		}
	}
	if toks[verb].set&wSource == 0 {
		return false
	}
	other := false
	for i := verb + 1; i < len(toks) && i < verb+8; i++ {
		if toks[i].set&wSystem != 0 && (i+1 == len(toks) || toks[i+1].set&wNouns == 0) {
			return true // "the data and the simulator"
		}
		other = other || toks[i].set&(wData|wModel) != 0
	}
	return !other
}
