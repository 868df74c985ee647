package link

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// testdata/listing.tsv holds the addresses of a real listing of 399 papers, each read by eye once, with the punctuation, placeholders
// and cuts that follow them there, in sentences of our own.
func TestListing(t *testing.T) {
	data, err := os.ReadFile("testdata/listing.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows, code := 0, 0
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		rows++
		links := Find("abstract", row[0])
		if len(links) != 1 {
			t.Errorf("%s: %d links", row[0], len(links))
			continue
		}
		l := links[0]
		if diff := cmp.Diff(row[1:], []string{l.Kind, l.URL, l.RepoHost, l.RepoOwner, l.RepoName, l.RepoPath}); diff != "" {
			t.Errorf("%s: %s", row[0], diff)
		}
		if l.RepoHost == "github.com" && l.Kind == KindCode {
			code++
		}
	}
	if rows != 109 || code != 80 {
		t.Errorf("%d rows, %d repositories on GitHub; the listing has 109 and 80", rows, code)
	}
}
