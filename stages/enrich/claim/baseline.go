package claim

// surroundings fills in what a claim is compared to and what it was measured on, as far as the sentence says.
func (m *Miner) surroundings(c *Claim, r *Rule, part int, f match, ref metricRef) {
	end := max(f.at, f.cue, ref.item)
	c.Baseline = m.baseline(r, part, f, end)
	c.Context = m.context(f, end)
}

// baselineStops end the noun phrase of a baseline; "of" goes on ("a dense model of the same width").
const baselineStops = cIn | cComma | cBreak | cOpen | cClose | cQuantity | cVerb | cClause | cBy | cWith | cThan | cDown | cUp | cFast | cHedge

func (m *Miner) baseline(r *Rule, part int, f match, end int) string {
	// "outperforms Faiss by 3.2x"
	if f.cue >= 0 && f.cue < f.at && m.items[f.cue].class&cRival != 0 {
		if s := m.phraseFrom(f.cue+1, part, f); s != "" {
			return s
		}
	}
	// "… faster than PPO", "… over Orca", "…, compared with 14% for the best defence"
	for k := min(f.cue+1, f.at+1); k > 0 && k < len(m.items) && k < end+16; k++ {
		cl := m.items[k].class
		if k <= end && cl&cThan == 0 {
			continue
		}
		if cl&cThan != 0 && k > f.cue-1 {
			if s := m.phraseFrom(k+1, part, f); s != "" {
				return s
			}
		}
		if cl&(cBreak|cClause) != 0 || cl&cVerb != 0 && cl&(cThan|cTraining|cInference) == 0 || cl&cAnd != 0 && m.items[k+1].class&(cVerb|cUse|cDown|cUp|cImprove|cFast) != 0 {
			break
		}
	}
	// "20% of the compute of its teacher", "80% of the original"
	if r.Sense == sharing || r.Sense == ratio {
		k := end + 1
		if m.items[k].class&cOf == 0 && k+1 < len(m.items) && (m.wordAt(k, "required") || m.wordAt(k, "needed") || m.wordAt(k, "used")) {
			k++
		}
		if k < len(m.items) && m.items[k].class&(cOf|cBy|cAs) != 0 {
			return m.phraseFrom(k+1, part, f)
		}
	}
	// "Compared to DeepSpeed, our system …"
	for k := 0; k < 2 && k < f.at; k++ {
		if m.items[k].class&cThan != 0 {
			return m.phraseFrom(k+1, part, f)
		}
	}
	return ""
}

// phraseFrom returns the noun phrase that begins at item k, without "with", "that of" and the like. Of a list
// ("than A and B, respectively") it returns the member of the figure's part.
func (m *Miner) phraseFrom(k, part int, f match) string {
	for k < len(m.items)-1 && (m.items[k].class&(cWith|cOf|cIn) != 0 || m.items[k].class&cQuantity != 0 && m.items[k+1].class&cIn != 0 || m.wordAt(k, "using") || m.wordAt(k, "that") || m.wordAt(k, "those")) {
		k++
	}
	lo := k
	parts := int(m.items[f.at].parts)
	for k < len(m.items)-1 && k < lo+12 && (parts > 2 && m.items[k].class&cComma != 0 || m.items[k].class&baselineStops == 0 && (m.items[k].class&cPreposition == 0 || m.items[k].class&cOf != 0) || m.items[k].class&cTraining != 0 || m.items[k].hyphen || m.items[k+1].hyphen) {
		if m.items[k].class&(cAnd|cComma) != 0 {
			if parts > 1 {
				if part == 0 {
					break
				}
				part--
				for m.items[k].class&(cAnd|cComma) != 0 {
					k++
				}
				lo = k
				continue
			}
			if !isNoun(m.items[k+1].class) || m.items[k+1].class == 0 {
				break
			}
		}
		k++
	}
	if k > lo && m.wordAt(k-1, "respectively") {
		k--
	}
	if k <= lo {
		return ""
	}
	return m.text[m.items[lo].start:m.items[k-1].end]
}

// context finds hardware, model or data: a name after "on" or "for" ("on a single A100"), or before the comma of
// a sentence that begins with it.
func (m *Miner) context(f match, end int) string {
	for k := f.at + 1; k < len(m.items)-1 && k < end+14; k++ {
		cl := m.items[k].class
		if cl&(cBreak|cClause) != 0 || k > end && cl&cQuantity != 0 {
			break
		}
		if m.wordAt(k, "on") || m.wordAt(k, "for") {
			if s := m.name(k + 1); s != "" {
				return s
			}
		}
	}
	if m.wordAt(0, "on") || m.wordAt(0, "for") && !m.wordAt(1, "example") && !m.wordAt(1, "instance") {
		return m.name(1)
	}
	return ""
}

// name returns the noun phrase at item k if it holds a name: a capital letter or a word with a digit.
func (m *Miner) name(k int) string {
	lo, named := k, false
	for k < len(m.items)-1 && k < lo+8 && isNoun(m.items[k].class) {
		s := m.text[m.items[k].start:m.items[k].end]
		named = named || s[0] >= 'A' && s[0] <= 'Z' && m.items[k].kind == tokWord
		k++
	}
	if !named || m.items[lo].kind == tokNumber {
		return ""
	}
	return m.text[m.items[lo].start:m.items[k-1].end]
}
