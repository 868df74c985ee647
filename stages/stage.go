// Package stages holds the contract that every step between a listing and the lake keeps.
//
//	extract ──► normalize (identify, clean) ──► enrich (papers, links, claims)
//
// A new stage is a table in schemas (its columns, a builder, its place in Published), a Stage around a function on strings, and a
// call in the pipeline's worker (shard.go), whose keep writes what comes out. pipelinetest.CheckStage holds it to the laws.
// Lake, SQL, verify, compact and SCHEMA.md know the table from Published. schemas.Version rises, so that older lakes are built anew.
package stages

import "github.com/apache/arrow-go/v18/arrow"

// A Report takes trouble with one row of the batch at hand: a short fixed code and a message that says
// what is wrong and what was done. The run goes on.
type Report func(row int, code, message string)

// A Stage maps one batch of its input table to one batch of its output table.
// It is row-independent: splitting a batch never changes the rows that come out.
// Apply neither keeps nor releases in; the caller releases the result.
// Trouble with a single row goes to report and the run goes on; an error stops the run.
//
// A Stage may keep scratch memory, so each goroutine has its own.
type Stage interface {
	Name() string
	In() *arrow.Schema
	Out() *arrow.Schema
	Apply(in arrow.RecordBatch, report Report) (arrow.RecordBatch, error)
}
