package query

import (
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/duckdb/duckdb-go/v2"
)

// A Column is a column of a result: its name and its DuckDB type (VARCHAR, BIGINT, DECIMAL(9,2), VARCHAR[] …).
type Column struct {
	Name string
	Type string
}

// A Result hands out rows in order. It belongs to one goroutine, which closes it.
type Result struct {
	conn    *duckdb.Conn
	stmt    *duckdb.Stmt
	rows    driver.Rows
	columns []Column
	values  []driver.Value
	row     []any
	n       int64
	maxRows int64
	more    bool
	err     error
}

func (r *Result) open(rows driver.Rows) {
	r.rows = rows
	types := rows.(driver.RowsColumnTypeDatabaseTypeName)
	for i, name := range rows.Columns() {
		r.columns = append(r.columns, Column{Name: name, Type: types.ColumnTypeDatabaseTypeName(i)})
	}
	r.values = make([]driver.Value, len(r.columns))
	r.row = make([]any, len(r.columns))
}

// Columns returns the columns, in order.
func (r *Result) Columns() []Column { return r.columns }

// Next goes to the next row. It returns false at the end, at Options.MaxRows, and on an error, which Err tells.
func (r *Result) Next() bool {
	if r.err != nil || r.more {
		return false
	}
	if err := r.rows.Next(r.values); err != nil {
		if err != io.EOF {
			r.err = err
		}
		return false
	}
	if r.maxRows > 0 && r.n == r.maxRows {
		r.more = true
		return false
	}
	r.n++
	for i, v := range r.values {
		r.row[i] = plain(v, r.columns[i].Type)
	}
	return true
}

// Row returns the values of the current row: nil, string, int64, float64, bool, time.Time, []any of such values, or
// map[string]any for a struct or map. DECIMAL is a float64, an integer beyond 64 bits a string of its digits, a DATE or
// TIMESTAMP a time.Time in UTC. The slice is used again by Next; its values are not.
func (r *Result) Row() []any { return r.row }

// Rows returns how many rows Next has handed out.
func (r *Result) Rows() int64 { return r.n }

// Truncated says whether rows were held back by Options.MaxRows.
func (r *Result) Truncated() bool { return r.more }

// Err returns the error that ended the rows, if any.
func (r *Result) Err() error { return r.err }

// Close gives the result's memory back.
func (r *Result) Close() error {
	var errs []error
	if r.rows != nil {
		errs = append(errs, r.rows.Close())
	}
	if r.stmt != nil {
		errs = append(errs, r.stmt.Close())
	}
	if r.conn != nil {
		errs = append(errs, r.conn.Close())
	}
	r.rows, r.stmt, r.conn = nil, nil, nil
	return errors.Join(errs...)
}

// plain turns a value of the driver into one of the few types that Row promises.
func plain(v any, sqlType string) any {
	switch v := v.(type) {
	case nil, string, int64, float64, bool:
		return v
	case int8:
		return int64(v)
	case int16:
		return int64(v)
	case int32:
		return int64(v)
	case uint8:
		return int64(v)
	case uint16:
		return int64(v)
	case uint32:
		return int64(v)
	case uint64:
		return plain(new(big.Int).SetUint64(v), sqlType)
	case float32:
		return float64(v)
	case *big.Int:
		if v.IsInt64() {
			return v.Int64()
		}
		return v.String()
	case duckdb.Decimal:
		return v.Float64()
	case time.Time:
		if strings.HasPrefix(sqlType, "TIME") && !strings.HasPrefix(sqlType, "TIMESTAMP") {
			return v.Format("15:04:05.999999")
		}
		return v.UTC()
	case []byte:
		if sqlType == "UUID" && len(v) == 16 {
			return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:])
		}
		if utf8.Valid(v) {
			return string(v)
		}
		return hex.EncodeToString(v)
	case []any:
		elem := strings.TrimSuffix(sqlType, "[]")
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i], elem)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for key := range v {
			out[key] = plain(v[key], "")
		}
		return out
	case duckdb.OrderedMap:
		keys, values := v.Keys(), v.Values()
		out := make(map[string]any, len(keys))
		for i := range keys {
			out[fmt.Sprint(plain(keys[i], ""))] = plain(values[i], "")
		}
		return out
	case duckdb.Interval:
		return intervalText(v)
	}
	return fmt.Sprint(v)
}

// intervalText writes an interval as SQL reads it: "1 month 2 days 01:02:03".
func intervalText(v duckdb.Interval) string {
	var parts []string
	count := func(n int32, unit string) {
		switch n {
		case 0:
		case 1:
			parts = append(parts, "1 "+unit)
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, unit))
		}
	}
	count(v.Months, "month")
	count(v.Days, "day")
	if v.Micros != 0 || len(parts) == 0 {
		sign, rest := "", v.Micros
		if rest < 0 {
			sign, rest = "-", -rest
		}
		clock := fmt.Sprintf("%s%02d:%02d:%02d", sign, rest/3600e6, rest/60e6%60, rest/1e6%60)
		if micros := rest % 1e6; micros != 0 {
			clock += strings.TrimRight(fmt.Sprintf(".%06d", micros), "0")
		}
		parts = append(parts, clock)
	}
	return strings.Join(parts, " ")
}
