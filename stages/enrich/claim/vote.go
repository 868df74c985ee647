package claim

import "slices"

// The paper's vote: the phase words and topics of its title and abstract, asked for by one claim in three. A word in twelve is of
// a phrase that votes: tally looks from one to the next, and beside them only as far as a phrase may reach.

// voting is what tally knows, derived from the lexicon.
type voting struct {
	words  []bool     // by word id: the longest word of a phrase that votes
	maybe  [64]uint64 // the hashes of their keys, twelve bits each
	open   []bool     // by word id: it may make the vote of the word behind it count more
	beside windows    // the pairs of words that stand side by side in a phrase
}

func (v *voting) derive(lex *lexicon) {
	v.words, v.open = make([]bool, len(lex.ids)+1), make([]bool, len(lex.ids)+1)
	lex.eachPhrase(func(words []string, e *entry) {
		if e.class&(cTraining|cInference) != 0 || e.topic != noTopic {
			longest := slices.MaxFunc(words, func(a, b string) int { return len(a) - len(b) }) // it needs all of them
			v.words[lex.ids[longest]] = true
			h := keyOf(longest).hash() >> 52
			v.maybe[h>>6] |= 1 << (h & 63)
		}
		for i := range words[1:] {
			h := hashPair(lex.ids[words[i]], lex.ids[words[i+1]])
			v.beside[h>>6] |= 1 << (h & 63)
		}
		if e.class&cFast != 0 {
			v.open[lex.ids[words[len(words)-1]]] = true // "fast training"
		}
	})
	v.open[lex.fast] = true
}

func hashPair(a, b int32) uint32 { return (uint32(a)<<16 | uint32(b)) * 0x9e3779b1 >> 16 }

// joined: the two words may be of one phrase, or the second means something else behind the first.
func (v *voting) joined(a, b int32) bool {
	h := hashPair(a, b)
	return a == oddWord || b == oddWord || v.open[a] || v.beside[h>>6]>>(h&63)&1 != 0
}

// oddWord stands for letters that are not a token by themselves: "A100", "2xfaster", a command.
const oddWord = -1

func isOdd(text string, lo, hi int) bool {
	return hi < len(text) && goesOn[text[hi]] || lo > 0 && (goesOn[text[lo-1]] || text[lo-1] == '\\')
}

// wordIn returns the id of the letters text[lo:hi], 0 for a word of no phrase.
func (lex *lexicon) wordIn(text string, lo, hi int) int32 {
	switch {
	case isOdd(text, lo, hi):
		return oddWord
	case hi-lo > longWord:
		return 0
	}
	return lex.words.find(letterKey(text, lo, hi))
}

// tally adds the phase words of a text to the paper's vote.
func (m *Miner) tally(text string, weight int) {
	lex, v := m.lex, &m.lex.voting
	done := 0
	for i := 0; i < len(text); i++ {
		if !isLetter(text[i]) {
			continue
		}
		lo := i
		end, key := scanLetters(text, i)
		if i = end; end == 0 {
			for i = lo + 1; i < len(text) && isLetter(text[i]); i++ {
			}
		} else if h := key.hash() >> 52; v.maybe[h>>6]>>(h&63)&1 == 0 && !isOdd(text, lo, i) {
			continue
		}
		word := lex.wordIn(text, lo, i)
		if word == 0 || word > 0 && !v.words[word] {
			continue
		}
		first, behind := lex.reachBack(text, done, lo, word), lex.reachOn(text, i, word)
		if first == lo && behind == i && word > 0 {
			m.cast(&lex.entries[lex.alone[word].entry], weight, false)
		} else {
			m.tallyWords(text[first:behind], weight)
		}
		i, done = behind, behind
	}
}

// reachBack returns where what may be of one phrase with the word at text[at] begins, behind text[from].
func (lex *lexicon) reachBack(text string, from, at int, word int32) int {
	for {
		for word == oddWord && at > from && (goesOn[text[at-1]] || text[at-1] == '\\') {
			at--
		}
		lo, hi := wordBefore(text, from, at)
		if lo == hi {
			return at
		}
		before := lex.wordIn(text, lo, hi)
		if before == 0 || !lex.voting.joined(before, word) {
			return at
		}
		at, word = lo, before
	}
}

// reachOn returns where what may be of one phrase with the word that ends at text[at] ends.
func (lex *lexicon) reachOn(text string, at int, word int32) int {
	for {
		for word == oddWord && at < len(text) && goesOn[text[at]] {
			at++
		}
		lo := at
		for lo < len(text) && !isLetter(text[lo]) {
			lo++
		}
		hi := lo
		for hi < len(text) && isLetter(text[hi]) {
			hi++
		}
		if lo == hi {
			return at
		}
		next := lex.wordIn(text, lo, hi)
		if next == 0 || !lex.voting.joined(word, next) {
			return at
		}
		at, word = hi, next
	}
}

// tallyWords adds the phase words of a text that no phrase reaches out of.
func (m *Miner) tallyWords(text string, weight int) {
	m.voters = appendTokens(m.voters[:0], m.lex, text, 0, len(text))
	quick := false
	for i := 0; i < len(m.voters); {
		if t := &m.voters[i]; t.kind != tokWord || t.word == 0 {
			i++
			quick = false
			continue
		}
		at, n := m.lex.phraseAt(m.voters, i)
		i += n
		e := &m.lex.entries[at]
		m.cast(e, weight, quick)
		quick = e.class&cFast != 0 || n == 1 && m.voters[i-1].word == m.lex.fast
	}
}

// cast adds the vote of a phrase. "fast training of linear models" tells what is made fast.
func (m *Miner) cast(e *entry, weight int, quick bool) {
	v, more := &m.vote, weight
	if quick {
		more += 3
	}
	switch e.class & (cTraining | cInference) {
	case cTraining:
		v.training += more
	case cInference:
		v.inference += more
	}
	switch e.topic {
	case learned:
		v.learned += weight
	case classical:
		v.classical += weight
	}
}
