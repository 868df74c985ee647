package extract

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// A parser reads the records of one text format. It belongs to one goroutine.
type parser interface {
	// under is told what the next records stand under, before them and whenever that changes.
	under(head string)
	// parse reads one record into r, which is empty. It returns errPassedOver for what is no paper and no
	// problem, a rejection for what is kept out. Strings of r may be views of data.
	parse(data string, r *Record, warn warn) error
}

// warn notes something that is wrong with a record, which is taken all the same.
type warn func(code, message string)

// A rejection keeps a record out.
type rejection struct{ code, message string }

func (r *rejection) Error() string { return r.message }

func reject(code, format string, args ...any) error {
	return &rejection{code, fmt.Sprintf(format, args...)}
}

// textDecoder decodes the blocks of cutRecords.
type textDecoder struct {
	parser parser
	record Record
	head   string
	begun  bool
	warned []rejection
	afresh bool // the blocks are no bytes of the input: there are no offsets
}

// Decode implements Decoder.
func (d *textDecoder) Decode(b Block, row func(*Record), bad func(Trouble)) {
	if !d.begun || d.head != b.Head {
		d.parser.under(b.Head)
		d.head, d.begun = b.Head, true
	}
	note := func(code, message string) { d.warned = append(d.warned, rejection{code, message}) }
	for i, end := range b.Ends {
		raw := b.Data[b.Starts[i]:end]
		number, offset := b.First+int64(i), b.Offset+int64(b.Starts[i])
		if d.afresh {
			offset = 0
		}
		d.warned = d.warned[:0]
		data := view(raw)
		if !utf8.Valid(raw) {
			data = latin(raw)
			note("invalid_utf8", "the record has bytes that are not UTF-8; they are read as windows-1252")
		}
		d.record.reset()
		err := d.parser.parse(data, &d.record, note)
		if err == nil && strings.TrimSpace(d.record.Title) == "" {
			err = reject("missing_title", "no title")
		}
		if err == errPassedOver {
			continue
		}
		trouble := Trouble{Record: number, Offset: offset, Excerpt: excerpt(raw)}
		if err != nil {
			trouble.Code, trouble.Message = "invalid_record", err.Error()+"; the record is kept out"
			var r *rejection
			if errors.As(err, &r) {
				trouble.Code = r.code
			}
			bad(trouble)
			continue
		}
		for _, w := range d.warned {
			trouble.Code, trouble.Message, trouble.Kept = w.code, w.message, true
			bad(trouble)
		}
		d.record.Number, d.record.Offset = number, offset
		row(&d.record)
	}
}

// latin reads as UTF-8 what is UTF-8, and each other byte as windows-1252: files of mixed origin have both.
func latin(data []byte) string {
	var b strings.Builder
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(data[0])
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String()
}

// textReader returns r in UTF-8 if it is UTF-16, which its mark or its zeros tell. Other encodings are left to
// the decoder, record by record.
func textReader(r io.Reader) io.Reader {
	buffered := bufio.NewReaderSize(r, 4096)
	head, _ := buffered.Peek(4096)
	if decoder, ok := utf16Decoder(head); ok {
		return transform.NewReader(buffered, decoder)
	}
	return buffered
}

// textHead returns the head of an input as textReader gives it, without byte order mark and leading blanks.
func textHead(head []byte) []byte {
	if decoder, ok := utf16Decoder(head); ok {
		head, _, _ = transform.Bytes(decoder, head[:len(head)&^1])
	}
	return bytes.TrimLeft(head, "\ufeff \t\r\n")
}

// utf16Decoder recognises UTF-16: by its byte order mark, or because every other byte of the first ones is zero,
// since all text formats begin with ASCII.
func utf16Decoder(head []byte) (transform.Transformer, bool) {
	if len(head) < 4 {
		return nil, false
	}
	marked := string(head[:2]) == "\xff\xfe" || string(head[:2]) == "\xfe\xff"
	order := unicode.BigEndian
	if head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0 {
		order = unicode.LittleEndian
	} else if !marked && !(head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0) {
		return nil, false
	}
	return unicode.UTF16(order, unicode.UseBOM).NewDecoder(), true
}
