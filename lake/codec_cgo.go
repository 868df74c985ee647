//go:build cgo

package lake

import (
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/valyala/gozstd"
)

// DefaultCodec compresses pages: zstd at level 1, which is the largest single cost of a run. libzstd does pages of
// paper text at 1.5 times the speed of the pure Go encoder, for 8 % more bytes (MB/s a core 300 to 340 against 200
// to 230, output to input 0.31 against 0.29). Pages are read back in Go. Level 1 lies on the edge of what libzstd can do:
// over abstracts no hash, window or match length from 5 to 7 and no acceleration is over 5 % faster unless its
// output is over 5 % larger, and levels below 1 save a twentieth of the time for a quarter more bytes.
var DefaultCodec compress.Codec = libzstd{&zstd.Codec{}}

type libzstd struct{ *zstd.Codec }

// Encode implements compress.Codec.
func (libzstd) Encode(dst, src []byte) ([]byte, error) {
	return gozstd.CompressLevel(dst[:0], src, 1), nil
}
