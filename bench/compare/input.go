package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// An input is one size and shape of the listings; rates are of its plain bytes.
type input struct {
	copies int
	files  []string
	plain  int64
}

// suffixes tell the titles of one copy from the next; copy 0 stays as it is.
var suffixes = [...]string{"", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett"}

// makeInput unpacks the months of from into folder: copies of them, in one file or one a month. A further copy is of
// other papers in other years: ids and titles differ, so nothing in it is a repeat of another copy's, and everything
// else is the same byte for byte, repeats within the copy included.
func makeInput(from, folder string, copies int, oneFile, packed bool) error {
	months, err := filepath.Glob(filepath.Join(from, "*.jsonl.gz"))
	if err != nil {
		return err
	}
	if len(months) == 0 {
		return fmt.Errorf("%s: no *.jsonl.gz", from)
	}
	if copies > len(suffixes) {
		return fmt.Errorf("%d copies: at most %d are told apart", copies, len(suffixes))
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var w *listing
	taken := map[string]bool{}
	for n := range copies {
		ids := map[string]string{}
		for _, month := range months {
			if w == nil || !oneFile {
				name := "listings.jsonl"
				if !oneFile {
					name = shiftYear(strings.TrimSuffix(filepath.Base(month), ".gz"), n)
				}
				if w, err = createListing(filepath.Join(folder, name), packed); err != nil {
					return err
				}
			}
			err := eachLine(month, func(line []byte) error { return w.write(vary(line, n, ids, taken)) })
			if err != nil {
				return fmt.Errorf("%s: %w", month, err)
			}
			if !oneFile {
				if err := w.close(); err != nil {
					return err
				}
			}
		}
	}
	if oneFile {
		return w.close()
	}
	return nil
}

// vary gives the line's paper the id and the title of copy n. ids maps the ids of the copy, taken holds those of all.
func vary(line []byte, n int, ids map[string]string, taken map[string]bool) []byte {
	id, ok := field(line, `"id": "`)
	if !ok {
		return line
	}
	fresh, ok := ids[string(id)]
	if !ok {
		fresh = freshID(string(id), n, taken)
		ids[string(id)] = fresh
	}
	if n == 0 {
		return line
	}
	line = bytes.ReplaceAll(line, id, []byte(fresh)) // in id, abs and pdf
	title, ok := field(line, `"title": "`)
	if !ok || len(title) == 0 {
		return line
	}
	// The first word and the last one: near-duplicate search looks at both ends.
	at := bytes.Index(line, title)
	word := 0
	for word < len(title) && isLetter(title[word]) {
		word++
	}
	var out []byte
	out = append(out, line[:at+word]...)
	out = append(out, suffixes[n]...)
	if word == 0 {
		out = append(out, ' ')
	}
	out = append(out, title[word:]...)
	out = append(out, ' ')
	out = append(out, suffixes[n]...)
	return append(out, line[at+len(title):]...)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// field returns the JSON string after key, escapes untouched.
func field(line []byte, key string) ([]byte, bool) {
	_, rest, ok := bytes.Cut(line, []byte(key))
	if !ok {
		return nil, false
	}
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '\\':
			i++
		case '"':
			return rest[:i], true
		}
	}
	return nil, false
}

// freshID moves "2503.11731" n years back, as far as ids have five digits, and to the next free number.
func freshID(id string, n int, taken map[string]bool) string {
	fresh := id
	var year, month, number int
	if _, err := fmt.Sscanf(id, "%2d%2d.%5d", &year, &month, &number); err == nil && len(id) == 10 {
		if year-n >= 15 {
			year -= n
		}
		for fresh = ""; fresh == "" || taken[fresh]; number++ {
			fresh = fmt.Sprintf("%02d%02d.%05d", year, month, number)
		}
	}
	taken[fresh] = true
	return fresh
}

func shiftYear(name string, n int) string {
	var year int
	if _, err := fmt.Sscanf(name, "%4d-", &year); err != nil {
		return fmt.Sprintf("%d-%s", n, name)
	}
	return fmt.Sprintf("%04d", year-n) + name[4:]
}

func eachLine(path string, fn func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	r := bufio.NewReaderSize(z, 1<<20)
	for {
		line, err := r.ReadBytes('\n')
		if len(line) > 0 {
			if err := fn(line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// A listing is a file being written, packed or not.
type listing struct {
	buf   *bufio.Writer
	chain []io.Closer
}

func createListing(path string, packed bool) (*listing, error) {
	if packed {
		path += ".gz"
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	l := &listing{chain: []io.Closer{f}}
	var w io.Writer = f
	if packed {
		z := gzip.NewWriter(f)
		l.chain = []io.Closer{z, f}
		w = z
	}
	l.buf = bufio.NewWriterSize(w, 1<<20)
	return l, nil
}

func (l *listing) write(line []byte) error { _, err := l.buf.Write(line); return err }

func (l *listing) close() error {
	err := l.buf.Flush()
	for _, c := range l.chain {
		err = errors.Join(err, c.Close())
	}
	return err
}

// gunzip decodes the files and throws the text away, as many side by side as there are threads: the bound for anything
// that reads them.
func gunzip(files []string, threads int) error {
	next := make(chan string)
	var group sync.WaitGroup
	errs := make([]error, threads)
	for i := range threads {
		group.Go(func() {
			for name := range next {
				errs[i] = errors.Join(errs[i], gunzipOne(name))
			}
		})
	}
	for _, name := range files {
		next <- name
	}
	close(next)
	group.Wait()
	return errors.Join(errs...)
}

func gunzipOne(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReaderSize(f, 1<<20))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if _, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{z}, make([]byte, 1<<20)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
