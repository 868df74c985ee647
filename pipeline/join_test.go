package pipeline_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/paperlake/paperlake/schemas"
)

// null is how table shows one.
const null = "(null)"

// listed is a record as the JSON formats name its fields.
type listed struct {
	ID       string   `json:"id,omitempty"`
	DOI      string   `json:"doi,omitempty"`
	URL      string   `json:"url,omitempty"`
	Title    string   `json:"title"`
	Authors  []string `json:"authors"`
	Abstract string   `json:"abstract"`
	Venue    string   `json:"venue,omitempty"`
}

func (l listed) line() []byte {
	b, err := json.Marshal(l)
	if err != nil {
		panic(err)
	}
	return b
}

// entangled makes records that share few titles, authors and ids in every combination, so that nearly all of them
// are joined to something, over chains of ids and with rivals for each place.
func entangled(random *rand.Rand, n int) (records [][]byte) {
	one := func(of ...string) string { return of[random.IntN(len(of))] }
	for range n {
		l := listed{
			Title:    "Kettles and their " + one("steam", "lids", "water", "spouts", "handles") + " in boiling studies",
			Authors:  []string{one("Ada Alm", "Bo Berg", "Cleo Carr"), one("Alm, A.", "Dee Dorn", "Eve Ek")},
			Abstract: one("", "We cut training time by "+one("10%", "20%", "30%")+"."),
			Venue:    one("", "", "Tea Days", "Boil"),
			DOI:      one("", "", "10.1000/a", "10.1000/b", "10.2000/c", "10.48550/arXiv.2503.80001"),
		}
		switch random.IntN(4) {
		case 0:
			l.ID = one("2503.80001", "2503.80002v2", "2503.80003")
		case 1, 2:
			l.URL = "https://openreview.net/forum?id=" + one("kEttle0001", "kEttle0002", "kEttle0003")
		}
		records = append(records, l.line())
	}
	return records
}

// What joins a record to an arXiv paper, and what does not.
func TestJoin(t *testing.T) {
	const title = "Kettles and their lids in boiling studies"
	preprint := listed{ID: "2503.80001", Title: title, Authors: []string{"Ada Alm", "Bo Berg"}}
	for name, c := range map[string]struct {
		records []listed
		papers  map[string]string // paper_id to joined, venue and doi
	}{
		"title and an author": {
			[]listed{{Title: "Kettles and Their Lids, in Boiling Studies", Authors: []string{"Berg, B."}, Venue: "Tea"}},
			map[string]string{"arxiv:2503.80001": "title and authors Tea -"},
		},
		"other authors": {
			[]listed{{DOI: "10.1000/a", Title: title, Authors: []string{"Cleo Carr"}, Venue: "Tea"}},
			map[string]string{"arxiv:2503.80001": "- - -", "doi:10.1000/a": "- Tea 10.1000/a"},
		},
		"another arXiv id": {
			[]listed{{ID: "2503.80002", Title: title, Authors: preprint.Authors}},
			map[string]string{"arxiv:2503.80001": "- - -", "arxiv:2503.80002": "- - -"},
		},
		"a record between two arXiv ids goes to the first": {
			[]listed{{ID: "2503.80000", Title: title, Authors: preprint.Authors}, {Title: title, Authors: preprint.Authors, Venue: "Tea"}},
			map[string]string{"arxiv:2503.80000": "title and authors Tea -", "arxiv:2503.80001": "- - -"},
		},
		"DOI in both": {
			[]listed{{ID: "2503.80001", DOI: "10.1000/a", Title: title}, {DOI: "10.1000/a", Title: "Kettles", Venue: "Tea"}},
			map[string]string{"arxiv:2503.80001": "doi Tea 10.1000/a"},
		},
		"OpenReview id in both": {
			[]listed{{ID: "2503.80001", URL: "https://openreview.net/forum?id=kEttle0001", Title: title}, {URL: "https://openreview.net/forum?id=kEttle0001", Title: "Kettles", Venue: "Tea"}},
			map[string]string{"arxiv:2503.80001": "openreview_id Tea -"},
		},
		"over a third record": {
			[]listed{{DOI: "10.1000/a", Title: title, Authors: preprint.Authors}, {DOI: "10.1000/a", URL: "https://openreview.net/forum?id=kEttle0001", Title: "Kettles"}, {URL: "https://openreview.net/forum?id=kEttle0001", Title: "Kettles II", Venue: "Tea"}},
			map[string]string{"arxiv:2503.80001": "openreview_id; title and authors Tea 10.1000/a"},
		},
		"the arXiv id in another format": {
			nil,
			map[string]string{"arxiv:2503.80001": "arxiv_id Tea -"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			later := []byte(`[{"id": "2503.80001", "title": "Kettles", "author": "Ada Alm", "abstract": "", "venue": "Tea"}]`)
			if c.records != nil {
				var lines [][]byte
				for _, r := range c.records {
					lines = append(lines, r.line())
				}
				later = bytes.Join(lines, []byte("\n"))
			}
			write(t, map[string][]byte{"a.json": later, "b.json": preprint.line()})
			for lake, names := range map[string][][]string{"once": {{"a.json", "b.json"}}, "preprintFirst": {{"b.json"}, {"a.json"}}, "preprintLast": {{"a.json"}, {"b.json"}}} {
				for _, step := range names {
					mustTake(t, lake, step...)
				}
				checkKeys(t, lake)
				got := map[string]string{}
				for _, row := range table(t, lake, schemas.Papers) {
					got[row["paper_id"]] = strings.ReplaceAll(fmt.Sprint(row["joined"], " ", row["venue"], " ", row["doi"]), null, "-")
				}
				if diff := cmp.Diff(c.papers, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", lake, diff)
				}
			}
		})
	}
}
