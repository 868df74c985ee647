package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// version is set by the Makefile; a plain `go build` leaves it to the module's version.
var version = ""

func producer() string {
	v := version
	if v == "" {
		v = "dev"
		if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
			v = info.Main.Version
		}
	}
	return "paperlake " + v
}

// app is what the verbs share.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	lake           string
	color          string
	logFormat      string
	config         string
}

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "paperlake",
		Short: "Turn listings of research papers into analytics tables",
		Long: `Paperlake reads listings of research papers, mines titles, links and reported efficiency gains, and leaves a
folder of Parquet files that any tool can query.`,
		Example: `  paperlake run papers.txt                           # listing → tables in ./lake
  paperlake query top_speedups                       # a named query
  paperlake query "SELECT metric, median(factor) FROM claims GROUP BY 1"
  paperlake chart claims_by_month -o trend.svg       # a chart of its result`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       strings.TrimPrefix(producer(), "paperlake "),
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.applySettings(cmd); err != nil {
				return err
			}
			if a.logFormat != "text" && a.logFormat != "json" {
				return usagef("--log-format %s: want text or json", a.logFormat)
			}
			if a.color != "auto" && a.color != "always" && a.color != "never" {
				return usagef("--color %s: want auto, always or never", a.color)
			}
			return nil
		},
	}
	root.Args = args(func(cmd *cobra.Command, given []string) error {
		if len(given) == 0 {
			return nil
		}
		err := fmt.Errorf("no command %q", given[0])
		if near := cmd.SuggestionsFor(given[0]); len(near) > 0 {
			err = fmt.Errorf("%w: did you mean %s?", err, strings.Join(near, ", "))
		}
		return err
	})
	root.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	root.SuggestionsMinimumDistance = 2
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(usageTemplate)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		var value *pflag.InvalidValueError
		var number *strconv.NumError
		if errors.As(err, &value) && errors.As(err, &number) {
			return usagef("--%s %s: want a whole number (see `%s --help`)", value.GetFlag().Name, value.GetValue(), cmd.CommandPath())
		}
		return usagef("%w (see `%s --help`)", err, cmd.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.StringVar(&a.lake, "lake", "lake", "folder of the lake")
	flags.StringVar(&a.color, "color", "auto", "auto, always or never; NO_COLOR and TERM=dumb are honoured")
	flags.StringVar(&a.logFormat, "log-format", "text", "messages on stderr: text or json")
	flags.StringVar(&a.config, "config", "", "settings file (default paperlake.yaml, when there is one)")
	root.AddCommand(
		a.runCommand(), a.queryCommand(), a.queriesCommand(), a.chartCommand(),
		a.statusCommand(), a.verifyCommand(), a.compactCommand(), a.formatsCommand(), a.sniffCommand(),
		a.schemaCommand(), a.explainCommand(), a.doctorCommand(),
	)
	return root
}

// Examples come first: most readers look for the line that they can change.
const helpTemplate = `{{if .HasExample}}Examples:
{{.Example}}

{{end}}{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{.UsageString}}`

const usageTemplate = `Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]

Commands:{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Flags of every command:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`

// args wraps a check of cobra's so that its failure counts as wrong usage.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, given []string) error {
		if err := check(cmd, given); err != nil {
			return usagef("%w (see `%s --help`)", err, cmd.CommandPath())
		}
		return nil
	}
}

// noArgs is for verbs without arguments.
var noArgs = args(func(cmd *cobra.Command, given []string) error {
	if len(given) > 0 {
		return fmt.Errorf("%s takes no arguments, got %q", cmd.Name(), given[0])
	}
	return nil
})

// oneText is for verbs that take one text, which the shell may have parted.
var oneText = args(func(cmd *cobra.Command, given []string) error {
	if len(given) > 1 {
		return fmt.Errorf("%s takes one argument, got %d: put it in quotes", cmd.Name(), len(given))
	}
	return nil
})

// say writes a message to stderr.
func (a *app) say(format string, args ...any) {
	a.log("info", fmt.Sprintf(format, args...), nil)
}

func (a *app) fail(err error, code int) {
	if a.logFormat == "json" {
		a.log("error", err.Error(), map[string]any{"exit_code": code})
		return
	}
	fmt.Fprintf(a.stderr, "%s %v\n", a.paint(a.stderr, "31;1", "paperlake:"), err)
}

func (a *app) log(level, message string, more map[string]any) {
	if a.logFormat != "json" {
		fmt.Fprintln(a.stderr, message)
		return
	}
	line := map[string]any{"time": time.Now().UTC().Format(time.RFC3339), "level": level, "message": message}
	for k, v := range more {
		line[k] = v
	}
	data, _ := json.Marshal(line)
	fmt.Fprintln(a.stderr, string(data))
}

// terminal tells whether w is a terminal, and how wide it is in columns.
func terminal(w io.Writer) (width int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = 100
	}
	return width, true
}

func (a *app) colored(w io.Writer) bool {
	switch a.color {
	case "always":
		return true
	case "never":
		return false
	}
	_, isTerminal := terminal(w)
	return isTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func (a *app) paint(w io.Writer, code, text string) string {
	if !a.colored(w) {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func defaultWorkers() int { return runtime.GOMAXPROCS(0) }
