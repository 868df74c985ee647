//go:build cgo

package lake

import (
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/valyala/gozstd"
)

// DefaultCodec compresses pages: zstd at level 1, which is the largest single cost of a run. libzstd does pages of
// paper text at 1.5 times the speed of the pure Go encoder, for 8 % more bytes (MB/s a core 300 to 340 against 200
// to 230, output to input 0.31 against 0.29). Pages are read back in Go.
var DefaultCodec compress.Codec = libzstd{&zstd.Codec{}}

type libzstd struct{ *zstd.Codec }

// Encode implements compress.Codec.
func (libzstd) Encode(dst, src []byte) ([]byte, error) {
	return gozstd.CompressLevel(dst[:0], src, 1), nil
}
