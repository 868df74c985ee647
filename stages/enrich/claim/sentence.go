package claim

import "unicode/utf8"

// Sentences: found outwards from a figure, so that text without figures is never split.

// maxSentence bounds a sentence, in bytes, and with it the scratch of a Miner: text without full stops is cut.
const maxSentence = 8192

// sentenceAround returns the sentence of text[from:] that holds byte hit, and where the next one begins. It is the same
// whatever was hit in it.
func sentenceAround(text string, from, hit int) (lo, hi, next int) {
	lo = from
	for i := hit - 1; i >= from; i-- {
		if mayEnd[text[i]] && isSentenceEnd(text, i) {
			lo = i + 1
			break
		}
	}
	hi = min(len(text), hit+maxSentence+utf8.UTFMax)
	for i := hit; i < hi; i++ {
		if mayEnd[text[i]] && isSentenceEnd(text, i) {
			hi = i + 1
			break
		}
	}
	for hi-lo > maxSentence {
		cut := lo + maxSentence
		for cut < hi && !utf8.RuneStart(text[cut]) {
			cut++
		}
		if hit < cut {
			hi = cut
			break
		}
		lo = cut
	}
	next = hi
	for lo < hi && (text[lo] == ' ' || text[lo] == '\n') {
		lo++
	}
	for hi > lo && (text[hi-1] == ' ' || text[hi-1] == '\n') {
		hi--
	}
	return lo, hi, next
}

var mayEnd = [256]bool{'.': true, '!': true, '?': true, '\n': true}

// isSentenceEnd: text[i] ends a sentence. A full stop does when a blank and no small letter follow, and it is
// not that of an abbreviation; so does one stuck between a small and a capital letter ("height.Furthermore").
func isSentenceEnd(text string, i int) bool {
	c := text[i]
	if c != '.' && c != '!' && c != '?' {
		return c == '\n' && i+1 < len(text) && text[i+1] == '\n'
	}
	if i+1 == len(text) {
		return true
	}
	next := text[i+1]
	if next == ')' || next == '"' || next == ']' || next == '\'' {
		if i+2 == len(text) {
			return true
		}
		next = text[i+2]
		i++
	}
	if next != ' ' && next != '\n' {
		return c == '.' && 'A' <= next && next <= 'Z' && i > 1 && 'a' <= text[i-1] && text[i-1] <= 'z' && i+2 < len(text) && 'a' <= text[i+2] && text[i+2] <= 'z'
	}
	k := i + 1
	for k < len(text) && k < i+4 && (text[k] == ' ' || text[k] == '\n') {
		k++
	}
	if k < len(text) && ('a' <= text[k] && text[k] <= 'z') {
		return false
	}
	if c != '.' {
		return true
	}
	w := i
	for w > 0 && (isLetter(text[w-1]) || text[w-1] == '.') && i-w < 8 {
		w--
	}
	word := text[w:i]
	if len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' && (w == 0 || text[w-1] == ' ' || text[w-1] == '(') { // an initial, but "GSM8K."
		return false
	}
	for _, a := range abbreviations {
		if equalFold(word, a) {
			return false
		}
	}
	if k+1 < len(text) && isDigit(text[k]) && i > 0 && isDigit(text[i-1]) && k+2 < len(text) && isDigit(text[k+1]) && (text[k+2] == '%' || text[k+2] == '\\') {
		return false // "86. 27%"
	}
	return true
}

var abbreviations = []string{"e.g", "i.e", "vs", "approx", "avg", "max", "al", "fig", "resp", "w.r.t", "cf", "eq", "sec", "no", "ca", "st", "dr", "tab", "viz", "eg", "ie", "etc"}
