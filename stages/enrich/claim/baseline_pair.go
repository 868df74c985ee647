package claim

// Whose the other value is: "compared to 66% for Orca", "8B in larger agents", "97% of Orca's accuracy", "25% of the memory and 10%
// of the time of rival systems".

// secondOf returns whose the value behind the comparison at item k is: "compared with 100 s for older solvers".
func (m *Miner) secondOf(k, part int, f match) string {
	i := k + 1
	if m.items[i].class&(cOnly|cHedge|cDeterminer) != 0 {
		i++
	}
	if m.items[i].kind != tokNumber && m.items[i].class&cQuantity == 0 {
		return ""
	}
	return m.holder(i+1, part, f)
}

// holder returns whose the value that ends before item i is: "for older solvers", "s used by Orca", "points in Orca".
func (m *Miner) holder(i, part int, f match) string {
	for end := i + 3; i < end && i < len(m.items)-2 && (m.items[i].class&(cUnit|cScale|cPercent) != 0 || m.items[i].class == 0 || (isNoun(m.items[i].class) || m.items[i].class&(cDown|cUp) != 0 && m.items[i].class&cNounForm != 0) && !m.taking(i)); {
		i++
	}
	strict := true
	switch {
	case m.taking(i) && (m.wordAt(i+1, "by") || m.wordAt(i+1, "for") || m.wordAt(i+1, "in")):
		i++
		strict = false
	case m.wordAt(i, "for"), m.wordAt(i, "by"), m.wordAt(i, "using"), m.items[i].class&cOf != 0:
		strict = false
	case m.items[i].class&(cIn|cWith) != 0:
	default:
		return ""
	}
	next := i + 1
	if m.items[next].class&cQuantity != 0 || m.items[next].kind == tokNumber || m.items[next].class&(cTraining|cInference) != 0 && !isNoun(m.items[next+1].class) {
		return ""
	}
	if strict && !m.another(next) && !m.capital(&m.items[next]) {
		return ""
	}
	return m.phraseFrom(next, part, f)
}

// taking: the participle at item i tells that the value before it is what somebody takes.
func (m *Miner) taking(i int) bool {
	for _, w := range [...]string{"used", "required", "needed", "achieved", "obtained", "taken", "reported", "consumed"} {
		if m.wordAt(i, w) {
			return true
		}
	}
	return false
}

// contrasts: the item sets one value against another: "compared to", "versus", "as opposed to", "in contrast to".
func (m *Miner) contrasts(k int) bool {
	if m.items[k].class&cThan == 0 {
		return false
	}
	return m.comparing(k) || m.wordAt(k, "versus") || m.wordAt(k, "vs") || m.wordAt(k, "as opposed to") || m.wordAt(k, "in contrast to")
}

// shareOf returns what the share before item end+1 is a share of, and whether that settles the baseline: "20% of the compute of its
// teacher", "80% of the original", "6.5% of Orca's memory".
func (m *Miner) shareOf(part int, f match, ref metricRef, end int) (string, bool) {
	k := end + 1
	if k+2 < len(m.items) && m.items[k].class == cWord && m.items[k+1].class&cOf != 0 { // "half the memory consumption of A"
		k++
	}
	if m.items[k].class&cOpen != 0 && m.shut(k) > 0 && m.items[m.shut(k)+1].class&cOf != 0 { // "one-fifth (or less) of A"
		k = m.shut(k) + 1
	}
	if m.wordIn(k, "per") && k+2 < len(m.items) { // "5% of the tokens per frame required by A"
		k++
	}
	if j := m.behindMetrics(k-1, min(k+6, len(m.items)-1)); j > k+2 { // "10% of the parameters and the time of A"
		return m.phraseFrom(j, part, f), true
	}
	if (m.items[k].class&cDeterminer != 0 || m.wordHas(ref.item, " to train")) && m.another(k) { // "half the original decoder"
		return m.phraseFrom(k, part, f), true
	}
	if m.items[k].class&cOf == 0 && k+1 < len(m.items) && (m.wordAt(k, "required") || m.wordAt(k, "needed") || m.wordAt(k, "used")) {
		k++
		if m.items[k].class&cTo != 0 && k+3 < len(m.items) && m.another(k+2) { // "used to train the original model"
			return m.phraseFrom(k+2, part, f), true
		}
	}
	if k < len(m.items) && (m.items[k].class&(cOf|cBy|cAs) != 0 || m.wordAt(k, "for") && k > end+1) {
		return m.phraseFrom(k+1, part, f), true
	}
	s := m.owner(f.at+1, ref.item)
	if s == "" {
		s = m.sharedOwner(k, part, f)
	}
	return s, s != ""
}

// sharedOwner returns whose the shares are of which a list from item k on names more: "(25% of the parameters,) 33% of the memory and
// 10% of the time of rival systems".
func (m *Miner) sharedOwner(k, part int, f match) string {
	for n := 0; n < 4; n++ {
		for joined := false; ; k++ {
			if m.items[k].class&(cComma|cAnd) == 0 {
				if !joined {
					return ""
				}
				break
			}
			joined = true
		}
		if m.items[k].class&cQuantity == 0 {
			return ""
		}
		if k++; m.items[k].class&cOf != 0 {
			k++
		}
		lo := k
		for k < lo+6 && (isNoun(m.items[k].class) || m.items[k].class&cDeterminer != 0) {
			k++
		}
		if k == lo || k >= len(m.items)-2 {
			return ""
		}
		taken := m.taking(k)
		if taken {
			k++
		}
		if m.items[k].class&(cOf|cAs|cBy) != 0 || taken && m.wordAt(k, "for") {
			return m.phraseFrom(k+1, part, f)
		}
	}
	return ""
}

// ofQuality returns whose quality a share is of that ends before the "of" at item k: "97% of Orca's accuracy", "98% of its dense
// counterpart", "within 2% of teacher accuracy".
func (m *Miner) ofQuality(k, part int, f match) string {
	lo := k + 1
	if m.wordAt(lo, "that") && m.items[lo+1].class&cWith != 0 && m.another(lo+2) { // "95% of that with full supervision"
		return m.rivalFrom(lo+2, part, f)
	}
	for i := lo; i < lo+7 && i < len(m.items)-1 && (isNoun(m.items[i].class) || m.items[i].class&cDeterminer != 0); i++ {
		switch {
		case i > lo && m.possessive(i):
			return m.possessed(lo)
		case i > lo && (m.wordAt(i, "counterpart") || m.wordAt(i, "counterparts") || m.wordAt(i, "baseline") && m.items[i+1].class&cQuality == 0 && !isNoun(m.items[i+1].class)):
			return m.phraseFrom(lo, part, f)
		case m.items[i].class&cQuality != 0:
			if last := m.text[m.items[i-1].start:m.items[i-1].end]; i > lo+1 && (m.items[i-1].class&cModel != 0 || m.another(lo) && !former[last] && !m.wordAt(lo, "original") && !m.wordAt(lo+1, "original")) || i > lo && last == "baseline" {
				return m.phraseText(lo, i)
			}
			return ""
		}
	}
	return ""
}

// possessed returns the owner of a quality or metric at item lo: "Orca" of "Orca's accuracy", but nothing of "Orca's decoder".
func (m *Miner) possessed(lo int) string {
	if m.wordAt(lo, "our") {
		return ""
	}
	for i := lo + 1; i < lo+7 && i < len(m.items)-1 && isNoun(m.items[i].class); i++ {
		if !m.possessive(i) {
			continue
		}
		if m.wordAt(lo, "the") && i == lo+2 && m.items[lo+1].class&cModel != 0 {
			return ""
		}
		for j := i + 1; j < i+6 && (isNoun(m.items[j].class) || m.items[j].class&cAnd != 0); j++ {
			if m.items[j].class&(cQuality|cMetric) != 0 {
				return m.phraseText(lo, i)
			}
		}
		break
	}
	return ""
}
