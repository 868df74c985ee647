package extract

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

// blockBytes is BlockBytes, except in tests that cut at every border.
var blockBytes = BlockBytes

// splitLines cuts r into blocks that end where a line ends; a last line without its newline is a line.
func splitLines(r io.Reader, emit func(Block) error) error {
	var (
		buf    = getBuffer(blockBytes)
		held   int   // bytes of buf that are filled: the begun line of the last block
		first  int64 = 1
		offset int64
	)
	for {
		n, err := fill(r, buf[held:])
		held += n
		cut := held
		if err != io.EOF { // after any other error the whole lines before it are still good
			cut = bytes.LastIndexByte(buf[:held], '\n') + 1
		}
		if cut == 0 && err == nil { // one line fills the buffer
			if held >= Bounds.Record {
				return errTooLong(fmt.Sprintf("line %d (byte %d)", first, offset), Bounds.Record)
			}
			bigger := make([]byte, 2*len(buf))
			copy(bigger, buf[:held])
			buf = bigger
			continue
		}
		next := getBuffer(max(blockBytes, 2*(held-cut)))
		rest := copy(next, buf[cut:held])
		if cut > 0 {
			lines := int64(bytes.Count(buf[:cut], []byte{'\n'}))
			if err := emit(Block{Data: buf[:cut], First: first, Offset: offset}); err != nil {
				return err
			}
			first += lines
			offset += int64(cut)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		buf, held = next, rest
	}
}

// fill reads until buf is full; io.EOF means that the stream ended, whatever was read.
func fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var m int
		m, err = r.Read(buf[n:])
		n += m
	}
	if n == len(buf) {
		return n, nil
	}
	return n, err
}

var buffers = sync.Pool{New: func() any { return new([BlockBytes]byte) }}

// NewBuffer returns memory for the data of a block, which Release gives back.
func NewBuffer(size int) []byte {
	if size <= BlockBytes && size > BlockBytes/4 {
		return getBuffer(BlockBytes)
	}
	return make([]byte, size)
}

func getBuffer(size int) []byte {
	if size != BlockBytes {
		return make([]byte, size)
	}
	return buffers.Get().(*[BlockBytes]byte)[:]
}

// Release gives the block's memory back; the block and all views of it are dead then.
func (b *Block) Release() {
	if cap(b.Data) == BlockBytes {
		buffers.Put((*[BlockBytes]byte)(b.Data[:BlockBytes]))
	}
	b.Data = nil
}

// eachLine calls fn with each line of the block, without its line end, and its number and offset.
func eachLine(b Block, fn func(line []byte, number, offset int64)) {
	number, offset := b.First, b.Offset
	for data := b.Data; len(data) > 0; number++ {
		end := bytes.IndexByte(data, '\n')
		next := end + 1
		if end < 0 {
			end, next = len(data), len(data)
		}
		line := data[:end]
		if end > 0 && line[end-1] == '\r' {
			line = line[:end-1]
		}
		fn(line, number, offset)
		offset += int64(next)
		data = data[next:]
	}
}

// excerpt returns the first characters of a broken record, for the problems table.
func excerpt(data []byte) string {
	const limit = 200
	if len(data) > limit {
		data = data[:limit]
	}
	return string(bytes.ToValidUTF8(data, []byte("\uFFFD")))
}

func errTooLong(what string, limit int) error {
	return errLimit("max-record", "%s is longer than %d bytes: not a listing, or a damaged one", what, limit)
}
