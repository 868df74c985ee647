package claim

import "strings"

// Objects: what it is that a verb or noun of change is said of, where the noun phrase beside the figure does not tell.

// compression: the size is told by a word of compression alone.
func (m *Miner) compression(f match, ref metricRef) bool {
	k := ref.item
	if k < 0 {
		k = f.cue
	}
	return k >= 0 && m.wordStarts(k, "compress")
}

// ofCache: what is compressed is the KV cache, by the title or the sentence before item at.
func (m *Miner) ofCache(at int) bool {
	if strings.Contains(m.title, "KV") {
		return true
	}
	for k := range at {
		if it := &m.items[k]; it.class&cMetric != 0 && m.lex.entries[it.entry].metric == mMemory && (m.wordStarts(k, "kv") || m.wordStarts(k, "key")) {
			return true
		}
	}
	return false
}

// ofText: what is compressed is the text that a model reads or writes, by the words before the noun of compression or by the title:
// "79% text compression", "Prompt Compression by ...".
func (m *Miner) ofText(f match) bool {
	for k := f.cue - 1; k >= 0 && k > f.cue-4 && k != f.at; k-- {
		if m.wordAt(k, "text") || m.wordAt(k, "prompt") || m.wordAt(k, "context") || m.wordAt(k, "token") {
			return true
		}
	}
	for _, w := range [...]string{"Prompt Compression", "Context Compression", "Token Compression", "prompt compression", "context compression"} {
		if strings.Contains(m.title, w) {
			return true
		}
	}
	return false
}

// energyBefore: the plain efficiency at hand is told of energy, which the sentence has spoken of before item at.
func (m *Miner) energyBefore(ref metricRef, at int) bool {
	if ref.item < 0 || m.items[ref.item].class&cEfficiency == 0 {
		return false
	}
	for k := range at {
		if it := &m.items[k]; it.class&(cMetric|cRate) == cMetric && m.lex.entries[it.entry].metric == mEnergy && !m.wordAt(k, "power") {
			return true
		}
	}
	return false
}

func (m *Miner) wordHas(k int, part string) bool {
	return k >= 0 && strings.Contains(m.text[m.items[k].start:m.items[k].end], part)
}

func (m *Miner) wordStarts(k int, w string) bool {
	s := m.text[m.items[k].start:m.items[k].end]
	return len(s) >= len(w) && equalFold(s[:len(w)], w)
}

// parametersBefore: the sentence has told parameters before item at.
func (m *Miner) parametersBefore(at int) bool {
	for k := range at {
		if it := &m.items[k]; it.class&cMetric != 0 && m.lex.entries[it.entry].metric == mParameters {
			return true
		}
	}
	return false
}

func (m *Miner) wordEnds(k int, tail string) bool {
	return strings.HasSuffix(m.text[m.items[k].start:m.items[k].end], tail)
}

// secondObject adds the second of two objects of a verb whose first has something behind it: "cuts the memory of the cache and
// the latency by 2x". Where the first has an absolute figure of its own, "by 5 GB", it takes its place.
func (m *Miner) secondObject(f *match) {
	absolute := false
	for k := f.metrics[0].item + 1; k < f.at; k++ {
		if c := m.items[k].class; c&(cComma|cBreak|cVerb|cClause|cQuality) != 0 && c&cPreposition == 0 || m.wordAt(k, "between") {
			return
		}
		if m.items[k].class&cAnd == 0 {
			absolute = absolute || m.items[k].class&cBy != 0 && m.items[k+1].kind == tokNumber
			continue
		}
		m.subjectOnly = false
		if ref, next, ok := m.noun(k+1, 0); ok && ref.item == next-1 && next == f.at-1 && m.items[next].class&cBy != 0 {
			f.metrics[1], f.nmetrics = ref, 2
			if absolute {
				f.metrics[0], f.nmetrics = ref, 1
			}
		}
		return
	}
}

// ofMachine: the performance at item k is that of programs on machines, for the sentence speaks of them or tells their energy beside
// it, or the whole paper does.
func (m *Miner) ofMachine(k int) bool {
	if k < 0 || !m.wordAt(k, "performance") || k > 0 && m.items[k-1].class&cQuality != 0 {
		return false
	}
	for i := range min(len(m.items), 100) {
		if m.items[i].kind == tokWord && m.oneOf(i, machineWords[:]) {
			return true
		}
	}
	return m.besideEnergy(k) || m.onPrograms()
}

var machineWords = [...]string{"compiler", "compilers", "cpu", "cpus", "gpu-only", "fpga", "fpgas", "hardware", "accelerator", "accelerators", "processor", "processors", "kernels", "scheduler", "schedulers",
	"database", "databases", "dbms", "ssd", "ssds", "storage", "cublas", "tvm", "scalar", "multicore", "multi-core", "simd", "i/o", "filesystem", "programs", "linux"}

// countsParameters: the size at hand is told in parameters, "a smaller model size (110M vs. 440M)", or is that of a network by its name,
// "compresses ResNet-50 by 4x".
func (m *Miner) countsParameters(f match, r *Rule) bool {
	switch q := &m.quantities[m.items[f.at].quantity]; r.ID {
	case "cut-m-versus":
		return q.unit == mParameters || q.bare && (m.text[q.end-1] == 'M' || m.text[q.end-1] == 'B')
	case "compress-x-q", "compress-x-by-q":
		k := f.cue + 1
		for k < f.at && m.items[k].class&cDeterminer != 0 {
			k++
		}
		return k < f.at && m.networkName(k)
	case "compress-and-x-by-q":
		k := f.at - 1
		for k > f.cue && m.items[k].class&(cBy|cAdverb) != 0 {
			k--
		}
		return m.networkName(k)
	}
	return false
}

// compressedToo: the verb of compression reaches the figure over asides and what else was compressed: no other verb stands between.
func (m *Miner) compressedToo(f match) bool {
	for k := f.cue + 1; k < f.at; k++ {
		if c := m.items[k].class; c&(cQuality|cClause|cRival) != 0 || c&cVerbForm != 0 && c&(cPreposition|cNounForm) == 0 {
			return false
		}
	}
	return m.networkName(f.at-1) || m.items[f.at-1].class&cBy != 0
}

// networkName: item k is the name of a network or is made of one: "ResNet", "MobileNet", "DistilBERT", "ViT".
func (m *Miner) networkName(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	for _, part := range [...]string{"Net", "NET", "NeXt", "GAN", "former", "BERT", "GPT", "ViT", "LLaMA", "Llama", "Qwen", "Mixer", "CNN", "LSTM", "Inception", "VGG"} {
		if strings.Contains(w, part) && m.capital(&m.items[k]) {
			return true
		}
	}
	return false
}

// compressionRatio: the metric is a ratio of compression, and not one that something is done at.
func (m *Miner) compressionRatio(f match) bool {
	at := f.metrics[0].item
	if w := m.text[m.items[at].start:m.items[at].end]; !f.metrics[0].rate || !strings.Contains(strings.ToLower(w), "compression ") {
		return false
	}
	for k := f.first - 1; k >= 0 && k > f.first-4; k-- {
		if m.items[k].class&(cClause|cWith|cIn) != 0 || m.wordAt(k, "at") || m.wordAt(k, "under") || m.wordAt(k, "for") || m.wordAt(k, "as") {
			return false
		}
	}
	return true
}
