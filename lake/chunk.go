package lake

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/cespare/xxhash/v2"
	"github.com/parquet-go/parquet-go/bloom"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/paperlake/paperlake/schemas"
)

// chunk = [dictionary page] data page…  (each a Thrift header and a compressed body)
// body of a data page = [repetition levels] [definition levels] values
// values = numbers, or codes of a dictionary, or the lengths of texts and then the texts (DELTA_LENGTH_BYTE_ARRAY)
//
// Values are encoded as they come out of an Arrow array, once: parquet-go's writer takes each as a parquet.Value,
// keeps it in a buffer and encodes that, which cost as much as compressing did. Here the format's structures, its
// run-length code and its Bloom filters are parquet-go's, and so is all reading.

// A chunk is one column of a row group on its way into the file. Its finished pages wait in the store of the group, so that
// the chunk is free for the next group while this one waits for its turn.
type chunk struct {
	column schemas.Column
	codec  compress.Codec
	mem    memory.Allocator
	def    int8 // definition level of a value; 0 when nothing can be absent
	rep    int8 // 1 in a list

	// The page under way. Its body begins at headroom, so that levels and lengths, known last, can be put before it.
	body        []byte
	lengths     []int32 // of the texts in body
	codes       []int32 // instead of body, in a column with a dictionary
	bitsInBody  int     // booleans are bits
	levels      []byte  // definition levels; empty while nothing is absent
	repetitions []byte
	values      int // nulls and empty lists included
	nulls       int // and empty lists
	rows        int
	bounds      bounds

	dictionary map[string]int32
	words      []byte // the dictionary, as its page has it
	word       []span // each in words, without its length
	last       int32  // code of the last value
	used       []bool // codes in the page under way

	hashes []uint64 // of the values, for the Bloom filter

	done       packed
	chunkRows  int64
	all        bounds
	ascending  bool
	descending bool
	previous   bounds
}

// packed is a chunk that is finished: what the file says of it, and where its pages wait.
type packed struct {
	meta       format.ColumnMetaData
	dictionary [][]byte // parts of the store, in order
	pages      [][]byte
	locations  []format.PageLocation // offsets count from the first data page
	index      format.ColumnIndex
	filter     []byte
}

// A span is bytes from..to of a buffer.
type span struct{ from, to int }

const headroom = 8 << 10 // bytes; what needs more is copied together with the values

func newChunk(c schemas.Column, codec compress.Codec, mem memory.Allocator) *chunk {
	k := &chunk{column: c, codec: codec, mem: mem}
	if c.Type.ID() == arrow.LIST {
		k.rep, k.def = 1, 1
	}
	if c.Nullable {
		k.def++
	}
	if c.Dict {
		k.dictionary = map[string]int32{}
	}
	k.reset()
	return k
}

// reset makes the chunk empty; its memory stays.
func (c *chunk) reset() {
	c.clearPage()
	clear(c.dictionary)
	c.words, c.word, c.hashes = c.words[:0], c.word[:0], c.hashes[:0]
	c.done, c.chunkRows = packed{}, 0
	c.all, c.previous, c.ascending, c.descending = bounds{}, bounds{}, true, true
}

func (c *chunk) clearPage() {
	if c.body == nil {
		c.body = c.mem.Allocate(2 * headroom)
	}
	c.body, c.lengths, c.codes, c.bitsInBody = c.body[:headroom], c.lengths[:0], c.codes[:0], 0
	c.levels, c.repetitions = c.levels[:0], c.repetitions[:0]
	c.values, c.nulls, c.rows, c.bounds, c.last = 0, 0, 0, bounds{}, -1
	clear(c.used)
}

// size is that of the page under way, before compression.
func (c *chunk) size() int {
	return len(c.body) - headroom + 4*(len(c.lengths)+len(c.codes)) + c.values*min(1, int(c.def))
}

// absent appends n nulls or empty lists.
func (c *chunk) absent(level int8, n int) {
	if c.nulls == 0 {
		c.levels = appendTimes(c.levels, byte(c.def), c.values)
	}
	c.levels = appendTimes(c.levels, byte(level), n)
	c.values += n
	c.nulls += n
}

// present appends the levels of n values that follow.
func (c *chunk) present(n int) {
	c.values += n
	if c.nulls > 0 {
		c.levels = appendTimes(c.levels, byte(c.def), n)
	}
}

func appendTimes(b []byte, v byte, n int) []byte {
	at := len(b)
	b = slices.Grow(b, n)[:at+n]
	for i := range b[at:] {
		b[at+i] = v
	}
	return b
}

// room returns n more bytes of the body.
func (c *chunk) room(n int) []byte {
	at := len(c.body)
	if at+n > cap(c.body) {
		c.body = c.mem.Reallocate(1<<bits.Len(uint(at+n-1)), c.body)
	}
	c.body = c.body[:at+n]
	return c.body[at:]
}

// texts appends the texts between the offsets.
func (c *chunk) texts(all []byte, offsets []int32) {
	from := offsets[0]
	if c.column.Bloom {
		for i, to := range offsets[1:] {
			c.hashes = append(c.hashes, xxhash.Sum64(all[offsets[i]:to]))
		}
	}
	if c.dictionary != nil {
		for i, to := range offsets[1:] {
			c.code(all[offsets[i]:to])
		}
		return
	}
	last := offsets[len(offsets)-1]
	copy(c.room(int(last-from)), all[from:last])
	at := len(c.lengths)
	c.lengths = slices.Grow(c.lengths, len(offsets)-1)[:at+len(offsets)-1]
	lengths := c.lengths[at:]
	for i, to := range offsets[1:] {
		lengths[i] = to - from
		c.bounds.text(all[from:to])
		from = to
	}
}

// code appends the place of v in the dictionary. Neighbours are often the same.
func (c *chunk) code(v []byte) {
	if at := c.last; at < 0 || string(c.words[c.word[at].from:c.word[at].to]) != string(v) {
		code, ok := c.dictionary[string(v)]
		if !ok {
			code = int32(len(c.word))
			c.dictionary[string(v)] = code
			c.words = binary.LittleEndian.AppendUint32(c.words, uint32(len(v)))
			c.words = append(c.words, v...)
			c.word = append(c.word, span{len(c.words) - len(v), len(c.words)})
		}
		if len(c.used) < len(c.word) {
			c.used = append(c.used, make([]bool, len(c.word)-len(c.used))...)
		}
		c.used[code] = true
		c.last = code
	}
	c.codes = append(c.codes, c.last)
}

func (c *chunk) int32s(values []int32) {
	b := c.room(4 * len(values))
	for i, v := range values {
		binary.LittleEndian.PutUint32(b[4*i:], uint32(v))
	}
	c.bounds.int(int64(slices.Min(values)), int64(slices.Max(values)))
}

func (c *chunk) int64s(values []int64) {
	b := c.room(8 * len(values))
	for i, v := range values {
		binary.LittleEndian.PutUint64(b[8*i:], uint64(v))
	}
	c.bounds.int(slices.Min(values), slices.Max(values))
}

func (c *chunk) floats(values []float64) {
	b := c.room(8 * len(values))
	for i, v := range values {
		binary.LittleEndian.PutUint64(b[8*i:], math.Float64bits(v))
		c.bounds.float(v)
	}
}

func (c *chunk) bool(v bool) {
	bit := c.bitsInBody % 8
	if bit == 0 {
		c.room(1)[0] = 0
	}
	n := int64(0)
	if v {
		n = 1
		c.body[len(c.body)-1] |= 1 << bit
	}
	c.bitsInBody++
	c.bounds.int(n, n)
}

// closePage ends the page under way, if it has rows.
func (c *chunk) closePage(s *scratch) error {
	if c.rows == 0 {
		return nil
	}
	encoding := format.Plain
	switch {
	case c.dictionary != nil:
		encoding = format.RLEDictionary
		for code, used := range c.used {
			if used {
				c.bounds.text(c.words[c.word[code].from:c.word[code].to])
			}
		}
		codes, err := new(rle.DictionaryEncoding).EncodeInt32(s.codes[:0], c.codes)
		if err != nil {
			return err
		}
		s.codes = codes
		copy(c.room(len(codes)), codes)
	case c.kind() == format.ByteArray:
		encoding = format.DeltaLengthByteArray
	}
	s.front = s.front[:0]
	if c.rep > 0 {
		if err := s.addLevels(c.repetitions, c.rep); err != nil {
			return err
		}
	}
	if c.def > 0 {
		levels := c.levels
		if c.nulls == 0 {
			s.levels = appendTimes(s.levels[:0], byte(c.def), c.values)
			levels = s.levels
		}
		if err := s.addLevels(levels, c.def); err != nil {
			return err
		}
	}
	if encoding == format.DeltaLengthByteArray {
		lengths, err := new(delta.BinaryPackedEncoding).EncodeInt32(s.one[:0], c.lengths)
		if err != nil {
			return err
		}
		s.one = lengths
		s.front = append(s.front, lengths...)
	}
	body := c.body[headroom:]
	if n := len(s.front); n <= headroom {
		body = c.body[headroom-copy(c.body[headroom-n:], s.front):]
	} else {
		s.whole = append(append(s.whole[:0], s.front...), body...)
		body = s.whole
	}
	page, size, err := s.page(c.codec, body, format.PageHeader{
		Type: format.DataPage,
		DataPageHeader: thrift.New(format.DataPageHeader{
			NumValues: int32(c.values), Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE,
		}),
	})
	if err != nil {
		return err
	}
	at := int64(0)
	if n := len(c.done.locations); n > 0 {
		at = c.done.locations[n-1].Offset + int64(c.done.locations[n-1].CompressedPageSize)
	}
	c.done.pages = append(c.done.pages, page[:]...)
	c.done.locations = append(c.done.locations, format.PageLocation{
		Offset: at, CompressedPageSize: int32(size), FirstRowIndex: c.chunkRows,
	})
	c.done.meta.TotalCompressedSize += int64(size)
	c.note(int64(s.unpacked), encoding)
	c.clearPage()
	return nil
}

// note enters the page into the metadata of the chunk.
func (c *chunk) note(unpacked int64, encoding format.Encoding) {
	m := &c.done.meta
	m.NumValues += int64(c.values)
	m.TotalUncompressedSize += unpacked
	m.Statistics.NullCount += int64(c.nulls)
	if len(m.EncodingStats) == 0 {
		m.EncodingStats = append(m.EncodingStats, format.PageEncodingStats{PageType: format.DataPage, Encoding: encoding})
	}
	m.EncodingStats[0].Count++
	c.chunkRows += int64(c.rows)

	kind := c.kind()
	if !c.bounds.any && c.nulls < c.values { // nothing here is a number, which is not to look as if all were null
		c.bounds.float(math.Inf(-1))
		c.bounds.float(math.Inf(1))
	}
	b := c.bounds
	x := &c.done.index
	x.NullPages = append(x.NullPages, !b.any)
	x.NullCounts = append(x.NullCounts, int64(c.nulls))
	x.MinValues = append(x.MinValues, b.min(kind))
	x.MaxValues = append(x.MaxValues, b.max(kind))
	if !b.any {
		return
	}
	if c.previous.any {
		c.ascending = c.ascending && !b.below(&c.previous, kind)
		c.descending = c.descending && !c.previous.below(&b, kind)
	}
	c.previous = b
	c.all.join(&b, kind)
}

// finish closes the last page, makes the dictionary's page and the Bloom filter, and leaves the chunk empty.
func (c *chunk) finish(s *scratch) (packed, error) {
	if err := c.closePage(s); err != nil {
		return packed{}, err
	}
	m := &c.done.meta
	m.Type, m.Codec, m.PathInSchema = c.kind(), c.codec.CompressionCodec(), []string{c.column.Name}
	if c.rep > 0 {
		m.PathInSchema = []string{c.column.Name, "list", "element"}
	}
	switch {
	case c.dictionary != nil:
		m.Encoding = []format.Encoding{format.Plain, format.RLE, format.RLEDictionary}
	case m.Type == format.ByteArray:
		m.Encoding = []format.Encoding{format.RLE, format.DeltaLengthByteArray}
	default:
		m.Encoding = []format.Encoding{format.Plain, format.RLE}
	}
	if c.dictionary != nil {
		m.EncodingStats = append(m.EncodingStats, format.PageEncodingStats{PageType: format.DictionaryPage, Encoding: format.Plain, Count: 1})
		page, size, err := s.page(c.codec, c.words, format.PageHeader{
			Type:                 format.DictionaryPage,
			DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(len(c.word)), Encoding: format.Plain}),
		})
		if err != nil {
			return packed{}, err
		}
		c.done.dictionary = page[:]
		m.TotalUncompressedSize += int64(s.unpacked)
		m.TotalCompressedSize += int64(size)
	}
	if high := c.all.max(m.Type); c.all.any && (m.Type != format.ByteArray || utf8.Valid(high)) { // readers check texts
		m.Statistics.MinValue, m.Statistics.MaxValue = c.all.min(m.Type), high
	}
	switch {
	case c.ascending:
		c.done.index.BoundaryOrder = format.Ascending
	case c.descending:
		c.done.index.BoundaryOrder = format.Descending
	default:
		c.done.index.BoundaryOrder = format.Unordered
	}
	if c.column.Bloom {
		filter := make(bloom.SplitBlockFilter, max(1, bloom.NumSplitBlocksOf(int64(len(c.hashes)), bloomBits)))
		filter.InsertBulk(c.hashes)
		c.done.filter = filter.Bytes()
	}
	done := c.done
	c.reset()
	return done, nil
}

// kind is the physical type.
func (c *chunk) kind() format.Type { return kindOf(c.column.Type) }

func kindOf(t arrow.DataType) format.Type {
	switch t.ID() {
	case arrow.INT32, arrow.DATE32:
		return format.Int32
	case arrow.INT64:
		return format.Int64
	case arrow.FLOAT64:
		return format.Double
	case arrow.BOOL:
		return format.Boolean
	}
	return format.ByteArray
}

// scratch is memory that the chunks of a row group use one after the other.
type scratch struct {
	store      *store // of the pages
	front, one []byte
	levels     []byte
	codes      []byte
	whole      []byte
	header     headerBuffer
	unpacked   int // size of the last page, header included
}

// addLevels appends levels of at most max, run-length coded, after their size.
func (s *scratch) addLevels(levels []byte, max int8) error {
	coded, err := (&rle.Encoding{BitWidth: bits.Len8(uint8(max))}).EncodeLevels(s.one[:0], levels)
	if err != nil {
		return err
	}
	s.one = coded
	s.front = binary.LittleEndian.AppendUint32(s.front, uint32(len(coded)))
	s.front = append(s.front, coded...)
	return nil
}

// page stores a page: its header and its body, of size bytes together.
func (s *scratch) page(codec compress.Codec, plain []byte, h format.PageHeader) (page [2][]byte, size int, err error) {
	if len(plain) > math.MaxInt32 {
		return page, 0, fmt.Errorf("has a page of %d bytes, and Parquet counts them in 31 bits", len(plain))
	}
	body, err := codec.Encode(s.store.room(worstCase(len(plain))), plain) // with less room gozstd may compress twice
	if err != nil {
		return page, 0, err
	}
	body = s.store.keep(body)
	h.UncompressedPageSize, h.CompressedPageSize = int32(len(plain)), int32(len(body))
	h.CRC = int32(crc32.ChecksumIEEE(body))
	header, err := s.header.encode(&h)
	if err != nil {
		return page, 0, err
	}
	s.unpacked = len(header) + len(plain)
	return [2][]byte{s.store.keep(header), body}, len(header) + len(body), nil
}

// worstCase is zstd's bound of the compressed size, ZSTD_COMPRESSBOUND.
func worstCase(n int) int { return n + n>>8 + max(0, 128<<10-n)>>11 }
