package extract

import (
	"bufio"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// An Input is one file of a run.
type Input struct {
	Name string // as named by the user, with slashes: the value of source_file
	Path string // where it is read, by Open
	Size int64  // bytes on disk; of a member of an archive, unpacked

	Member string // its name in the archive at Path; "" for a file of its own
	tar    *tarPlace
	Tag    string // entity tag of the object that it was copied from
	Known  string // SHA-256 of the content, which is not read again; "": it is to be read
	broken error  // why nothing can be read: Open says it
}

// Resolve turns the arguments of a run (files, folders, globs) into its inputs, sorted by name, each once.
// A folder stands for all files below it except hidden ones, an archive for all of its files.
func Resolve(args []string) ([]Input, error) {
	var out []Input
	for _, arg := range args {
		paths := []string{arg}
		if _, err := os.Lstat(arg); errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?[") {
			matches, bad := filepath.Glob(arg)
			if bad != nil {
				return nil, absent(arg + ": no such file, and no pattern: a [ lacks its ]")
			}
			if len(matches) == 0 {
				return nil, absent(arg + ": no file matches")
			}
			paths = matches
		}
		for _, path := range paths {
			found, err := walk(path)
			if errors.Is(err, fs.ErrNotExist) && len(found) == 0 {
				if _, gone := os.Lstat(path); gone != nil {
					err = absent(path + ": no such file; give files, folders, globs in quotes, URLs, or - for standard input")
				}
			}
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
	}
	slices.SortFunc(out, func(a, b Input) int { return strings.Compare(a.Name, b.Name) })
	return slices.CompactFunc(out, func(a, b Input) bool { return a.Name == b.Name }), nil
}

// Copied returns the inputs in a copy that the user knows by another name: itself, or the files of an archive.
func Copied(in Input) []Input { return expand(in) }

// Taken returns an input that the lake has taken with the same content.
func Taken(name, sha256 string, size int64) Input {
	return Input{Name: name, Known: sha256, Size: size, broken: errors.New("the lake has changed since the run began: run again")}
}

// Broken returns an input that cannot be read: Open says why.
func Broken(name string, why error) Input { return Input{Name: name, broken: why} }

func walk(root string) (out []Input, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path != root && strings.HasPrefix(entry.Name(), ".") {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		info, err := os.Stat(path) // follows links
		if errors.Is(err, fs.ErrNotExist) {
			out = append(out, Input{Name: filepath.ToSlash(filepath.Clean(path)), Path: path, broken: absent("a link to nothing")})
			return nil
		}
		if err != nil {
			return err
		}
		if !info.IsDir() && !info.Mode().IsRegular() { // opening a pipe may wait for ever, and a run reads its inputs twice
			out = append(out, Input{Name: filepath.ToSlash(filepath.Clean(path)), Path: path, broken: absent("a pipe or a device, and no file: pipe it into paperlake run -")})
			return nil
		}
		if !info.IsDir() {
			out = append(out, expand(Input{Name: filepath.ToSlash(filepath.Clean(path)), Path: path, Size: info.Size()})...)
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = absent(root + ": the folder holds no file; hidden ones are passed over")
	}
	return out, err
}

// absent is an error that is fs.ErrNotExist and speaks for itself.
type absent string

func (e absent) Error() string        { return string(e) }
func (e absent) Is(target error) bool { return target == fs.ErrNotExist }

// ErrTruncated says that an input ends too early. Whole records before its end were given out.
var ErrTruncated = errors.New("the input is cut off")

// The first bytes of what Unpack unpacks.
const (
	gzipMagic  = "\x1f\x8b"
	zstdMagic  = "\x28\xb5\x2f\xfd"
	bzip2Magic = "BZh"
	xzMagic    = "\xfd7zXZ\x00"
)

// packedBytes is how much of a packed input is read at a time; gzip by itself reads 4 KB.
const packedBytes = 64 << 10

var packings = [...]string{gzipMagic, zstdMagic, bzip2Magic, xzMagic}

// Unpack returns r without its compression, which is recognised by its first bytes. What is read from it is held
// to Bounds: an error that wraps ErrLimit says which is exceeded.
func Unpack(r io.Reader) (io.Reader, error) {
	head := make([]byte, 6)
	n, err := fill(r, head)
	if err != nil && err != io.EOF {
		return nil, err
	}
	head = head[:n]
	whole := &counted{r: io.MultiReader(strings.NewReader(string(head)), r)}
	if !slices.ContainsFunc(packings[:], func(magic string) bool { return strings.HasPrefix(string(head), magic) }) {
		return &bounded{r: whole}, nil
	}
	ahead := bufio.NewReaderSize(whole, packedBytes)
	var unpacked io.Reader
	switch s := string(head); {
	case strings.HasPrefix(s, gzipMagic):
		unpacked, err = gzip.NewReader(ahead)
	case strings.HasPrefix(s, zstdMagic):
		var z *zstd.Decoder
		if z, err = zstd.NewReader(ahead, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20)); err == nil {
			unpacked = z.IOReadCloser()
		}
	case strings.HasPrefix(s, bzip2Magic):
		unpacked = bzip2.NewReader(ahead)
	case strings.HasPrefix(s, xzMagic):
		unpacked, err = xz.NewReader(ahead)
	}
	if err != nil {
		return nil, packed(err)
	}
	return &bounded{r: packedReader{unpacked}, packed: whole}, nil
}

type packedReader struct{ r io.Reader }

func (p packedReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	return n, packed(err)
}

// packed tells the cut-off of a compressed file from the end of a stream.
func packed(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrTruncated
	}
	if err != nil && err != io.EOF {
		return fmt.Errorf("the compressed file is damaged: %w", err)
	}
	return err
}
