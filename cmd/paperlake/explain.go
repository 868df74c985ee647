package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/paperlake/paperlake/stages/enrich/claim"
	"github.com/paperlake/paperlake/stages/enrich/link"
	"github.com/paperlake/paperlake/stages/normalize/latex"
	"github.com/paperlake/paperlake/stages/normalize/title"
)

func (a *app) explainCommand() *cobra.Command {
	var (
		f       = sqlFlags{memoryLimit: "1GB"}
		paper   string
		heading string
	)
	cmd := &cobra.Command{
		Use:   "explain TEXT | --paper ID",
		Short: "Show how a text is read: title, links, tokens, quantities, rules",
		Example: `  paperlake explain "Our kernel is 2.4times faster than cuBLAS and uses half the memory."
  paperlake explain --title "FlashThing: 3x Faster Attention" "We present …"
  paperlake explain --paper arxiv:2503.11731`,
		Args: oneText,
		RunE: func(cmd *cobra.Command, args []string) error {
			if (paper != "") == (len(args) > 0) {
				return usagef("want a text, or --paper ID: one of them")
			}
			var abstract, comment string
			if paper == "" {
				text := args[0]
				if text == "-" {
					data, err := io.ReadAll(a.stdin)
					if err != nil {
						return err
					}
					text = string(data)
				}
				heading, abstract = latex.Clean(heading), latex.Clean(text)
			} else {
				db, _, err := a.open(cmd.Context(), &f)
				if err != nil {
					return err
				}
				defer db.Close()
				r, err := db.Query(cmd.Context(), "SELECT title, coalesce(abstract, ''), coalesce(comment, '') FROM papers WHERE paper_id = ?", paper)
				if err != nil {
					return err
				}
				defer r.Close()
				if !r.Next() {
					if r.Err() != nil {
						return r.Err()
					}
					return usagef("no paper %s in %s (ids look like arxiv:2503.11731; see `paperlake queries find_paper`)", paper, a.lake)
				}
				row := r.Row()
				heading, abstract, comment = row[0].(string), row[1].(string), row[2].(string)
			}
			return explain(a.stdout, heading, abstract, comment)
		},
	}
	cmd.Flags().StringVar(&paper, "paper", "", "id of a paper in the lake")
	cmd.Flags().StringVar(&heading, "title", "", "title that goes with TEXT")
	return cmd
}

func explain(w io.Writer, heading, abstract, comment string) error {
	if heading != "" {
		fmt.Fprintf(w, "# Title\n%s\n\n", heading)
		title.Explain(w, heading, abstract)
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "# Claims\n")
	claim.Explain(w, heading, abstract)
	var finder link.Finder
	var links []link.Link
	for _, field := range [][2]string{{"title", heading}, {"abstract", abstract}, {"comment", comment}} {
		links = finder.Find(links, field[0], field[1])
	}
	fmt.Fprintf(w, "\n# Links\n")
	for _, l := range links {
		fmt.Fprintf(w, "%s %d–%d: %s\n  kind %s, relation %s, rule %s%s\n", l.Field, l.Start, l.End, l.URL, l.Kind, l.Relation, l.Rule,
			strings.Join(optional(", repaired: ", l.Repaired), ""))
	}
	fmt.Fprintf(w, "code status: %s\n", link.CodeStatus(links, abstract, comment))
	return nil
}

func optional(label, value string) []string {
	if value == "" {
		return nil
	}
	return []string{label, value}
}
