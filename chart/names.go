package chart

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// words splits a column name: "median_factor", "medianFactor" and "median(factor)" are all median, factor.
func words(name string) []string {
	var out []string
	start, prevLower := -1, false
	for i, r := range name {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || r == '×'
		if start >= 0 && (!letter || prevLower && unicode.IsUpper(r)) {
			out, start = append(out, strings.ToLower(name[start:i])), -1
		}
		if letter && start < 0 {
			start = i
		}
		prevLower = unicode.IsLower(r)
	}
	if start >= 0 {
		out = append(out, strings.ToLower(name[start:]))
	}
	return out
}

func hasWord(name string, wanted ...string) bool {
	for _, w := range words(name) {
		for _, a := range wanted {
			if w == a {
				return true
			}
		}
	}
	return false
}

// unitWords are the last words of a column name that say its unit.
var unitWords = map[string]string{
	"pct": "%", "percent": "%", "percentage": "%", "%": "%",
	"x": "×", "×": "×", "ns": "ns", "us": "µs", "ms": "ms", "s": "s", "sec": "s", "secs": "s", "seconds": "s",
	"kb": "kB", "mb": "MB", "gb": "GB", "tb": "TB", "usd": "USD", "hours": "hours", "minutes": "minutes",
}

// isRatio: the name says an improvement ratio, which belongs on a log axis (2× and 1/2× are the same step) and reads "2×".
func isRatio(name string) bool { return hasWord(name, "factor", "factors", "speedup", "speedups") }

// isDerived: the name says a figure that must not be summed, and that outranks plain counts as the thing to show.
func isDerived(name string) bool {
	return unitOf(name) != "" || hasWord(name, "ratio", "share", "rate", "fraction", "median", "mean", "avg", "average", "quantile", "score")
}

// unitOf gives the unit that a column name ends in, "" when none.
func unitOf(name string) string {
	w := words(name)
	if len(w) > 1 || len(w) == 1 && len(w[0]) > 2 {
		if u := unitWords[w[len(w)-1]]; u != "" {
			return u
		}
	}
	if isRatio(name) {
		return "×"
	}
	return ""
}

// spelled are words with a spelling of their own.
var spelled = map[string]string{
	"id": "ID", "url": "URL", "doi": "DOI", "gpu": "GPU", "cpu": "CPU", "flops": "FLOPs", "llm": "LLM", "arxiv": "arXiv",
	"github": "GitHub", "repo": "repository", "kv": "KV", "n": "number", "avg": "average", "cnt": "count", "num": "number of",
}

// human makes a title of a column name: "median_factor" → "Median factor", "count_star()" → "Count".
func human(name string) string {
	w := words(name)
	if n := len(w); n > 1 && unitWords[w[n-1]] != "" {
		w = w[:n-1]
	}
	if len(w) == 2 && w[0] == "count" && w[1] == "star" {
		w = w[:1]
	}
	if len(w) > 1 && w[0] == "n" { // n_papers
		w = w[1:]
	}
	if len(w) == 0 {
		return name
	}
	s := make([]string, len(w))
	for i := range w {
		if s[i] = spelled[w[i]]; s[i] == "" {
			s[i] = w[i]
		}
	}
	return capital(strings.Join(s, " "))
}

func capital(s string) string {
	for _, w := range spelled {
		if strings.HasPrefix(s, w) && w != strings.ToLower(w) { // arXiv, GPU
			return s
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lower makes a title fit inside a sentence.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	first, _, _ := strings.Cut(s, " ")
	if n == 0 || strings.ToLower(first[n:]) != first[n:] { // GPU memory
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return formatNumber(float64(n)) + " " + many
}

// formatNumber gives v for reading: four figures or all whole ones, thousands separated.
func formatNumber(v float64) string {
	a := math.Abs(v)
	switch {
	case v == math.Trunc(v) && a < 1e15:
		return thousands(strconv.FormatFloat(v, 'f', 0, 64))
	case a >= 1e15 || a < 1e-4:
		return minus(strconv.FormatFloat(v, 'g', 3, 64))
	case a >= 1000:
		return thousands(strconv.FormatFloat(v, 'f', 0, 64))
	}
	dec := 3 - int(math.Floor(math.Log10(a)))
	return thousands(trimZeros(strconv.FormatFloat(v, 'f', max(0, min(dec, 6)), 64)))
}

// formatShort is formatNumber in three figures, for labels beside marks.
func formatShort(v float64) string {
	if a := math.Abs(v); a != 0 && a < 1000 && a >= 1e-4 {
		v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	}
	return formatNumber(v)
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// thousands puts separators into a plain decimal number and gives it a true minus sign.
func thousands(s string) string {
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, frac, dot := strings.Cut(s, ".")
	var b strings.Builder
	if neg && strings.Trim(s, "0.") != "" {
		b.WriteString("−")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if dot {
		b.WriteString("." + frac)
	}
	return b.String()
}

func minus(s string) string { return strings.ReplaceAll(s, "-", "−") }

// withUnit appends a unit as it is written behind a number.
func withUnit(number, unit string) string {
	switch unit {
	case "":
		return number
	case "%", "×":
		return number + unit
	}
	return number + " " + unit
}

// axisTitle names the axis with its unit, unless the ticks carry the unit themselves.
func axisTitle(title, unit string) string {
	if unit == "" || tickUnit(unit) != "" {
		return title
	}
	return title + " (" + unit + ")"
}

// tickUnit is the part of the unit that stands at every tick.
func tickUnit(unit string) string {
	if unit == "%" || unit == "×" {
		return unit
	}
	return ""
}

// timeLabel gives a moment as short as it can be told: "Mar 2025" for the first of a month.
func timeLabel(sec float64) string {
	t := toTime(sec)
	switch {
	case t.Hour()+t.Minute()+t.Second() != 0:
		return t.Format("2 Jan 2006 15:04")
	case t.Day() != 1:
		return t.Format("2 Jan 2006")
	}
	return t.Format("Jan 2006")
}

func toTime(sec float64) time.Time {
	whole := math.Floor(sec)
	return time.Unix(int64(whole), int64((sec-whole)*1e9)).UTC()
}
