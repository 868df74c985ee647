package claim

import "slices"

// The rules in order of precedence: the first that matches a quantity makes its claim. Tight patterns
// stand before loose ones. Each example is run by TestRules.
var table = slices.Concat(ofRivals, comparatives, figureNouns, nounFigures, verbs, shares, pairs)

func init() {
	for i := range table {
		if err := table[i].compile(); err != nil {
			panic("claim: " + err.Error()) // the table is code; TestRules holds it
		}
		told[table[i].ID] = table[i].Sense
	}
	deriveNeeds(table)
	for kind := times; kind <= points; kind++ {
		for _, bits := range [...]uint16{1 << kind, 1<<kind | littleBit, 1<<kind | signedBit, verbBit, insteadBit} {
			if rulesFor[bits] != nil {
				continue
			}
			for i := range table {
				if r := &table[i]; r.elements[r.prefix].kinds&bits != 0 {
					rulesFor[bits] = append(rulesFor[bits], try{r.before, r.behind, r.next, r})
				}
			}
		}
	}
}

// rulesFor lists the rules by the kind of quantity that they take, in order of precedence.
var rulesFor = map[uint16][]try{}

// told is the sense of each rule.
var told = map[string]Sense{}

// Rules returns a copy of the table in order of precedence.
func Rules() []Rule { return append([]Rule(nil), table...) }
