package extract

import (
	"path"
	"strconv"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// A Day is a day of the calendar that may be unknown.
type Day struct {
	Days  int32 // since 1970-01-01
	Known bool
}

func (d Day) append(b *array.Date32Builder) {
	if !d.Known {
		b.AppendNull()
		return
	}
	b.Append(arrow.Date32(d.Days))
}

// DayOf returns the day of t.
func DayOf(t time.Time) Day { return Day{int32(arrow.Date32FromTime(t)), true} }

// The date spellings of the sources: ISO 8601 by its first ten characters, RFC 822 in feeds and version lists.
var dayLayouts = []string{
	time.RFC1123, time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006", "Jan 2, 2006", "2006/01/02",
}

// ParseDay reads a day in any of the sources' spellings; a month stands for its first day. Anything else is
// unknown.
func ParseDay(s string) Day {
	for _, layout := range [...]string{"2006-01-02", "2006-01"} {
		if len(s) >= len(layout) && (len(s) == len(layout) || !isDigit(s[len(layout)])) {
			if t, err := time.Parse(layout, s[:len(layout)]); err == nil {
				return DayOf(t)
			}
		}
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return DayOf(t)
		}
	}
	return Day{}
}

// DayOfName reads the day of a listing from its file's name: 2025-03.jsonl.gz, cs.LG-2025-03-14.xml,
// daily_papers_20250314.json. A month stands for its first day.
func DayOfName(name string) Day {
	base := path.Base(name)
	for i := range len(base) {
		if i > 0 && isDigit(base[i-1]) || !isDigit(base[i]) {
			continue
		}
		for _, layout := range [...]string{"2006-01-02", "20060102", "2006-01"} {
			end := i + len(layout)
			if len(base) < end || len(base) > end && isDigit(base[end]) {
				continue
			}
			if year, _ := strconv.Atoi(base[i : i+4]); year < 1990 || year > 2100 {
				continue
			}
			if t, err := time.Parse(layout, base[i:end]); err == nil {
				return DayOf(t)
			}
		}
	}
	return Day{}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
