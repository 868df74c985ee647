package main

import (
	"fmt"
	"slices"
)

// A spread is a median with the least and the greatest value.
type spread struct{ median, least, most float64 }

func spreadOf(values []float64) spread {
	if len(values) == 0 {
		return spread{}
	}
	v := slices.Sorted(slices.Values(values))
	mid := v[len(v)/2]
	if len(v)%2 == 0 {
		mid = (v[len(v)/2-1] + v[len(v)/2]) / 2
	}
	return spread{mid, v[0], v[len(v)-1]}
}

func (s spread) text(format string) string {
	one := fmt.Sprintf(format, s.median)
	if s.least == s.most {
		return one
	}
	return fmt.Sprintf("%s ("+format+"–"+format+")", one, s.least, s.most)
}

// of returns the runs of a contestant in a case, by round.
func (b *bench) of(kase, contestant string) []result {
	var list []result
	for _, r := range b.results {
		if r.kase.name == kase && r.contestant == contestant {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(x, y result) int { return x.round - y.round })
	return list
}

// each collects a figure of the runs.
func each(runs []result, figure func(result) float64) []float64 {
	values := make([]float64, len(runs))
	for i, r := range runs {
		values[i] = figure(r)
	}
	return values
}

func rate(r result) float64 { return float64(r.plain) / 1e6 / r.wall }
func cpu(r result) float64  { return r.cpu }
func mib(r result) float64  { return float64(r.rss) / (1 << 20) }

// ratios are paperlake's rate over the peer's, round by round.
func (b *bench) ratios(kase, peer string) []float64 {
	ours, theirs := b.of(kase, paperlake), b.of(kase, peer)
	var list []float64
	for i := range min(len(ours), len(theirs)) {
		list = append(list, rate(ours[i])/rate(theirs[i]))
	}
	return list
}
