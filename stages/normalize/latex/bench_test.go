package latex

import (
	"strings"
	"testing"
)

const (
	plainText = "We present a scheduler for language model serving that reorders requests by their expected length. " +
		"On four public traces it cuts the median waiting time by 38% and raises throughput from 1,200 to 2,900 tokens per second, " +
		"a gain of 2.4x over first-come first-served, without any change to the model (see Table 2). "
	wrappedText = "We present a scheduler for language model serving that reorders requests\nby their expected length. " +
		"On four public traces it cuts the median waiting\ntime by 38 percent and raises throughput from 1,200 to 2,900 tokens per\nsecond, " +
		"a gain of 2.4x over first-come first-served, without any change to\nthe model (see Table 2). "
	markedText = "We present \\textbf{Sched}, a scheduler for language model serving that\nreorders requests by their expected length~\\cite{a1}. " +
		"It cuts the median waiting\ntime by 38\\% and raises throughput by $2.4\\times$ over first-come\nfirst-served, " +
		"in $\\mathcal{O}(n \\log n)$ time. Code: \\url{https://example.org/a\\_b}. "
)

func BenchmarkClean(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"plain", plainText}, {"wrapped", wrappedText}, {"marked", markedText},
	} {
		text := strings.TrimSpace(strings.Repeat(c.text, 4))
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				dst = Append(dst[:0], text)
			}
		})
	}
	text := strings.TrimSpace(strings.Repeat(plainText, 4))
	b.Run("dirty", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if Dirty(text) {
				b.Fatal("plain text is dirty")
			}
		}
	})
}
