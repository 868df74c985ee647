package main

import (
	"fmt"

	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/pipeline"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Short:   "Show what is in the lake, since when, from which inputs",
		Example: `  paperlake status --lake arxiv`,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := lake.Read(a.lake)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "%s: snapshot %d, committed %s by %s, schema %s\n\n",
				a.lake, s.ID, s.Committed.UTC().Format(time.RFC3339), s.Producer, s.SchemaVersion)
			t := a.newTable(a.stdout)
			t.AppendHeader(table.Row{"table", "rows", "parts", "size"})
			t.SetColumnConfigs(rightAligned(2, 3, 4))
			for _, one := range schemas.Published {
				var rows, bytes int64
				for _, p := range s.Tables[one.Name] {
					rows, bytes = rows+p.Rows, bytes+p.Bytes
				}
				t.AppendRow(table.Row{one.Name, thousands(rows), len(s.Tables[one.Name]), size(bytes)})
			}
			t.Render()
			fmt.Fprintln(a.stdout)
			t = a.newTable(a.stdout)
			t.AppendHeader(table.Row{"input", "format", "size", "records", "rejected", "snapshot", "sha256"})
			t.SetColumnConfigs(rightAligned(3, 4, 5, 6))
			for _, in := range s.Inputs {
				t.AppendRow(table.Row{in.Name, in.Format, size(in.Bytes), thousands(in.Records), thousands(in.Rejected), in.Taken, in.SHA256[:12]})
			}
			t.Render()
			return nil
		},
	}
}

func rightAligned(columns ...int) (out []table.ColumnConfig) {
	for _, n := range columns {
		out = append(out, table.ColumnConfig{Number: n, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	return out
}

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check every file of the lake against the snapshot",
		Long: `Checks the snapshot against the files, their footers, row counts and hashes, and looks for files that no snapshot
names. Exit code 4 when anything differs.`,
		Example: `  paperlake verify --lake arxiv`,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			report, err := lake.Verify(a.lake)
			if err != nil {
				return err
			}
			for _, p := range report.Mismatches {
				fmt.Fprintln(a.stdout, p)
			}
			if len(report.Mismatches) > 0 {
				return &codedError{exitChecks, fmt.Errorf("%s: %s: restore these files from a copy, or build the lake anew from its inputs", a.lake, plural(len(report.Mismatches), "problem"))}
			}
			fmt.Fprintf(a.stdout, "%s: snapshot %d is whole: %s, %s\n", a.lake, report.Snapshot.ID, plural(report.Parts, "part"), size(report.Bytes))
			return nil
		},
	}
}

func (a *app) compactCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "Write the lake's parts anew: few, large and sorted by paper",
		Long: `Writes every table in one order, whatever the order in which its inputs came. Rows stay the same; two lakes made
from the same inputs have the same bytes afterwards. While it runs, the lake's folder needs room for the new parts and, once, for
the rows of its largest table unpacked, some three times the size of the lake.`,
		Example: `  paperlake compact --lake arxiv`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			before, err := lake.Read(a.lake)
			if err != nil {
				return err
			}
			tuneRuntime()
			after, err := pipeline.Compact(cmd.Context(), a.lake, producer())
			if err != nil {
				return err
			}
			a.say("%s: %s, %s → %s, %s; snapshot %d", a.lake, plural(parts(before)), size(bytesOf(before)), plural(parts(after)), size(bytesOf(after)), after.ID)
			return nil
		},
	}
}

func parts(s *lake.Snapshot) (n int, what string) {
	for _, list := range s.Tables {
		n += len(list)
	}
	return n, "part"
}

func bytesOf(s *lake.Snapshot) (n int64) {
	for _, list := range s.Tables {
		for _, p := range list {
			n += p.Bytes
		}
	}
	return n
}

func (a *app) formatsCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "formats",
		Short:   "List the listing formats that are recognised",
		Example: `  paperlake formats`,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			var rows []table.Row
			for _, f := range extract.Formats {
				rows = append(rows, table.Row{f.Name, f.Doc})
			}
			for _, f := range []*extract.Format{extract.Mapping{}.CSV(), extract.Mapping{}.JSON(), extract.Mapping{}.Parquet()} {
				rows = append(rows, table.Row{f.Name, f.Doc})
			}
			for _, r := range extract.Refused {
				rows = append(rows, table.Row{r.Name, "refused: " + r.Reason})
			}
			a.showTable(a.stdout, table.Row{"format", "what it is"}, rows)
			return nil
		},
	}
}

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [TABLE…]",
		Short: "Print the tables' columns, types and meanings",
		Example: `  paperlake schema claims
  paperlake schema > SCHEMA.md`,
		Args: args(cobra.ArbitraryArgs),
		RunE: func(_ *cobra.Command, args []string) error {
			tables := schemas.Published
			if len(args) > 0 {
				tables = nil
				for _, name := range args {
					t, ok := schemas.Lookup(name)
					if !ok {
						return usagef("no table %q; there are %s", name, tableNames())
					}
					tables = append(tables, t)
				}
			}
			if _, ok := terminal(a.stdout); !ok {
				return schemas.WriteMarkdown(a.stdout, tables...)
			}
			for _, t := range tables {
				fmt.Fprintf(a.stdout, "\n%s: a row is %s\n\n", t.Name, t.Doc)
				var rows []table.Row
				for _, c := range t.Columns {
					null := ""
					if c.Nullable {
						null = "yes"
					}
					rows = append(rows, table.Row{c.Name, c.SQLType(), null, c.Meaning()})
				}
				a.showTable(a.stdout, table.Row{"column", "type", "null", "meaning"}, rows)
			}
			return nil
		},
	}
}

func tableNames() (out string) {
	for i, t := range schemas.Published {
		if i > 0 {
			out += ", "
		}
		out += t.Name
	}
	return out
}
