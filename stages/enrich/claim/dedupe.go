package claim

// Repetition: what the title and the abstract both state, and what a sentence states twice, is one claim.

// maxCompared bounds the claims that one claim is compared with for repetition.
const maxCompared = 256

// dedupe drops a claim of the title that the abstract states too, and a figure that a sentence repeats.
func dedupe(claims []Claim, first, own int) []Claim {
	out := claims[:first]
	for i := first; i < len(claims); i++ {
		c := &claims[i]
		drop := false
		if i < own {
			for j := own; j < min(len(claims), own+maxCompared) && !drop; j++ {
				drop = same(c, &claims[j])
			}
		}
		for j := len(out) - 1; j >= max(first, len(out)-maxCompared) && !drop && out[j].Field == c.Field && out[j].Sentence == c.Sentence; j-- {
			if drop = same(c, &out[j]) && out[j].Qualifier == c.Qualifier; drop || !restates(c, &out[j]) {
				continue
			}
			if drop = told[c.Rule] == pairing; !drop {
				out = append(out[:j], out[j+1:]...)
			}
		}
		if !drop {
			out = append(out, *c)
		}
	}
	return out
}

// restates: one of the claims gives before and after of what the other gives as a ratio: "cuts latency by 75%, from 12 s to 3 s".
func restates(a, b *Claim) bool {
	if (told[a.Rule] == pairing) == (told[b.Rule] == pairing) || a.Metric != b.Metric || a.FactorHigh != 0 || b.FactorHigh != 0 {
		return false
	}
	ratio := a.Factor / b.Factor
	return ratio > 0.98 && ratio < 1.02
}

func same(a, b *Claim) bool {
	return a.Metric == b.Metric && a.Value == b.Value && a.ValueHigh == b.ValueHigh && a.Unit == b.Unit && a.Direction == b.Direction
}
