package title

import (
	_ "embed"
	"strings"
)

// A class is a set of the sections of words.txt that hold a word.
type class uint32

const (
	function   class = 1 << iota // of, for, and: never part of a short name's core
	opener                       // opens a phrase or a sentence, not a name
	verb                         // a finite verb makes the head a sentence
	generic                      // a term of the field
	brand                        // another paper's well-known system
	common                       // spelled like a name, but everybody's
	attr                         // second part of an attribute: -based, -aware
	thing                        // what a system is: model, framework, dataset
	tail                         // closes a proper name: Benchmark, Corpus
	event                        // shared tasks and workshops
	phenomenon                   // names an effect, not a system
	field                        // one-word headings
	propose                      // verbs that introduce the paper's own
	naming                       // named, called, dubbed
	stop                         // ends a noun phrase backwards
	past                         // makes a proposing verb someone else's
	doing                        // verbs a system is the subject of
	surveyWord                   // survey, review, overview
	surveyed                     // makes the survey before it a questionnaire
	reviewed                     // makes the review behind it another kind
	benchWord                    // benchmark
	dataWord                     // dataset
	studyWord                    // understanding, and the next
	studyNoun                    // analysis, study
	aspect                       // effect, role: what a study is about
	hopeful                      // rethinking: may end in a proposal
	scholarly                    // empirical, comparative
	argues                       // position
	makes                        // makes a thing rather than names it: build, implement
	everyday                     // the words that terms of the field are made of
	others                       // what stands behind is other people's
)

var sections = map[string]class{
	"function": function, "opener": opener, "verb": verb, "generic": generic, "brand": brand, "common": common, "attr": attr,
	"thing": thing, "tail": tail, "event": event, "phenomenon": phenomenon, "field": field, "propose": propose,
	"naming": naming, "stop": stop, "past": past, "doing": doing, "others": others,
	"survey": surveyWord, "surveyed": surveyed, "reviewed": reviewed, "bench": benchWord, "data": dataWord, "study": studyWord, "studies": studyWord | studyNoun, "hopeful": hopeful, "aspect": aspect, "scholarly": scholarly, "argues": argues, "makes": makes, "everyday": everyday,
}

//go:embed words.txt
var wordsFile string

var lexicon = newTable(load(wordsFile))

// load reads words.txt: "[section]" lines, "#" comments, words between blanks.
func load(text string) map[string]class {
	m := make(map[string]class, 2048)
	var c class
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			name := strings.Trim(line, "[]")
			if c = sections[name]; c == 0 {
				panic("title: words.txt: no section is called " + name)
			}
			continue
		}
		for _, w := range strings.Fields(line) {
			m[w] |= c
		}
	}
	return m
}

// A table holds the lexicon in chains of words that agree in a hash. Nearly every
// word that is not there ends at an empty chain, without any comparison, and two
// numbers tell whether a word is an entry's; a map took three times as long.
type table struct {
	entries []entry // 0 ends a chain
	first   [1 << keyBits]uint16
}

type entry struct {
	key   key
	word  string
	class class
	next  uint16
}

const keyBits = 13

// A key has the bytes at both ends of a word, case aside: all of them up to 16.
type key struct{ front, back uint64 }

func keyOf(w string) key {
	switch n := len(w); {
	case n >= 8:
		return key{word64(w) | caseBits, word64(w[n-8:]) | caseBits}
	case n >= 4:
		return key{uint64(word32(w)) | caseBits, uint64(word32(w[n-4:])) | caseBits}
	default:
		return key{uint64(w[0]) | uint64(w[n/2])<<8 | uint64(w[n-1])<<16 | caseBits, caseBits}
	}
}

func (k key) chain() uint64 {
	return (k.front*0x9E3779B97F4A7C15 ^ k.back) * 0xD6E8FEB86659FD93 >> (64 - keyBits)
}

func newTable(m map[string]class) *table {
	t := &table{entries: make([]entry, 1, len(m)+1)}
	for w, c := range m {
		k := keyOf(w)
		t.entries = append(t.entries, entry{k, w, c, t.first[k.chain()]})
		t.first[k.chain()] = uint16(len(t.entries) - 1)
	}
	return t
}

func (t *table) find(word string) (class, bool) {
	k := keyOf(word)
	for i := t.first[k.chain()]; i != 0; i = t.entries[i].next {
		if e := &t.entries[i]; e.key == k && len(e.word) == len(word) && lowers(word, e.word) {
			return e.class, true
		}
	}
	return 0, false
}

// lowers says whether word in lower case is lower.
func lowers(word, lower string) bool {
	for i := range len(word) {
		if c := word[i]; c != lower[i] && lowerByte(c) != lower[i] {
			return false
		}
	}
	return true
}

// lookup returns the classes of a word in any case, in the plural or possessive.
func lookup(s string) class {
	n := len(s)
	if n > maxLetters || n == 0 {
		return 0
	}
	if c, ok := lexicon.find(s); ok || n < 3 || s[n-1]|0x20 != 's' {
		return c
	}
	for _, mark := range [...]string{"'s", "’s"} {
		if strings.HasSuffix(s, mark) {
			return lookup(s[:n-len(mark)])
		}
	}
	c, _ := lexicon.find(s[:n-1])
	return c
}

// maxLetters is longer, in bytes, than any word of the lexicon in the plural.
const maxLetters = 32

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}
