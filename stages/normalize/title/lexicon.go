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
	others                       // what stands behind is other people's
)

var sections = map[string]class{
	"function": function, "opener": opener, "verb": verb, "generic": generic, "brand": brand, "common": common, "attr": attr,
	"thing": thing, "tail": tail, "event": event, "phenomenon": phenomenon, "field": field, "propose": propose,
	"naming": naming, "stop": stop, "past": past, "doing": doing, "others": others,
	"survey": surveyWord, "surveyed": surveyed, "reviewed": reviewed, "bench": benchWord, "data": dataWord, "study": studyWord, "studies": studyWord | studyNoun, "hopeful": hopeful, "aspect": aspect, "scholarly": scholarly, "argues": argues,
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

// A table holds the lexicon under a hash that is computed while a word is put
// into lower case. Lookups are most of the work of reading a title; this makes
// them three times as fast as a map.
type table struct {
	slots []slot // a power of two of them, at most a quarter in use
}

type slot struct {
	word  string
	class class
}

func newTable(m map[string]class) *table {
	size := 1
	for size < 4*len(m) {
		size *= 2
	}
	t := &table{slots: make([]slot, size)}
	for w, c := range m {
		var h uint32
		for i := range len(w) {
			h = hashByte(h, w[i])
		}
		i := int(h) & (size - 1)
		for t.slots[i].word != "" {
			i = (i + 1) & (size - 1)
		}
		t.slots[i] = slot{w, c}
	}
	return t
}

func hashByte(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 0x9E3779B1 >> 1 }

func (t *table) find(word []byte, h uint32) (class, bool) {
	for i := int(h) & (len(t.slots) - 1); t.slots[i].word != ""; i = (i + 1) & (len(t.slots) - 1) {
		if t.slots[i].word == string(word) {
			return t.slots[i].class, true
		}
	}
	return 0, false
}

// lookup returns the classes of a word in any case, in the plural or possessive.
func lookup(s string) class {
	var buf [32]byte
	n := len(s)
	if n > len(buf) || n == 0 {
		return 0
	}
	var h, stem uint32 // stem is the hash without a final s
	for i := range n {
		c := lowerByte(s[i])
		buf[i] = c
		stem = h
		h = hashByte(h, c)
	}
	if c, ok := lexicon.find(buf[:n], h); ok || buf[n-1] != 's' || n < 3 {
		return c
	}
	for _, mark := range [...]string{"'s", "’s"} {
		if strings.HasSuffix(s, mark) {
			return lookup(s[:n-len(mark)])
		}
	}
	c, _ := lexicon.find(buf[:n-1], stem)
	return c
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}
