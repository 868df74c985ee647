package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/paperlake/paperlake/chart"
	"github.com/paperlake/paperlake/query"
)

func (a *app) chartCommand() *cobra.Command {
	var (
		f      sqlFlags
		o      chart.Options
		kind   string
		output string
		format string
	)
	cmd := &cobra.Command{
		Use:   "chart SQL|NAME|-f FILE -o FILE",
		Short: "Draw the result of a query",
		Long: `Draws a query's result as line, bar, histogram, scatter, box or band. The kind is chosen from the result's columns;
flags override it. The file's ending says what is written: .svg, .png, .html (one self-contained page), .vl.json
(Vega-Lite) or .csv. The same snapshot and query give the same bytes.`,
		Example: `  paperlake chart claims_by_month -o claims.svg
  paperlake chart speedup_quartiles_by_month -p metric=memory -o memory.png
  paperlake chart "SELECT factor FROM claims WHERE metric = 'speed' AND direction = 'better'" -o factors.html
  paperlake chart top_repository_owners --kind bar --limit 15 -o owners.png`,
		Args: oneText,
		RunE: func(cmd *cobra.Command, args []string) error {
			if output == "" {
				return usagef("-o FILE is missing: its ending says what to draw (.svg, .png, .html, .vl.json, .csv)")
			}
			o.Kind = chart.Kind(kind)
			if format == "" {
				var err error
				if format, err = chart.FormatOf(output); err != nil {
					return &codedError{exitUsage, err}
				}
			} else if !slices.Contains(chart.Formats(), format) {
				return usagef("--as %s: want one of %s", format, strings.Join(chart.Formats(), ", "))
			}
			sel, err := f.resolve(a.stdin, args)
			if err != nil {
				return err
			}
			if sel.named != nil {
				if o.Title == "" {
					o.Title = sel.named.Title
					var given []string // says what the picture is of
					for _, param := range f.params {
						if name, value, _ := strings.Cut(param, "="); value != "" {
							given = append(given, name+": "+value)
						}
					}
					if len(given) > 0 {
						o.Title += " (" + strings.Join(given, ", ") + ")"
					}
				}
				if o.Kind == "" {
					o.Kind = chart.Kind(sel.named.Chart)
					for _, c := range []struct{ given, named *string }{
						{&o.X, &sel.named.X}, {&o.Y, &sel.named.Y}, {&o.Series, &sel.named.Series},
					} {
						if *c.given == "" {
							*c.given = *c.named
						}
					}
				}
			}
			db, snapshot, err := a.open(cmd.Context(), &f)
			if err != nil {
				return err
			}
			defer db.Close()
			result, err := db.Query(cmd.Context(), sel.sql, sel.args...)
			if err != nil {
				return err
			}
			defer result.Close()
			t, err := chartTable(result)
			if err != nil {
				return err
			}
			if len(t.Rows) == 0 && sel.named != nil {
				return usagef("nothing to draw: %s finds no rows in %s; paperlake queries %[1]s tells what it counts and what it leaves out", sel.named.Name, a.lake)
			}
			if o.Source == "" {
				var papers int64
				for _, part := range snapshot.Tables["papers"] {
					papers += part.Rows
				}
				o.Source = fmt.Sprintf("paperlake · snapshot %d · %s papers · %s", snapshot.ID, thousands(papers), plural(len(t.Rows), "row"))
			}
			if _, err := chart.Choose(t, o); err != nil {
				return &codedError{exitUsage, err}
			}
			if err := a.writeTo(output, func(w io.Writer) error { return chart.Draw(w, format, t, o) }); err != nil {
				return err
			}
			if output != "-" {
				a.say("%s: %s", output, plural(len(t.Rows), "row"))
			}
			return nil
		},
	}
	f.register(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&output, "output", "o", "", "file to write; - with --as for standard output")
	flags.StringVar(&format, "as", "", "svg, png, html, vl.json or csv, when the file's name does not say")
	flags.StringVar(&kind, "kind", "", "line, bar, histogram, scatter, box or band")
	flags.StringVar(&o.Title, "title", "", "title (default: the named query's)")
	flags.StringVar(&o.Subtitle, "subtitle", "", "line below the title")
	flags.StringVar(&o.X, "x", "", "column of the x axis")
	flags.StringVar(&o.Y, "y", "", "column of the y axis")
	flags.StringVar(&o.Series, "series", "", "column that parts the rows into series")
	flags.StringVar(&o.XLabel, "x-label", "", "name of the x axis")
	flags.StringVar(&o.YLabel, "y-label", "", "name of the y axis")
	flags.StringVar(&o.Unit, "unit", "", "unit of the values")
	flags.BoolVar(&o.LogX, "log-x", false, "logarithmic x axis")
	flags.BoolVar(&o.LogY, "log-y", false, "logarithmic y axis")
	flags.IntVar(&o.Width, "width", 0, "width in pixels")
	flags.IntVar(&o.Height, "height", 0, "height in pixels")
	flags.IntVar(&o.Limit, "limit", 0, "draw only the first so many categories")
	return cmd
}

// chartTable reads a result to its end.
func chartTable(r *query.Result) (chart.Table, error) {
	var t chart.Table
	for _, c := range r.Columns() {
		t.Columns = append(t.Columns, chart.Column{Name: c.Name, Type: chartType(c.Type)})
	}
	for r.Next() {
		row := make([]any, 0, len(t.Columns))
		for i, v := range r.Row() {
			row = append(row, chartCell(t.Columns[i].Type, v))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, r.Err()
}

func chartType(sqlType string) chart.Type {
	switch t := strings.ToUpper(sqlType); {
	case strings.HasPrefix(t, "DATE"), strings.HasPrefix(t, "TIMESTAMP"):
		return chart.Time
	case strings.HasPrefix(t, "DECIMAL"), strings.HasSuffix(t, "INT"), strings.HasSuffix(t, "INTEGER"),
		t == "DOUBLE", t == "FLOAT":
		return chart.Number
	case t == "BOOLEAN":
		return chart.Bool
	}
	return chart.Text
}

func chartCell(t chart.Type, v any) any {
	switch n := v.(type) {
	case nil:
		return nil
	case int64:
		if t == chart.Number {
			return float64(n)
		}
	case string, float64, bool:
		return n
	}
	if t == chart.Time {
		return v
	}
	return fmt.Sprint(v)
}
