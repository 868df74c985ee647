package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/paperlake/paperlake/stages/extract"
)

// sniffRecords is how many mapped records sniff shows.
const sniffRecords = 3

func (a *app) sniffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "sniff FILE…",
		Short: "Show what a file is recognised as, with its first records",
		Example: `  paperlake sniff papers.txt
  paperlake sniff daily/*.gz`,
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			inputs, cleanup, err := a.inputs(args)
			defer cleanup()
			if err != nil {
				return err
			}
			for _, in := range inputs {
				if err := sniff(a.stdout, in); err != nil {
					return fmt.Errorf("%s: %w", in.Name, err)
				}
			}
			return nil
		},
	}
}

var errEnough = errors.New("enough records")

// sniff writes the format of one input and its first records, as JSON lines of the fields they are mapped to.
func sniff(w io.Writer, in extract.Input) error {
	f, err := in.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	unpacked, err := extract.Unpack(f)
	if err != nil {
		return err
	}
	format, unpacked, err := extract.Recognise(unpacked)
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
				data, _ := json.Marshal(r)
				fmt.Fprintf(w, "%s\n", data)
			}
		}, func(t extract.Trouble) {
			if shown < sniffRecords {
				fmt.Fprintf(w, "record %d, byte %d: %s: %s\n", t.Record, t.Offset, t.Code, t.Message)
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
	return err
}
