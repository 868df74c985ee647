package query_test

import (
	"context"
	"log"
	"os"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/pipeline"
	"github.com/paperlake/paperlake/query"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

// From a listing to an answer, as the command does it: read, look up the snapshot, ask.
func Example() {
	ctx := context.Background()
	check := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	dir, err := os.MkdirTemp("", "lake-*")
	check(err)
	defer os.RemoveAll(dir)

	inputs, err := extract.Resolve([]string{"../testdata/listing.txt"})
	check(err)
	_, err = pipeline.Run(ctx, inputs, pipeline.Options{Lake: dir, MaxRejects: 0.05})
	check(err)

	snapshot, err := lake.Read(dir)
	check(err)
	files := map[string][]string{}
	for _, t := range schemas.Published {
		files[t.Name] = snapshot.Files(dir, t.Name)
	}
	db, err := query.Open(ctx, files, query.Options{})
	check(err)
	defer db.Close()

	rows, err := db.Query(ctx, `SELECT p.system_name, c.factor, c.text, c.baseline
		FROM claims c JOIN papers p USING (paper_id)
		WHERE c.metric = 'memory' AND c.baseline IS NOT NULL ORDER BY c.factor DESC LIMIT 2`)
	check(err)
	defer rows.Close()
	check(query.Write(os.Stdout, "csv", rows, query.WriteOptions{}))
	// Output:
	// system_name,factor,text,baseline
	// PhraseVault,85.71,14 MB instead of 1.2 GB,fastText
	// MossMap,12.7,12.7x less memory,VDB-Fusion
}

// A named query has parameters, which are bound and never pasted.
func ExampleNamedQuery_Bind() {
	q, err := query.Lookup("top_speedups")
	if err != nil {
		log.Fatal(err)
	}
	_, _, err = q.Bind(map[string]string{"metric": "sped"})
	os.Stdout.WriteString(err.Error() + "\n")
	// Output:
	// top_speedups: parameter metric: "sped" is none of its values; did you mean speed?
}
