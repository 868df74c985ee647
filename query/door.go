package query

import (
	"context"
	"database/sql/driver"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/paperlake/paperlake/schemas"
)

// A setting is one bolt of the door: what is set, as SQL, and whether what reads back is that.
type setting struct {
	name  string
	value string
	holds func(got driver.Value) bool
}

// door lists the settings in the order in which they must be made: allowed_paths cannot be changed once external
// access is off, temp_directory would be added to the allowed folders if it were still set, and the lock comes last.
func door(files map[string][]string, o Options) ([]setting, error) {
	if err := checkFiles(files); err != nil {
		return nil, err
	}
	memory, _, err := parseBytes(o.MemoryLimit)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLimit, err)
	}
	var paths []string
	for _, t := range schemas.Published {
		paths = append(paths, files[t.Name]...)
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	off := func(name string) setting { return setting{name, "false", equal("false")} }
	on := func(name string) setting { return setting{name, "true", equal("true")} }
	settings := []setting{
		{"allowed_paths", quoteList(paths), samePaths(paths)},
		{"allowed_directories", "[]", samePaths(nil)},
		{"temp_directory", "''", equal("")},
		off("autoinstall_known_extensions"),
		off("autoload_known_extensions"),
		off("allow_community_extensions"),
		{"memory_limit", fmt.Sprintf("'%dB'", memory), about(memory)},
		on("parquet_metadata_cache"), // the files never change; without it every statement reads the footers again
	}
	if o.Threads > 0 {
		settings = append(settings, setting{"threads", strconv.Itoa(o.Threads), equal(strconv.Itoa(o.Threads))})
	}
	return append(settings, off("enable_external_access"), on("lock_configuration")), nil
}

func equal(want string) func(driver.Value) bool {
	return func(got driver.Value) bool { return fmt.Sprint(got) == want }
}

func samePaths(want []string) func(driver.Value) bool {
	return func(got driver.Value) bool {
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return false
		}
		have := make([]string, len(list))
		for i, v := range list {
			have[i], _ = v.(string)
		}
		slices.Sort(have)
		return slices.Equal(have, want)
	}
}

// about accepts the limit as DuckDB shows it: cut to a tenth of a unit, 1GB is "953.6 MiB".
func about(bytes int64) func(driver.Value) bool {
	return func(got driver.Value) bool {
		n, unit, err := parseBytes(fmt.Sprint(got))
		return err == nil && math.Abs(float64(n-bytes)) <= 0.11*unit
	}
}

var byteUnits = map[string]float64{
	"B": 1, "BYTE": 1, "BYTES": 1,
	"KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
	"KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40,
}

func parseBytes(s string) (bytes int64, unit float64, err error) {
	s = strings.TrimSpace(s)
	at := strings.IndexFunc(s, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
	if at > 0 {
		n, err := strconv.ParseFloat(s[:at], 64)
		unit, ok := byteUnits[strings.ToUpper(strings.TrimSpace(s[at:]))]
		if err == nil && ok && n > 0 && n*unit < math.MaxInt64 {
			return int64(n * unit), unit, nil
		}
	}
	return 0, 0, fmt.Errorf("%q is no amount of memory: want a number and a unit, as 512MiB or 1GB", s)
}

// checkSettings reads every setting back and compares.
func checkSettings(ctx context.Context, conn *duckdb.Conn, settings []setting) error {
	columns := make([]string, len(settings))
	for i, s := range settings {
		columns[i] = "current_setting(" + quoteText(s.name) + ")"
	}
	rows, err := conn.QueryContext(ctx, "SELECT "+strings.Join(columns, ", "), nil)
	if err != nil {
		return fmt.Errorf("read DuckDB's settings back: %w", clean(err))
	}
	defer rows.Close()
	got := make([]driver.Value, len(settings))
	if err := rows.Next(got); err != nil {
		return fmt.Errorf("read DuckDB's settings back: %w", err)
	}
	for i, s := range settings {
		if !s.holds(got[i]) {
			return fmt.Errorf("DuckDB's setting %s is %v, want %s: not opened", s.name, got[i], s.value)
		}
	}
	if err := rows.Next(got); err != io.EOF {
		return fmt.Errorf("read DuckDB's settings back: more than one row")
	}
	return nil
}
