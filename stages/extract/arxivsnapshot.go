package extract

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paperlake/paperlake/stages/normalize/identity"
)

// ArxivSnapshot is the metadata snapshot of arXiv: JSON lines with all versions of a paper and its authors' names
// in parts.
var ArxivSnapshot = jsonFormat{
	name:   "arxiv-snapshot",
	doc:    "arXiv metadata snapshot (JSON lines with versions, authors_parsed, journal-ref)",
	shapes: []string{"lines", "*", ""},
	is: func(s sketch) bool {
		return s.has("id", "title") && (s.begins("authors_parsed", "[") || s.begins("versions", "[") && s.any("update_date", "journal-ref", "submitter"))
	},
	paper: &mapping{
		fields: fields{
			"id":             into(theID),
			"title":          into(theTitle),
			"abstract":       into(theAbstract),
			"comments":       maybe(theComment),
			"doi":            maybe(theDOI),
			"journal-ref":    maybe(theVenue),
			"categories":     subjects,
			"authors":        apart("authors"),
			"authors_parsed": each(parsedAuthor),
			"versions":       each(arxivVersion),
			"update_date":    apart("update_date"),
		},
		finish: finishSnapshot,
	},
}.format()

// parsedAuthor reads [last, first, suffix] or, with a fourth element, the affiliation too.
func parsedAuthor(d *paperDecoder) error {
	var parts [4]string
	n := 0
	err := each(func(d *paperDecoder) error {
		s, err := d.leaf()
		if n < len(parts) {
			parts[n] = s
		}
		n++
		return err
	})(d)
	if name := joinName(parts[1], parts[0], parts[2]); name != "" {
		d.record.Authors = append(d.record.Authors, name)
	}
	return err
}

// arxivVersion reads {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"}.
func arxivVersion(d *paperDecoder) error {
	var version, created string
	if d.scan.peek() != '{' {
		return d.scan.skip()
	}
	err := d.scan.object(func(key string) (err error) {
		switch key {
		case "version":
			version, err = d.lenient()
		case "created":
			created, err = d.lenient()
		default:
			err = d.scan.skip()
		}
		return err
	})
	n, _ := strconv.ParseInt(strings.TrimPrefix(version, "v"), 10, 32)
	day := mailDay(created)
	if n == 1 {
		d.setDate(isoDay(day), 2)
	}
	if int32(n) > d.record.Version {
		d.record.Version, d.record.Updated = int32(n), day
	}
	return err
}

func finishSnapshot(d *paperDecoder) (string, error) {
	r := &d.record
	if len(r.Authors) == 0 {
		r.Authors = appendNames(r.Authors, d.aside["authors"])
	}
	if !r.Updated.Known {
		r.Updated = ParseDay(d.aside["update_date"])
	}
	checkArxivID(d)
	return "", nil
}

// checkArxivID reports an id that is none, as ids are that went through a spreadsheet or a float. It is kept as
// it stands: what it was can be proposed, not known.
func checkArxivID(d *paperDecoder) {
	id := d.record.ID
	if _, _, ok := identity.ArxivID(id); ok {
		return
	}
	if proposal, reason, ok := identity.RepairArxivID(id); ok {
		d.warn("suspect_id", fmt.Sprintf("%q is no arXiv id; %s may be meant: %s", id, proposal, reason))
		return
	}
	d.warn("suspect_id", fmt.Sprintf("%q is no arXiv id", id))
}

// appendNames cuts "A, B and C" into names. What stands in parentheses is an affiliation and holds commas too.
func appendNames(to []string, s string) []string {
	var names strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			depth = max(depth-1, 0)
		default:
			if depth == 0 {
				names.WriteRune(r)
			}
		}
	}
	plain := strings.Join(strings.Fields(names.String()), " ")
	for part := range strings.SplitSeq(strings.ReplaceAll(plain, " and ", ", "), ",") {
		if part = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "and ")); part != "" {
			to = append(to, part)
		}
	}
	return to
}

// mailDay reads the day of an RFC 822 date by hand where it is written as arXiv writes it: two and a half million
// records have one for each version, and time.Parse costs more than all the rest of a record.
func mailDay(s string) Day {
	_, rest, found := strings.Cut(s, ", ")
	dayText, rest, ok := strings.Cut(rest, " ")
	if day, err := strconv.Atoi(dayText); found && ok && err == nil && len(rest) >= len("Jan 2006") && rest[3] == ' ' {
		month := strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", rest[:3])
		year, err := strconv.Atoi(rest[4:8])
		if err == nil && month >= 0 && month%3 == 0 && day >= 1 && day <= 31 {
			return dayOfDate(year, month/3+1, day)
		}
	}
	return ParseDay(s)
}
