package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/renameio/v2"
	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/query"
	"github.com/paperlake/paperlake/schemas"
)

// sqlFlags say which SQL to run, for query and chart.
type sqlFlags struct {
	file        string
	params      []string
	memoryLimit string
	timeout     time.Duration
	maxRows     int64 // 0: all
}

func (f *sqlFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVarP(&f.file, "file", "f", "", "read the SQL from this file (- for standard input)")
	flags.StringArrayVarP(&f.params, "param", "p", nil, "NAME=VALUE of a named query's parameter; may be repeated")
	flags.StringVar(&f.memoryLimit, "memory-limit", "1GB", "memory that the query may take")
	flags.DurationVar(&f.timeout, "timeout", time.Minute, "time that the query may take")
}

// a selected query: SQL text with its values, and the named query it came from, if any.
type selected struct {
	sql   string
	args  []any
	named *query.NamedQuery
}

// resolve finds the SQL: of -f, of a named query, or the argument itself.
func (f *sqlFlags) resolve(stdin io.Reader, args []string) (selected, error) {
	if len(args) == 1 && strings.TrimSpace(args[0]) == "" {
		args = nil
	}
	if (f.file != "") == (len(args) > 0) {
		return selected{}, usagef("want SQL, the name of a query, or -f FILE: one of them (see `paperlake queries`)")
	}
	var text string
	switch {
	case f.file == "-":
		data, err := io.ReadAll(stdin)
		if err != nil {
			return selected{}, err
		}
		text = string(data)
	case f.file != "":
		data, err := os.ReadFile(f.file)
		if errors.Is(err, fs.ErrNotExist) {
			return selected{}, usagef("-f %s: no such file (it is a file of SQL; SQL itself is given without -f)", f.file)
		}
		if err != nil {
			return selected{}, &codedError{exitUsage, err}
		}
		text = string(data)
	case !strings.ContainsAny(strings.TrimSpace(args[0]), " \t\n"):
		named, err := query.Lookup(strings.TrimSpace(args[0]))
		if err != nil {
			return selected{}, &codedError{exitUsage, err}
		}
		given := map[string]string{}
		for _, p := range f.params {
			name, value, ok := strings.Cut(p, "=")
			if !ok {
				return selected{}, usagef("-p %s: want NAME=VALUE", p)
			}
			given[name] = value
		}
		sql, values, err := named.Bind(given)
		if err != nil {
			return selected{}, &codedError{exitUsage, err}
		}
		return selected{sql, values, &named}, nil
	default:
		text = args[0]
	}
	if len(f.params) > 0 {
		return selected{}, usagef("-p goes with a named query; this is SQL text")
	}
	return selected{sql: text}, nil
}

// open opens the lake's current snapshot for queries.
func (a *app) open(ctx context.Context, f *sqlFlags) (*query.DB, *lake.Snapshot, error) {
	snapshot, err := lake.Read(a.lake)
	if err != nil {
		return nil, nil, err
	}
	files := map[string][]string{}
	for _, t := range schemas.Published {
		files[t.Name] = snapshot.Files(a.lake, t.Name)
	}
	db, err := query.Open(ctx, files, query.Options{MemoryLimit: f.memoryLimit, Timeout: f.timeout, MaxRows: f.maxRows})
	return db, snapshot, err
}

// screenRows is how many rows a table on a terminal has: more than are read there, and far fewer than a table of the lake has.
const screenRows = 100

func (a *app) queryCommand() *cobra.Command {
	var (
		f      sqlFlags
		format string
		output string
	)
	cmd := &cobra.Command{
		Use:   "query SQL|NAME|-f FILE",
		Short: "Run SQL, or a named query, over the lake",
		Long: `Runs one SELECT over the current snapshot in a private in-memory DuckDB: the tables papers, links, claims,
sightings and problems are views, and nothing else on this machine can be read or written. A table on a terminal has
the first ` + strconv.Itoa(screenRows) + ` rows, what fits the line, and says what it leaves out.`,
		Example: `  paperlake query top_speedups
  paperlake query top_speedups -p limit=5 -p metric=memory
  paperlake query "SELECT kind, count(*) FROM papers GROUP BY ALL ORDER BY 2 DESC"
  paperlake query -f my.sql --output-format csv -o result.csv`,
		Args: oneText,
		RunE: func(cmd *cobra.Command, args []string) error {
			given := format != ""
			if !given {
				switch ending := strings.TrimPrefix(filepath.Ext(output), "."); {
				case ending == "", ending == "txt":
					format = "table"
				case ending == "md":
					format = "markdown"
				case slices.Contains(query.Formats(), ending):
					format = ending
				default:
					return usagef("-o %s: .%s is no format that is written; say one with -F: %s", output, ending, strings.Join(query.Formats(), ", "))
				}
			}
			if !slices.Contains(query.Formats(), format) {
				return usagef("--output-format %s: want one of %s", format, strings.Join(query.Formats(), ", "))
			}
			sel, err := f.resolve(a.stdin, args)
			if err != nil {
				return err
			}
			width, isTerminal := terminal(a.stdout)
			toFile := output != "" && output != "-"
			if format == "table" && isTerminal && !toFile {
				f.maxRows = screenRows
			}
			db, _, err := a.open(cmd.Context(), &f)
			if err != nil {
				return err
			}
			defer db.Close()
			result, err := db.Query(cmd.Context(), sel.sql, sel.args...)
			if err != nil {
				return err
			}
			defer result.Close()
			o := query.WriteOptions{Width: width, Terminal: isTerminal, Color: a.colored(a.stdout)}
			if toFile {
				o = query.WriteOptions{} // a file is no terminal, wherever the command runs
			}
			if sel.named != nil {
				o.Title, o.Detail = sel.named.Title, sel.named.Detail
			}
			if err := a.writeTo(output, func(w io.Writer) error { return query.Write(w, format, result, o) }); err != nil {
				return err
			}
			if sel.named != nil && format == "table" && result.Rows() == 0 {
				a.say("paperlake queries %s tells what it counts and what it leaves out.", sel.named.Name)
			}
			return nil
		},
	}
	f.register(cmd)
	cmd.Flags().StringVarP(&format, "output-format", "F", "", strings.Join(query.Formats(), ", ")+" (default: by the name of -o, else table)")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	return cmd
}

// checkFolderOf makes sure that the file of a flag can be made where it is wanted.
func checkFolderOf(flag, path string) error {
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return usagef("%s %s: there is no folder %s", flag, path, filepath.Dir(path))
	}
	return nil
}

// writeTo runs write on standard output, or on a file that appears only when it is whole.
func (a *app) writeTo(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(a.stdout)
	}
	if err := checkFolderOf("-o", path); err != nil {
		return err
	}
	f, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o644))
	if err != nil {
		return err
	}
	defer f.Cleanup()
	if err := write(f); err != nil {
		return err
	}
	return f.CloseAtomicallyReplace()
}

func (a *app) queriesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "queries [NAME]",
		Short: "List the named queries, or show one",
		Example: `  paperlake queries
  paperlake queries top_speedups       # what it counts, its parameters and its SQL`,
		Args: oneText,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				q, err := query.Lookup(args[0])
				if err != nil {
					return &codedError{exitUsage, err}
				}
				fmt.Fprintf(a.stdout, "%s: %s\n\n%s\n\n", q.Name, q.Title, q.Doc)
				for _, p := range q.Params {
					fmt.Fprintf(a.stdout, "  -p %s=%s\t%s, %s\n", p.Name, p.Default, p.Type, p.Doc)
				}
				fmt.Fprintf(a.stdout, "\n%s\n", strings.TrimSpace(q.SQL))
				return nil
			}
			all, err := query.Named()
			if err != nil {
				return err
			}
			var rows []table.Row
			for _, q := range all {
				var params []string
				for _, p := range q.Params {
					params = append(params, p.Name)
				}
				shows := q.Title
				if len(params) > 0 {
					shows += " (" + strings.Join(params, ", ") + ")"
				}
				rows = append(rows, table.Row{q.Name, shows})
			}
			a.showTable(a.stdout, table.Row{"name", "shows (parameters)"}, rows)
			return nil
		},
	}
}
