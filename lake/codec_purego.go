//go:build !cgo

package lake

import (
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// DefaultCodec compresses pages: zstd at its fastest level, which is the largest single cost of a run.
var DefaultCodec compress.Codec = &zstd.Codec{Level: zstd.SpeedFastest}
