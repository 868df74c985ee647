package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/paperlake/paperlake/stages/extract"
)

// sniffRecords is how many mapped records sniff shows.
const sniffRecords = 3

func (a *app) sniffCommand() *cobra.Command {
	var mapFile string
	cmd := &cobra.Command{
		Use:   "sniff FILE…",
		Short: "Show what a file is recognised as, with its first records",
		Example: `  paperlake sniff papers.txt
  paperlake sniff daily/*.gz
  paperlake sniff --map mapping.yaml mine.csv     # try a mapping (see paperlake run --help)`,
		Args: someInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			mapping, err := readMapping(mapFile)
			if err != nil {
				return err
			}
			inputs, cleanup, err := a.inputs(cmd.Context(), args, nil)
			defer cleanup()
			if err != nil {
				return err
			}
			var errs []error
			for _, in := range inputs {
				if err := sniff(a.stdout, in, mapping); err != nil {
					errs = append(errs, fmt.Errorf("%s: %w", in.Name, err))
				}
			}
			return errors.Join(errs...)
		},
	}
	cmd.Flags().StringVar(&mapFile, "map", "", "mapping of the columns, a YAML file")
	return cmd
}

var errEnough = errors.New("enough records")

// sniff writes the format of one input and its first records, with the fields that they have.
func sniff(w io.Writer, in extract.Input, mapping *extract.Mapping) error {
	f, err := in.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	unpacked, err := extract.Unpack(f)
	if err != nil {
		return err
	}
	var format *extract.Format
	if mapping != nil {
		format, unpacked, err = mapping.Recognise(unpacked)
	} else {
		format, unpacked, err = extract.Recognise(unpacked)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %s (%s)\n", in.Name, format.Name, format.Doc)
	decoder := format.NewDecoder()
	shown := 0
	err = format.Split(unpacked, func(b extract.Block) error {
		defer b.Release()
		decoder.Decode(b, func(r *extract.Record) {
			if shown++; shown <= sniffRecords {
				writeRecord(w, r)
			}
		}, func(t extract.Trouble) {
			if shown < sniffRecords {
				fmt.Fprintf(w, "record %d: %s: %s\n", t.Record, t.Code, t.Message)
			}
		})
		if shown >= sniffRecords {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	if err == nil && shown == 0 {
		fmt.Fprintln(w, "no records")
	}
	return err
}

// writeRecord writes the fields that a record has, a line each, by the names that mappings use.
func writeRecord(w io.Writer, r *extract.Record) {
	fmt.Fprintf(w, "record %d, byte %d\n", r.Number, r.Offset)
	line := func(name, value string) {
		const width = 120
		value = strings.Join(strings.Fields(value), " ")
		if runes := []rune(value); len(runes) > width {
			value = string(runes[:width-1]) + "…"
		}
		if value != "" {
			fmt.Fprintf(w, "  %-12s %s\n", name, value)
		}
	}
	number := func(name string, n, least int64) {
		if n >= least {
			line(name, strconv.FormatInt(n, 10))
		}
	}
	day := func(name string, d extract.Day) {
		if d.Known {
			line(name, time.Unix(int64(d.Days)*86400, 0).UTC().Format(time.DateOnly))
		}
	}
	line("id", r.ID)
	line("doi", r.DOI)
	line("openreview", r.OpenReview)
	line("title", r.Title)
	line("abstract", r.Abstract)
	line("comment", r.Comment)
	line("authors", strings.Join(r.Authors, "; "))
	line("categories", strings.Join(r.Categories, "; "))
	line("venue", r.Venue)
	line("date", r.Date)
	number("version", int64(r.Version), 1)
	day("updated", r.Updated)
	day("seen_on", r.SeenOn)
	number("rank", int64(r.Rank), 1)
	number("upvotes", r.Upvotes, 0)
	number("citations", r.Citations, 0)
	line("url", r.URL)
	for i, name := range r.LinkFields {
		line(name, r.LinkURLs[i])
	}
}
