package claim

// Two small open-addressed tables, because Go's maps were half of the time of mining: words to ids without regard
// to case, and the edges of the phrase trie.

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
	longWord  = 40 // bytes; the lexicon has no longer word
)

type wordTable struct {
	slots []wordSlot
	mask  uint64
}

type wordSlot struct {
	hash uint64
	word string
	id   int32
}

func newWordTable(ids map[string]int32) wordTable {
	size := 1
	for size < 4*len(ids) {
		size *= 2
	}
	t := wordTable{slots: make([]wordSlot, size), mask: uint64(size - 1)}
	for w, id := range ids {
		h := hashWord(w)
		at := h & t.mask
		for t.slots[at].id != 0 {
			at = (at + 1) & t.mask
		}
		t.slots[at] = wordSlot{h, w, id}
	}
	return t
}

// hashWord hashes a word with its ASCII letters made small.
func hashWord(w string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(w) {
		h = (h ^ uint64(lower(w[i]))) * fnvPrime
	}
	return h ^ h>>29
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// wordID looks a word up without regard to case; 0 is an unknown word.
func (lex *lexicon) wordID(w string) int32 {
	return lex.find(hashWord(w), w)
}

// find is wordID for a word whose hash is known.
func (lex *lexicon) find(h uint64, w string) int32 {
	if len(w) > longWord {
		return 0
	}
	for at := h & lex.words.mask; ; at = (at + 1) & lex.words.mask {
		s := &lex.words.slots[at]
		if s.id == 0 {
			return 0
		}
		if s.hash == h && equalFold(w, s.word) {
			return s.id
		}
	}
}

type stepTable struct {
	slots []stepSlot
	mask  uint64
}

type stepSlot struct {
	step step
	to   int32 // 0 = free; no edge leads to the root
}

func (k step) hash() uint64 {
	h := (uint64(uint32(k.state))<<32 | uint64(uint32(k.word))) * 0x9e3779b97f4a7c15
	return h ^ h>>32
}

func newStepTable(edges map[step]int32) stepTable {
	size := 1
	for size < 4*len(edges) {
		size *= 2
	}
	t := stepTable{slots: make([]stepSlot, size), mask: uint64(size - 1)}
	for k, to := range edges {
		at := k.hash() & t.mask
		for t.slots[at].to != 0 {
			at = (at + 1) & t.mask
		}
		t.slots[at] = stepSlot{k, to}
	}
	return t
}

// get returns the state behind an edge, 0 = none.
func (t *stepTable) get(k step) int32 {
	for at := k.hash() & t.mask; ; at = (at + 1) & t.mask {
		if s := &t.slots[at]; s.to == 0 || s.step == k {
			return s.to
		}
	}
}

// equalFold: a with its ASCII letters made small is b.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		c := a[i]
		if lower(c) != b[i] {
			return false
		}
	}
	return true
}
