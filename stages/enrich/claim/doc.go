// Package claim mines reported efficiency figures from paper titles and abstracts: "2.4× faster", "30% less
// memory", "half the FLOPs" become rows with one comparable column, Factor, the improvement as a ratio.
//
//	claims := claim.Mine(title, abstract)
//	// [{Metric: "speed", Factor: 2.4, Unit: "x", Qualifier: "up_to", Phase: "inference", Text: "2.4× faster", …}]
//
// Quality figures (accuracy, FID, error rates) and absolute figures ("30 FPS") are no claims. Everything works on
// strings, offline, and the same input gives the same claims.
//
// # How it works
//
// A scanner derived from the lexicon (prefilter.go, scan.go) finds the sentences that may state a figure. One whose words meet the
// needs of no rule is left (needs.go), the others go through five layers:
//
//	token.go, item.go       words, numbers and marks; one token for all spellings of a thing (×, x, times, $\times$)
//	lexicon.txt             phrases and their classes: metric, direction, hedge, phase, names that mean nothing
//	quantity.go, number.go  figures with their hedges, ranges and lists, by the grammar at the head of quantity.go
//	table_*.go              rules: patterns that put a figure and a metric together; the first match wins. rule.go
//	                        explains patterns, match.go runs them, noun.go finds the metric of a noun phrase
//	context.go              what is said around it: qualifier, role, attribution; phase.go: phase; baseline*.go: baseline and
//	                        context; ellipsis.go: figures that lean on the one before
//
// arithmetic.go turns a figure under a rule into a factor and refuses what has none. A claim keeps the rule that
// made it, and Explain shows for a text the items, the quantities, the rules that fired and why a figure was left.
//
// # How to extend it
//
// A word is missing: add it to its section of lexicon.txt. The head of that file explains the format.
//
// A construction is missing: run Explain on a sentence to see its items, write the pattern as a Rule in a table_*.go at the
// place of its precedence (tight before loose), and give it a Yes example and the No example that it must not take.
// TestRules runs them, TestCorpus runs the corpus of testdata/claims.
//
// A wrong claim: look first for a missing quality word or name in the lexicon, then for a pattern that is too loose;
// an exception for one sentence is the wrong mend.
//
// Then `go generate ./stages/enrich/claim` writes RULES.md anew.
//
//go:generate go test -run TestRulesFile -update .
package claim
