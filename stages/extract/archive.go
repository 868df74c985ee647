package extract

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
)

// An archive (zip; tar, also compressed) is as good as a folder: each of its files is an input of its own, named
// "archive.zip/folder/member.json". What is wrong with the archive as a whole is an error of one input in its
// place, so that the other inputs of a run do not suffer from it.

// Open opens the input as it lies on disk or in its archive; it may still be compressed. The caller closes it.
func (in Input) Open() (io.ReadCloser, error) {
	switch {
	case in.broken != nil:
		return nil, in.broken
	case in.Member == "":
		return os.Open(in.Path)
	case in.tar != nil:
		return in.tar.open(in.Path)
	}
	archive, err := zip.OpenReader(in.Path)
	if err != nil {
		return nil, fmt.Errorf("the zip archive is damaged: %w", err)
	}
	for _, f := range slices.Backward(archive.File) { // as with an unpacker, of two files of one name the last counts
		if f.Name != in.Member {
			continue
		}
		r, err := f.Open()
		if err != nil {
			archive.Close()
			return nil, fmt.Errorf("the zip archive is damaged: %w", err)
		}
		packed := &counted{n: int64(f.CompressedSize64)}
		return member{&bounded{r: packedReader{r}, packed: packed}, []io.Closer{r, archive}}, nil
	}
	archive.Close()
	return nil, fmt.Errorf("the zip archive has no %q any more", in.Member)
}

// member is an opened file of an archive.
type member struct {
	io.Reader
	closers []io.Closer
}

func (m member) Close() error {
	var errs []error
	for _, c := range m.closers {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// tarPlace is where a member of a tar archive lies: in the archive itself, or in a copy without its compression,
// since nothing in the middle of a compressed archive can be reached without reading all before it.
type tarPlace struct {
	spooled      *os.File // nil: the archive is not compressed
	offset, size int64
}

func (t *tarPlace) open(path string) (io.ReadCloser, error) {
	if t.spooled != nil {
		return member{Reader: io.NewSectionReader(t.spooled, t.offset, t.size)}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return member{io.NewSectionReader(f, t.offset, t.size), []io.Closer{f}}, nil
}

// expand returns the members of in as inputs if it is an archive, else in itself.
func expand(in Input) []Input {
	f, err := os.Open(in.Path)
	if err != nil {
		return []Input{in} // opening it says it again
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := fill(f, head)
	if err != nil && err != io.EOF {
		return []Input{in}
	}
	var members []Input
	if magic := string(head[:min(n, 4)]); magic == "PK\x03\x04" || magic == "PK\x05\x06" {
		members, err = zipMembers(in, f)
	} else {
		compressed := isPacked(head[:n])
		if _, bad := f.Seek(0, io.SeekStart); bad != nil {
			return []Input{in} // a pipe
		}
		if compressed {
			unpacked, bad := Unpack(f)
			if bad != nil {
				return []Input{in}
			}
			if n, bad = fill(unpacked, head); bad != nil && bad != io.EOF || !isTar(head[:n]) {
				return []Input{in}
			}
			members, err = spoolTar(in, io.MultiReader(strings.NewReader(string(head[:n])), unpacked))
		} else if isTar(head[:n]) {
			members, err = tarMembers(in, f, nil)
		} else {
			return []Input{in}
		}
	}
	if err == nil && len(members) == 0 {
		err = errors.New("the archive holds no file")
	}
	if err != nil {
		in.broken = err
		return []Input{in}
	}
	return members
}

func isTar(head []byte) bool { return len(head) == 512 && string(head[257:262]) == "ustar" }

// isPacked tells whether Unpack would take off a compression.
func isPacked(head []byte) bool {
	for _, magic := range packings {
		if strings.HasPrefix(string(head), magic) {
			return true
		}
	}
	return false
}

func zipMembers(in Input, f *os.File) (out []Input, err error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(f, info.Size())
	if err != nil {
		return nil, fmt.Errorf("the zip archive is damaged: %w", err)
	}
	if len(archive.File) > Bounds.Entries {
		return nil, errLimit("max-entries", "the archive has %d entries, more than %d", len(archive.File), Bounds.Entries)
	}
	var packed, unpacked uint64
	for _, e := range archive.File {
		if e.Name == "[Content_Types].xml" {
			return nil, errors.New("an Office document: save its table as CSV")
		}
		if packed += e.CompressedSize64; packed > uint64(info.Size()) {
			return nil, fmt.Errorf("the entries of the zip archive overlap: no archiver writes that")
		}
		if unpacked += e.UncompressedSize64; unpacked > uint64(Bounds.Unpacked) {
			return nil, errLimit("max-unpacked", "the archive has more than %d bytes when it is unpacked", Bounds.Unpacked)
		}
		wanted, err := checkEntry(e.Name)
		if err != nil {
			return nil, err
		}
		if !wanted || !e.Mode().IsRegular() {
			continue
		}
		m := in.member(e.Name, int64(e.UncompressedSize64))
		if e.Flags&1 != 0 {
			m.broken = errors.New("the file is encrypted in its archive: unpack it first")
		}
		out = append(out, m)
	}
	return out, nil
}

// member returns the input of one file of the archive in.
func (in Input) member(name string, size int64) Input {
	return Input{Name: in.Name + "/" + path.Clean(strings.ReplaceAll(name, `\`, "/")), Path: in.Path, Size: size, Member: name, Tag: in.Tag}
}

// spoolTar copies a compressed tar archive, unpacked, to a temporary file that goes with the process.
func spoolTar(in Input, r io.Reader) ([]Input, error) {
	f, err := os.CreateTemp("", "paperlake-*.tar")
	if err != nil {
		return nil, err
	}
	os.Remove(f.Name()) // it stays readable as long as it is open; where that is not so, the system clears it away
	if _, err := io.Copy(f, r); err != nil {
		f.Close()
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		f.Close()
		return nil, err
	}
	return tarMembers(in, f, f)
}

func tarMembers(in Input, f, spooled *os.File) (out []Input, err error) {
	at := &counted{r: f}
	archive := tar.NewReader(at)
	for entries := 0; ; entries++ {
		h, err := archive.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the tar archive is damaged: %w", packed(err))
		}
		if entries >= Bounds.Entries {
			return nil, errLimit("max-entries", "the archive has more than %d entries", Bounds.Entries)
		}
		wanted, err := checkEntry(h.Name)
		if err != nil {
			return nil, err
		}
		if !wanted || h.Typeflag != tar.TypeReg {
			continue
		}
		m := in.member(h.Name, h.Size)
		m.tar = &tarPlace{spooled: spooled, offset: at.n, size: h.Size}
		// An archive that was added to has a file twice; the last counts.
		out = slices.DeleteFunc(out, func(have Input) bool { return have.Name == m.Name })
		out = append(out, m)
	}
}

// checkEntry refuses a name that would lead out of the archive, and tells whether the entry is wanted: hidden
// files and what macOS adds are not, as with folders.
func checkEntry(name string) (wanted bool, err error) {
	plain := strings.ReplaceAll(name, `\`, "/")
	drive := len(plain) > 1 && plain[1] == ':'
	if plain == "" || plain[0] == '/' || drive || strings.ContainsFunc(plain, func(r rune) bool { return r < ' ' }) {
		return false, fmt.Errorf("the archive has an entry %q: names must be relative and printable; the archive is not read", name)
	}
	wanted = !strings.HasSuffix(plain, "/")
	for part := range strings.SplitSeq(strings.TrimPrefix(plain, "./"), "/") {
		if part == ".." {
			return false, fmt.Errorf("the archive has an entry %q that leads out of it; the archive is not read", name)
		}
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			wanted = false
		}
	}
	return wanted, nil
}
