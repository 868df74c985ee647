package title

import (
	_ "embed"
	"strings"
)

// A class is a set of the sections of words.txt that hold a word.
type class uint64

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
	asked                        // what is asked of a system: detection
	and                          // the word itself, as the next ones
	but
	article // a, an, the
	means   // via, with, using, through, by: the title says how

	exactly = and | but | article | means // not of the plural or possessive
)

var sections = map[string]class{
	"function": function, "opener": opener, "verb": verb, "generic": generic, "brand": brand, "common": common, "attr": attr,
	"thing": thing, "tail": tail, "event": event, "phenomenon": phenomenon, "field": field, "propose": propose,
	"naming": naming, "stop": stop, "past": past, "doing": doing, "others": others,
	"survey": surveyWord, "surveyed": surveyed, "reviewed": reviewed, "bench": benchWord, "data": dataWord, "study": studyWord, "studies": studyWord | studyNoun, "hopeful": hopeful, "aspect": aspect, "scholarly": scholarly, "argues": argues, "makes": makes, "everyday": everyday, "and": and, "but": but, "article": article, "means": means, "asked": asked,
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

// A table holds the lexicon under a hash. Five bits of it stand in the slot beside the entry's number, so that nearly every
// word that is not there is settled by one look at a slot, and one that is there by one comparison of two numbers.
type table struct {
	slots   [1 << slotBits]uint16 // tag and number of an entry; 0: free
	entries []entry               // the first is none
}

type entry struct {
	key   key
	word  string
	class class
	plain bool // letters only, and all of them are in the key
}

const (
	slotBits   = 12
	numberBits = 11
)

// A key has the first 16 bytes of a word, case aside, with blanks behind a shorter one.
type key struct{ front, back uint64 }

func keyOf(w string) key {
	n := len(w)
	switch {
	case n >= 16:
		return key{word64(w) | caseBits, word64(w[8:]) | caseBits}
	case n > 8:
		return key{word64(w) | caseBits, word64(w[n-8:])>>(8*(16-n)&63) | caseBits}
	case n == 8:
		return key{word64(w) | caseBits, caseBits}
	case n >= 4:
		return key{uint64(word32(w)) | uint64(word32(w[n-4:]))<<(8*(n-4)&63) | caseBits, caseBits}
	}
	k := uint64(w[0])
	for i := 1; i < n; i++ {
		k |= uint64(w[i]) << (8 * i)
	}
	return key{k | caseBits, caseBits}
}

// slot returns where a word's search begins, and its tag in place.
func (k key) slot() (at, tag uint16) {
	h := (k.front*0x9E3779B97F4A7C15 ^ k.back) * 0xD6E8FEB86659FD93
	return uint16(h >> (64 - slotBits)), uint16(h>>32) << numberBits
}

func newTable(m map[string]class) *table {
	t := &table{entries: make([]entry, 1, len(m)+1)}
	if len(m) >= 1<<numberBits {
		panic("title: words.txt: too many words for a slot's number")
	}
	for w, c := range m {
		e := entry{key: keyOf(w), word: w, class: c, plain: len(w) <= 16}
		for i := range len(w) {
			e.plain = e.plain && kinds[w[i]] == small
		}
		at, tag := e.key.slot()
		for t.slots[at] != 0 {
			at = (at + 1) % (1 << slotBits)
		}
		t.slots[at] = tag | uint16(len(t.entries))
		t.entries = append(t.entries, e)
	}
	return t
}

// find returns the classes of a word as it stands in the lexicon, whatever its case; 0 when it is not there.
func (t *table) find(word string) class {
	k := keyOf(word)
	at, tag := k.slot()
	for v := t.slots[at]; v != 0; v = t.slots[at] {
		if v&^(1<<numberBits-1) == tag {
			if e := &t.entries[v&(1<<numberBits-1)]; e.key == k && len(e.word) == len(word) && (e.plain || lowers(word, e.word)) {
				return e.class
			}
		}
		at = (at + 1) % (1 << slotBits)
	}
	return 0
}

// findPlain is find for a word of at most 16 letters, of which only its key is known.
func (t *table) findPlain(k key) class {
	at, tag := k.slot()
	for v := t.slots[at]; v != 0; v = t.slots[at] {
		if v&^(1<<numberBits-1) == tag {
			if e := &t.entries[v&(1<<numberBits-1)]; e.key == k && e.plain {
				return e.class
			}
		}
		at = (at + 1) % (1 << slotBits)
	}
	return 0
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
	if c := lexicon.find(s); c != 0 || n < 3 || s[n-1]|0x20 != 's' {
		return c
	}
	for _, mark := range [...]string{"'s", "’s"} {
		if strings.HasSuffix(s, mark) {
			return lookup(s[:n-len(mark)]) &^ exactly
		}
	}
	if n < 5 && s[n-1] == 'S' && s[n-2] < 'a' {
		return 0 // the last letter of an acronym
	}
	return lexicon.find(s[:n-1]) &^ exactly
}

// maxLetters is longer, in bytes, than any word of the lexicon in the plural.
const maxLetters = 32

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}
