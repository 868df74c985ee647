package link

import (
	"maps"
	"slices"
	"strings"
)

// wordSet is what a word can mean next to a link; a word may mean several things.
type wordSet uint64

const (
	wCode wordSet = 1 << iota
	wData
	wModel
	wDemo
	wVideo
	wPage
	wPaper
	wOwn       // the authors
	wOthers    // somebody else
	wThere     // says where to find a thing: "available", "found"
	wMake      // what authors do with their own: "we introduce", "we release"
	wPassive   // of these, what may also be said of the authors' own: "the code used in this study", "free to use"
	wBuild     // both: "we build a tool", "we build on a tool"
	wOnto      // after it: "on", "upon"
	wUse       // what authors do with the work of others: "based on", "using"
	wEvent     // of these, what has a name and a page: "challenge"
	wGlue      // carries no meaning here: articles, prepositions, "link", "URL"
	wAt        // "at", "via": an address follows
	wFuture    // "will", "plan", "soon"
	wSoon      // a promise without a verb: "soon", "coming"
	wRelease   // what is promised: "released", "public"
	wPromise   // what "we will" do: "release", "open-source"
	wSource    // of these, what is done to code only
	wCondition // "upon", "after", with wWhen behind it
	wWhen      // "acceptance", "publication"
	wProgram   // code of the kind that papers release
	wStudied   // after "code" it makes code the subject of study: "code generation"
	wNotCode   // before "code" it names another thing: "hash code"
	wTo        // "to", with wBe behind it as good as "will be"
	wBe        // "be", "made": what follows is no verb
	wReleased  // what makes a sentence worth reading for "to be": "released"
	wSystem    // what is code if it is open source: "framework", "tool"
	wOf        // joins a container to its contents: "dataset of source code"
	wColon
	wOpen  // ( or [
	wComma // , or ;
	wLink  // another link
)

const wNouns = wCode | wData | wModel | wDemo | wVideo | wPage | wPaper

// wordTable is the vocabulary, one row a meaning.
var wordTable = []struct {
	set   wordSet
	words string
}{
	{wCode, `code codes codebase codebases implementation implementations repository repositories repo repos github gitlab software
		toolkit toolkits toolbox package library scripts script source-code sourcecode sources pipeline notebook notebooks
		plugin api sdk`},
	{wData, `data dataset datasets data-set data-sets benchmark benchmarks corpus corpora annotations annotation testbed
		database databases testset testsets recordings lexicon dictionary treebank`},
	{wModel, `model models checkpoint checkpoints weights weight`},
	{wDemo, `demo demos demonstration demonstrations playground samples examples app webapp webtool web-tool dashboard visualizer viewer interface
		gradio`},
	{wVideo, `video videos movie`},
	{wPage, `page webpage website web-page web-site site homepage websites project-page project projects leaderboard`},
	{wPaper, `paper preprint article proceedings publication journal report`},
	{wOwn, `our ours we`},
	{wOthers, `their his her original existing third-party authors'`},
	{wThere, `available accessible accessed found obtained downloaded download published provided hosted visit see released
		open-sourced opensourced open-source opensource shared public viewed here browse check find checkout
		avaiable avaliable availabe availble avalable avilable availavle located access online provide
		open published publish release releases visiting refer please archived deposited stored maintained listed documented`},
	{wMake, `release releases released releasing introduce introduces introduced present presents presented propose proposes
		proposed develop develops developed create created publish published share shared contribute provide provides
		provided open-source open-sourced open-sourcing construct constructed curate curated make offer launched launch
		design designed maintain`},
	{wBuild, `build builds built building extend extends extended extending`},
	{wOnto, `on upon from with atop`},
	{wUse, `based use uses using used utilize utilizes utilized utilizing leverage leverages leveraging adapted adapt adopt
		adopted adopting derived inspired modified forked fork follow follows employ employed
		employing participated challenge competition crawled`},
	{wEvent, `challenge competition`},
	{wPassive, `use used utilized employed`},
	{wGlue, `the a an is are be been will was were can of this that following link url address and also now both under it its
		anonymous anonymized as has have made publicly freely openly to for with all https http href url emph texttt textbf
		source supplementary soon fully temporarily permanently currently`},
	{wAt, `at via on in from through`},
	{wFuture, `will shall would soon plan plans planned planning intend intends going promise commit coming forthcoming`},
	{wTo, `to`},
	{wBe, `be made`},
	{wReleased, `released public`},
	{wSystem, `framework project tool platform system simulator engine environment`},
	{wSoon, `soon coming forthcoming`},
	{wRelease, `release releases released releasing open-source open-sourced open-sourcing opensource opensourced open-released
		published available public publicly share shared accessible provided uploaded disclosed sourced publicized publicised`},
	{wPromise, `release releasing open-source open-sourcing opensource open publish publishing share sharing make making provide
		providing upload disclose`},
	{wSource, `open-source open-sourcing opensource open-sourced opensourced sourced`},
	{wCondition, `upon after once when pending following until on`},
	{wWhen, `acceptance publication accepted published publishing`},
	{wProgram, `code codes codebase codebases code-base implementation implementations repository repositories repo software
		toolkit toolbox package library scripts source-code sourcecode`},
	{wStudied, `generation generator generators completion review reviews search snippet snippets analysis llm llms language languages
		intelligence synthesis understanding editing smell smells switching switched mixing mixed reasoning agent agents task tasks
		model models benchmark benchmarks corpus corpora translation summarization retrieval execution quality vulnerability
		vulnerabilities book books division rate rates length lengths comment comments clone clones repair token tokens change changes
		engineering engineers testing development developers details diff diffs migration optimization classification
		representation representations embedding embeddings interpreter knowledge data dataset datasets domain domains
		documentation edit edits space defects bugs systems system assistants assistant`},
	{wNotCode, `hash latent binary bar qr zip genetic error-correcting correcting hidden discrete morse neural color sparse
		speech audio semantic quantized generated vector error machine vulnerable malicious legal building icd buggy`},
	{wOf, `of for on from containing comprising`},
}

var vocabulary = func() map[string]wordSet {
	m := map[string]wordSet{}
	for _, row := range wordTable {
		for w := range strings.FieldsSeq(row.words) {
			m[w] |= row.set
		}
	}
	return m
}()

// sentenceStarts are the words with which authors go on behind a URL without leaving a blank.
var sentenceStarts = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`The We Our This These In To It Its However Code Codes Data Dataset Datasets Demo Project
		Additionally Furthermore Moreover Models Model Extensive Experiments Experimental Videos Video For All Also A An`) {
		m[w] = true
	}
	return m
}()

func sentenceStart(word string) bool { return sentenceStarts[word] }

// token is a word or a mark of the text.
type token struct {
	set        wordSet
	start, end int
}

// lookup returns the meanings of a word in any case. Most words have none, and three letters and the length tell: this takes a
// third of the time of a look-up in a map of strings.
func lookup(word string) wordSet {
	if len(word) == 0 {
		return 0
	}
	for i := wordsByLetters[letterKey(word)]; i != 0; i = wordList[i].next {
		if w := &wordList[i]; sameLetters(word, w.word) {
			return w.set
		}
	}
	return 0
}

// wordList has the vocabulary in chains that begin in wordsByLetters; 0 ends a chain.
var wordList, wordsByLetters = func() (list []wordEntry, first [1 << 11]uint16) {
	list = append(list, wordEntry{})
	for _, w := range slices.Sorted(maps.Keys(vocabulary)) {
		k := letterKey(w)
		list = append(list, wordEntry{w, vocabulary[w], first[k]})
		first[k] = uint16(len(list) - 1)
	}
	return list, first
}()

type wordEntry struct {
	word string
	set  wordSet
	next uint16
}

// letterKey mixes the length and the first, the middle and the last letter of a word, whatever their case.
func letterKey(word string) uint32 {
	n := len(word)
	x := uint32(word[0]&31) | uint32(word[n/2]&31)<<5 | uint32(word[n-1]&31)<<10 | uint32(n)<<15
	return x * 0x9E3779B1 >> (32 - 11)
}

// sameLetters compares word with lower, which has no capitals.
func sameLetters(word, lower string) bool {
	if len(word) != len(lower) {
		return false
	}
	for i := range len(word) {
		if c := word[i]; c != lower[i] && (c < 'A' || c > 'Z' || c+'a'-'A' != lower[i]) {
			return false
		}
	}
	return true
}

// tokenize appends the words and marks of text[lo:hi]; what stands in front of the last end of a sentence is dropped
// if sentence is set.
func tokenize(toks []token, text string, lo, hi int, sentence bool) []token {
	first := len(toks)
	for i := lo; i < hi; {
		c := text[i]
		switch {
		case class[c]&cAlnum != 0:
			j := i + 1
			for j < hi && (class[text[j]]&cAlnum != 0 || (text[j] == '-' || text[j] == '\'') && j+1 < hi && class[text[j+1]]&cAlnum != 0) {
				j++
			}
			set := lookup(text[i:j])
			if set&wPromise != 0 && j-i == len("open") && j < hi {
				if two, n := openSource(text[j:hi]); n > 0 {
					set, j = two, j+n
				}
			}
			toks = append(toks, token{set, i, j})
			i = j
			continue
		case c == ':':
			toks = append(toks, token{wColon, i, i + 1})
		case c == '(' || c == '[':
			toks = append(toks, token{wOpen, i, i + 1})
		case c == ',' || c == ';' || c == '|':
			toks = append(toks, token{wComma, i, i + 1})
		case (c == '.' || c == '!' || c == '?') && sentence && endsSentence(text, i, hi):
			toks = toks[:first]
		}
		i++
	}
	return toks
}

// openSource reads " source", " sourced" and " sourcing" behind "open"; the two words mean what the one with a hyphen does.
func openSource(rest string) (set wordSet, n int) {
	if class[rest[0]]&cBlank == 0 {
		return 0, 0
	}
	for _, word := range [...]string{"source", "sourced", "sourcing"} {
		n := 1 + len(word)
		if len(rest) >= n && strings.EqualFold(rest[1:n], word) && (len(rest) == n || class[rest[n]]&cAlnum == 0) {
			return vocabulary["open-"+word], n
		}
	}
	return 0, 0
}

// endsSentence: a full stop with a blank behind it, unless it belongs to an abbreviation.
func endsSentence(text string, i, hi int) bool {
	if i+1 < len(text) && class[text[i+1]]&cBlank == 0 && (class[text[i+1]]&cAlpha == 0 || text[i+1] > 'Z') {
		return false
	}
	j := i
	for j > 0 && class[text[j-1]]&cAlpha != 0 {
		j--
	}
	if i-j > len("resp") {
		return i+1 < hi
	}
	switch strings.ToLower(text[j:i]) {
	case "al", "e", "i", "g", "cf", "vs", "resp", "fig", "sec", "etc", "no":
		return false
	}
	return i+1 < hi
}
