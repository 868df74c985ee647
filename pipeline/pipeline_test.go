package pipeline_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.uber.org/goleak"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/pipeline"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// lines are the records of testdata/arxiv.jsonl, where papers recur with changed text.
func lines(t *testing.T) [][]byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/arxiv.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(bytes.TrimSpace(data), []byte("\n"))
}

// write writes the files into a new folder and makes it the working directory, so that source_file is the same
// in every run.
func write(t *testing.T, files map[string][]byte) {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

func take(t *testing.T, into string, names ...string) (*pipeline.Summary, error) {
	t.Helper()
	inputs, err := extract.Resolve(names)
	if err != nil {
		t.Fatal(err)
	}
	return pipeline.Run(context.Background(), inputs, pipeline.Options{Lake: into, Workers: 2, Producer: "test", MaxRejects: 0.5})
}

func mustTake(t *testing.T, into string, names ...string) *pipeline.Summary {
	t.Helper()
	s, err := take(t, into, names...)
	if err != nil {
		t.Fatal(err)
	}
	verify(t, into)
	return s
}

func verify(t *testing.T, dir string) {
	t.Helper()
	report, err := lake.Verify(dir)
	if err != nil || !report.OK() {
		t.Fatalf("%s: %v %v", dir, report.Mismatches, err)
	}
}

// contents maps the data files of a lake to their bytes' hashes, by the snapshot that Verify has checked.
func contents(t *testing.T, dir string) (out []string) {
	t.Helper()
	verify(t, dir)
	s, err := lake.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range schemas.Published {
		for _, part := range s.Tables[table.Name] {
			out = append(out, table.Name+" "+part.SHA256)
		}
	}
	return out
}

// table reads a table of a lake as one map a row.
func table(t *testing.T, dir string, of *schemas.Table) (rows []map[string]string) {
	t.Helper()
	s, err := lake.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range s.Tables[of.Name] {
		err := lake.ReadPart(context.Background(), memory.DefaultAllocator, dir, part, of, nil, func(batch arrow.RecordBatch) error {
			for i := range int(batch.NumRows()) {
				row := map[string]string{}
				for c := range int(batch.NumCols()) {
					row[batch.ColumnName(c)] = batch.Column(c).ValueStr(i)
				}
				rows = append(rows, row)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return rows
}

// sortedTables returns the rows of all tables, each in one order.
func sortedTables(t *testing.T, dir string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, of := range schemas.Published {
		for _, row := range table(t, dir, of) {
			out[of.Name] = append(out[of.Name], fmt.Sprint(row))
		}
		slices.Sort(out[of.Name])
	}
	return out
}

// Late, repeated and out-of-order listings give the same lake as all at once, after compact; and planning in many parts the
// same as in one.
func TestAnyOrderOfArrival(t *testing.T) {
	arxiv := lines(t)
	for seed := range uint64(20) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 7))
			records := append(entangled(random, 4+random.IntN(40)), arxiv...)
			records = append(records, wavering(random, random.IntN(30))...)
			const files = 5
			contentsOf := make([]bytes.Buffer, files)
			for _, r := range records {
				for range 1 + random.IntN(2) { // some records stand in two listings
					b := &contentsOf[random.IntN(files)]
					b.Write(r)
					b.WriteByte('\n')
				}
			}
			input, names := map[string][]byte{}, []string{}
			for i := range contentsOf {
				name := fmt.Sprintf("2025-%02d.jsonl", 1+random.IntN(3)+3*i%12)
				if _, taken := input[name]; taken {
					name = fmt.Sprintf("x-%d-%s", i, name)
				}
				input[name] = contentsOf[i].Bytes()
				names = append(names, name)
			}
			write(t, input)
			mustTake(t, "once", names...)
			defer pipeline.PartsOf(1 + random.Int64N(100))()
			for _, i := range random.Perm(files) {
				mustTake(t, "oneByOne", names[i])
			}
			if mustTake(t, "oneByOne", names...).Changed {
				t.Error("taking all again changed the lake")
			}
			for _, dir := range []string{"once", "oneByOne"} {
				before := sortedTables(t, dir)
				if _, err := pipeline.CompactBy(context.Background(), dir, "test", 2+int(seed)); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(before, sortedTables(t, dir)); diff != "" {
					t.Fatalf("compact changed rows of %s (-before +after):\n%s", dir, diff)
				}
				for _, of := range []*schemas.Table{schemas.Papers, schemas.Links, schemas.Claims, schemas.Sightings} {
					if !slices.IsSortedFunc(table(t, dir, of), func(a, b map[string]string) int { return strings.Compare(a["paper_id"], b["paper_id"]) }) {
						t.Errorf("%s of %s is out of order after compact", of.Name, dir)
					}
				}
			}
			once := contents(t, "once")
			if diff := cmp.Diff(once, contents(t, "oneByOne")); diff != "" {
				for _, of := range schemas.Published {
					if d := cmp.Diff(table(t, "once", of), table(t, "oneByOne", of)); d != "" {
						t.Errorf("%s (-once +oneByOne):\n%s", of.Name, d)
					}
				}
				t.Fatalf("files (-once +oneByOne):\n%s", diff)
			}
			checkKeys(t, "once")
		})
	}
}

// wavering makes records of few papers that go back and forth between few wordings, some with versions and dates, some
// with dates that nobody can read.
func wavering(random *rand.Rand, n int) (records [][]byte) {
	for range n {
		id := fmt.Sprintf("2503.7000%d", 1+random.IntN(3))
		if random.IntN(4) == 0 {
			id += fmt.Sprintf("v%d", 1+random.IntN(2))
		}
		date := []string{"2025-03-01", "some day", ""}[random.IntN(3)]
		records = append(records, fmt.Appendf(nil, `{"id": %q, "title": "Ladles", "summary": "We cut training time by %d0%%. See https://github.com/ladle/ladle", "authors": [], "date": %q}`,
			id, 1+random.IntN(2), date))
	}
	return records
}

// A record that says what the lake has from an earlier one leaves a sighting, and no part of the lake is written again.
func TestRepeatsRewriteNothing(t *testing.T) {
	records := lines(t)
	ofPaper := map[string]int{}
	for _, r := range records {
		ofPaper[string(r[:30])]++
	}
	var once [][]byte // of papers with one record
	for _, r := range records {
		if ofPaper[string(r[:30])] == 1 {
			once = append(once, r)
		}
	}
	if len(once) < 10 {
		t.Fatalf("testdata/arxiv.jsonl has %d papers of one record; this test wants 10", len(once))
	}
	fresh := []byte(`{"id": "2503.70009", "title": "Ladles", "summary": "Soup.", "authors": []}`)
	changed := bytes.Replace(once[0], []byte(`"title": "`), []byte(`"title": "More `), 1)
	write(t, map[string][]byte{
		"2025-03.jsonl": bytes.Join(once, []byte("\n")),
		"2025-04.jsonl": bytes.Join(append(once[1:], fresh), []byte("\n")),
		"2025-05.jsonl": changed,
	})
	mustTake(t, "lake", "2025-03.jsonl")
	before := contents(t, "lake")
	mustTake(t, "lake", "2025-04.jsonl")
	checkKeys(t, "lake")
	after := contents(t, "lake")
	for _, part := range before {
		if !slices.Contains(after, part) {
			t.Errorf("part %s is gone, and nothing in it has changed", part)
		}
	}
	if got, want := len(table(t, "lake", schemas.Sightings)), 2*len(once); got != want {
		t.Errorf("%d sightings, want %d", got, want)
	}
	mustTake(t, "lake", "2025-05.jsonl")
	if slices.Contains(contents(t, "lake"), before[0]) {
		t.Error("a changed paper is still in its old part")
	}
}

// checkKeys checks what holds in every lake: one row a paper, one latest sighting a paper, no orphans.
func checkKeys(t *testing.T, dir string) {
	t.Helper()
	papers := map[string]map[string]string{}
	for _, row := range table(t, dir, schemas.Papers) {
		if papers[row["paper_id"]] != nil {
			t.Errorf("%s has two rows in papers", row["paper_id"])
		}
		papers[row["paper_id"]] = row
	}
	latest := map[string]bool{}
	places := map[string]bool{}
	for _, row := range table(t, dir, schemas.Sightings) {
		id, place := row["paper_id"], row["source_file"]+":"+row["source_record"]
		if places[place] {
			t.Errorf("two sightings of %s", place)
		}
		places[place] = true
		paper := papers[id]
		if paper == nil {
			t.Fatalf("sighting of %s, which is not in papers", id)
		}
		if is := paper["source_file"]+":"+paper["source_record"] == place; is != (row["is_latest"] == "true") {
			t.Errorf("%s at %s: is_latest is %s, papers is made from %s:%s", id, place, row["is_latest"], paper["source_file"], paper["source_record"])
		}
		latest[id] = latest[id] || row["is_latest"] == "true"
		if record := row["record_id"]; record != null && (record <= id || row["is_latest"] == "true" || papers[record] != nil || paper["joined"] == null) {
			t.Errorf("%s at %s is joined to %s, which has %s", record, place, id, paper["joined"])
		}
		for _, field := range []string{"venue", "doi"} {
			arxivDOI := strings.HasPrefix(row[field], "10.48550/") // says the record's arXiv id once more, and no other record's
			if row[field] != null && paper[field] == null && !arxivDOI {
				t.Errorf("%s has no %s, its record %s has %s", id, field, place, row[field])
			}
		}
	}
	for id := range papers {
		if !latest[id] {
			t.Errorf("%s has no latest sighting", id)
		}
	}
	for _, of := range []*schemas.Table{schemas.Links, schemas.Claims} {
		for _, row := range table(t, dir, of) {
			if papers[row["paper_id"]] == nil {
				t.Errorf("%s: row of %s, which is not in papers", of.Name, row["paper_id"])
			}
		}
	}
}

// The last record in the order of listings is the one that papers, links and claims are made from.
func TestLatestWins(t *testing.T) {
	record := func(text string) []byte {
		return []byte(`{"id": "2503.90001", "title": "Kettle", "summary": "We cut training time by ` + text + `.", "authors": []}` + "\n")
	}
	write(t, map[string][]byte{"2025-03.jsonl": record("10%"), "2025-05.jsonl": record("50%"), "2025-04.jsonl": append(record("30%"), record("40%")...)})
	for _, step := range []struct{ name, want string }{{"2025-04.jsonl", "40"}, {"2025-03.jsonl", "40"}, {"2025-05.jsonl", "50"}} {
		mustTake(t, "lake", step.name)
		checkKeys(t, "lake")
		claims := table(t, "lake", schemas.Claims)
		if len(claims) != 1 || claims[0]["value"] != step.want {
			t.Errorf("after %s: claims %v, want one with value %s", step.name, claims, step.want)
		}
	}
	if n := len(table(t, "lake", schemas.Sightings)); n != 4 {
		t.Errorf("%d sightings, want 4", n)
	}
}

// A run that was killed after its commit leaves its staging; the next one clears it, even if there is nothing new.
func TestNothingNewClears(t *testing.T) {
	write(t, map[string][]byte{"in.jsonl": lines(t)[0], "lake/.staging/0123/00000/papers.parquet": nil})
	staging := filepath.Join("lake", ".staging")
	for _, changed := range []bool{true, false} {
		if got := mustTake(t, "lake", "in.jsonl").Changed; got != changed {
			t.Fatalf("changed %t, want %t", got, changed)
		}
		if _, err := os.Stat(staging); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left", staging)
		}
		if err := os.MkdirAll(filepath.Join(staging, "4567", "00000"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// What a listing said before it changed counts no more, even if that was later.
func TestTakenBack(t *testing.T) {
	record := func(version int, title string) []byte {
		return fmt.Appendf(nil, `{"id": "2503.70001v%d", "title": %q, "summary": "We cut training time by 10%%.", "authors": []}`, version, title)
	}
	other := []byte(`{"id": "2503.70002", "title": "Ladles", "summary": "", "authors": []}`)
	write(t, map[string][]byte{"day.jsonl": bytes.Join([][]byte{record(2, "Kettles, Boiling"), other}, []byte("\n")), "eve.jsonl": record(1, "Cups")})
	mustTake(t, "lake", "day.jsonl", "eve.jsonl")
	if err := os.WriteFile("day.jsonl", record(1, "Kettles"), 0o644); err != nil {
		t.Fatal(err)
	}
	mustTake(t, "lake", "day.jsonl")
	checkKeys(t, "lake")
	var titles []string
	for _, row := range table(t, "lake", schemas.Papers) {
		titles = append(titles, row["title"])
	}
	if diff := cmp.Diff([]string{"Kettles", "Ladles"}, titles, cmpopts.SortSlices(strings.Compare)); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
}

// A listing that changed under its name replaces its own records and problems.
func TestChangedListing(t *testing.T) {
	records := lines(t)
	first := append(bytes.Join(records[:10], []byte("\n")), []byte("\n{broken\n")...)
	write(t, map[string][]byte{"day.jsonl": first})
	mustTake(t, "lake", "day.jsonl")
	if n := len(table(t, "lake", schemas.Problems)); n != 1 {
		t.Fatalf("%d problems, want 1", n)
	}
	if err := os.WriteFile("day.jsonl", bytes.Join(records[:20], []byte("\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	defer pipeline.PartsOf(3)()
	mustTake(t, "lake", "day.jsonl")
	checkKeys(t, "lake")
	mustTake(t, "fresh", "day.jsonl")
	for _, of := range schemas.Published {
		if got, want := len(table(t, "lake", of)), len(table(t, "fresh", of)); got != want {
			t.Errorf("%s: %d rows, a fresh lake has %d", of.Name, got, want)
		}
	}
}

func TestCutOffInput(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for _, l := range lines(t) {
		if _, err := z.Write(append(l, '\n')); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, map[string][]byte{"good.jsonl": append(lines(t)[0], '\n'), "cut.jsonl.gz": packed.Bytes()[:packed.Len()/2]})
	mustTake(t, "lake", "good.jsonl")
	before := contents(t, "lake")
	if _, err := take(t, "lake", "cut.jsonl.gz"); !errors.Is(err, extract.ErrTruncated) {
		t.Fatalf("error %v, want ErrTruncated", err)
	}
	if diff := cmp.Diff(before, contents(t, "lake")); diff != "" {
		t.Errorf("the lake changed:\n%s", diff)
	}
	inputs, err := extract.Resolve([]string{"cut.jsonl.gz"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := pipeline.Run(context.Background(), inputs, pipeline.Options{Lake: "lake", Workers: 2, Producer: "test", KeepPartial: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Inputs[0]; !strings.HasPrefix(got.Outcome, "taken in part: ") || got.Records == 0 || got.Records >= 41 {
		t.Errorf("summary %+v", got)
	}
	problems := table(t, "lake", schemas.Problems)
	if len(problems) != 1 || problems[0]["code"] != "cut_off" {
		t.Errorf("problems %v, want one cut_off", problems)
	}
	checkKeys(t, "lake")
}

func TestMissingInput(t *testing.T) {
	_, err := extract.Resolve([]string{filepath.Join(t.TempDir(), "no.jsonl")})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want fs.ErrNotExist", err)
	}
}

// A listing a day leaves few parts, each row rewritten a bounded number of times.
func TestDailyRunsStayFew(t *testing.T) {
	const days = 40
	record := lines(t)[0]
	files, names := map[string][]byte{}, []string{}
	for day := range days {
		name := fmt.Sprintf("%03d.jsonl", day)
		files[name] = bytes.ReplaceAll(record, []byte("2503.90001"), fmt.Appendf(nil, "2503.9%04d", day))
		names = append(names, name)
	}
	write(t, files)
	for _, name := range names {
		mustTake(t, "lake", name)
	}
	s, err := lake.Read("lake")
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range schemas.Published {
		if parts := len(s.Tables[of.Name]); parts > 8 {
			t.Errorf("%s has %d parts after %d days", of.Name, parts, days)
		}
	}
	if s.Rows("papers") != days || s.Rows("sightings") != days {
		t.Errorf("%d papers, %d sightings after %d days", s.Rows("papers"), s.Rows("sightings"), days)
	}
	checkKeys(t, "lake")
}

// A run over many small inputs leaves its parts as it wrote them: few, and none for the commit to merge.
func TestManySmallInputs(t *testing.T) {
	record := lines(t)[0]
	files, names := map[string][]byte{}, []string{}
	for n := range 50 {
		name := fmt.Sprintf("%03d.jsonl", n)
		files[name] = bytes.ReplaceAll(record, []byte("2503.90001"), fmt.Appendf(nil, "2503.9%04d", n))
		names = append(names, name)
	}
	write(t, files)
	defer pipeline.ShardsOf(1)()
	inputs, err := extract.Resolve(names)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := pipeline.Make(context.Background(), inputs, &lake.Snapshot{}, pipeline.Options{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	defer plan.Close()
	mustTake(t, "lake", names...)
	s, err := lake.Read("lake")
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []*schemas.Table{schemas.Papers, schemas.Sightings} {
		if got, want := len(s.Tables[of.Name]), len(plan.Shards); got != want || got < 2 {
			t.Errorf("%s has %d parts of %d shards", of.Name, got, want)
		}
	}
	if n := s.Rows("papers"); n != 50 {
		t.Errorf("%d papers, want 50", n)
	}
}

// A lake whose columns are not today's is refused, with the way out, and a full run builds it anew.
func TestLakeOfAnotherVersion(t *testing.T) {
	write(t, map[string][]byte{"day.jsonl": bytes.Join(lines(t), []byte("\n"))})
	mustTake(t, "new", "day.jsonl")
	want := contents(t, "new")
	mustTake(t, "lake", "day.jsonl")
	path := filepath.Join("lake", "snapshot.json")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	now := fmt.Sprintf("\"schema_version\": %q", schemas.Version)
	body, _, _ := strings.Cut(strings.Replace(string(data), now, `"schema_version": "0"`, 1), ",\n  \"checksum\"")
	old := fmt.Sprintf("%s,\n  \"checksum\": \"%x\"\n}\n", body, sha256.Sum256([]byte(body)))
	if err := os.WriteFile(path, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := take(t, "lake", "day.jsonl"); err == nil || !strings.Contains(err.Error(), "run --full") {
		t.Errorf("a run gives %v", err)
	}
	if _, err := pipeline.Compact(context.Background(), "lake", "test"); err == nil || !strings.Contains(err.Error(), "run --full") {
		t.Errorf("compact gives %v", err)
	}
	inputs, err := extract.Resolve([]string{"day.jsonl"})
	if err != nil {
		t.Fatal(err)
	}
	o := pipeline.Options{Lake: "lake", Workers: 2, Producer: "test", MaxRejects: 0.5, Full: true}
	if _, err := pipeline.Run(context.Background(), inputs, o); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, contents(t, "lake")); diff != "" {
		t.Errorf("a full run gives another lake than a new one (-new +full):\n%s", diff)
	}
}
