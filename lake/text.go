package lake

import (
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// Text passes between Arrow and Parquet as views of the same bytes; both sides only read them.

func textValue(s string) parquet.Value {
	return parquet.ByteArrayValue(unsafe.Slice(unsafe.StringData(s), len(s)))
}

func viewText(v *parquet.Value) string {
	b := v.ByteArray()
	return unsafe.String(unsafe.SliceData(b), len(b))
}
