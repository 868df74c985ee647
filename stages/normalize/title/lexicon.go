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
	scholarly                    // empirical, comparative
	argues                       // position
	others                       // what stands behind is other people's
)

var sections = map[string]class{
	"function": function, "opener": opener, "verb": verb, "generic": generic, "brand": brand, "common": common, "attr": attr,
	"thing": thing, "tail": tail, "event": event, "phenomenon": phenomenon, "field": field, "propose": propose,
	"naming": naming, "stop": stop, "past": past, "doing": doing, "others": others,
	"survey": surveyWord, "surveyed": surveyed, "reviewed": reviewed, "bench": benchWord, "data": dataWord, "study": studyWord, "studies": studyWord | studyNoun, "scholarly": scholarly, "argues": argues,
}

//go:embed words.txt
var wordsFile string

var lexicon = load(wordsFile)

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

// lookup returns the classes of a word in any case, in the plural or possessive.
func lookup(s string) class {
	var buf [32]byte
	if len(s) > len(buf) {
		return 0
	}
	for i := 0; i < len(s); i++ {
		buf[i] = lowerByte(s[i])
	}
	b := buf[:len(s)]
	if c, ok := lexicon[string(b)]; ok {
		return c
	}
	switch {
	case len(b) > 2 && (b[len(b)-2] == '\'' && b[len(b)-1] == 's'):
		b = b[:len(b)-2]
	case len(b) > 4 && strings.HasSuffix(s, "’s"):
		b = b[:len(b)-4]
	case len(b) > 2 && b[len(b)-1] == 's':
		b = b[:len(b)-1]
	default:
		return 0
	}
	return lexicon[string(b)]
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}
