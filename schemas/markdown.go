package schemas

import (
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
)

// SQLType is the column's type as DuckDB names it.
func (c Column) SQLType() string {
	switch c.Type.ID() {
	case arrow.STRING:
		return "VARCHAR"
	case arrow.LIST:
		return "VARCHAR[]"
	case arrow.INT64:
		return "BIGINT"
	case arrow.INT32:
		return "INTEGER"
	case arrow.FLOAT64:
		return "DOUBLE"
	case arrow.DATE32:
		return "DATE"
	case arrow.BOOL:
		return "BOOLEAN"
	}
	panic("schemas: no SQL type for " + c.Type.String())
}

// Meaning is the column's doc, with its vocabulary where it has one.
func (c Column) Meaning() string {
	if len(c.Values) == 0 {
		return c.Doc
	}
	return c.Doc + " One of `" + strings.Join(c.Values, "`, `") + "`."
}

// WriteMarkdown writes the contract of the tables; SCHEMA.md is WriteMarkdown(w, Published...).
func WriteMarkdown(w io.Writer, tables ...*Table) error {
	var b strings.Builder
	b.WriteString("# The tables\n\nWritten by `paperlake schema`; do not edit. Schema version " + Version + ".\n")
	for _, t := range tables {
		fmt.Fprintf(&b, "\n## %s\n\nA row is %s.\n\n| column | type | null | meaning |\n|---|---|---|---|\n", t.Name, t.Doc)
		for _, c := range t.Columns {
			null := ""
			if c.Nullable {
				null = "yes"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.Name, c.SQLType(), null, c.Meaning())
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
