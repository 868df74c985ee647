package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"

	"github.com/paperlake/paperlake/schemas"
)

// A Report is what Verify found.
type Report struct {
	Snapshot   *Snapshot // nil when it could not be read
	Parts      int       // checked
	Rows       int64     // of all tables, by the snapshot
	Bytes      int64     // of all parts, by the snapshot
	Mismatches []Mismatch
}

// A Mismatch is one disagreement between the snapshot and the files.
type Mismatch struct {
	Path string // relative to the lake, with slashes
	What string
}

func (m Mismatch) String() string { return m.Path + ": " + m.What }

// OK says that everything agrees.
func (r Report) OK() bool { return len(r.Mismatches) == 0 }

// Verify compares the snapshot with the files, every byte of them: the snapshot's checksum, no part missing and none
// too many, sizes, hashes, and each footer's rows, columns and key-value metadata. It finds all mismatches, not only the
// first. The error is for what keeps it from looking, such as a folder without a lake (ErrNoLake).
func Verify(dir string) (Report, error) {
	s, err := Read(dir)
	if errors.Is(err, ErrDamaged) {
		return Report{Mismatches: []Mismatch{{snapshotName, err.Error()}}}, nil
	}
	if err != nil {
		return Report{}, err
	}
	r := Report{Snapshot: s}
	seen := map[string]bool{}
	for _, name := range tableNames(s) {
		for _, p := range s.Tables[name] {
			r.Parts++
			r.Rows += p.Rows
			r.Bytes += p.Bytes
			wrong := checkPart(dir, name, p)
			if seen[p.Path] {
				wrong = append(wrong, "stands twice in the snapshot")
			}
			seen[p.Path] = true
			for _, w := range wrong {
				r.Mismatches = append(r.Mismatches, Mismatch{p.Path, w})
			}
		}
	}
	strays, err := findStrays(dir, s)
	if err != nil {
		return r, err
	}
	for _, path := range strays {
		r.Mismatches = append(r.Mismatches, Mismatch{path, "is not in the snapshot"})
	}
	return r, nil
}

// tableNames lists the tables of s: the published ones in their order, then any others.
func tableNames(s *Snapshot) []string {
	var names, others []string
	for _, t := range schemas.Published {
		if _, ok := s.Tables[t.Name]; ok {
			names = append(names, t.Name)
		}
	}
	for name := range s.Tables {
		if _, ok := schemas.Lookup(name); !ok {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	return append(names, others...)
}

// checkPart says what is wrong with the file of p, a part of table.
func checkPart(dir, table string, p Part) (wrong []string) {
	f, err := os.Open(partFile(dir, p))
	if errors.Is(err, fs.ErrNotExist) {
		return []string{"is missing"}
	}
	if err != nil {
		return []string{err.Error()}
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		return []string{err.Error()}
	}
	if n != p.Bytes {
		wrong = append(wrong, fmt.Sprintf("has %d bytes, the record says %d", n, p.Bytes))
	}
	if sum := hex.EncodeToString(h.Sum(nil)); sum != p.SHA256 {
		// A reader of Parquet expects intact bytes, so the footer of these is not looked at.
		return append(wrong, fmt.Sprintf("has SHA-256 %s, the record says %s", sum, p.SHA256))
	}
	return append(wrong, checkFooter(f, n, table, p)...)
}

func checkFooter(f io.ReaderAt, size int64, table string, p Part) (wrong []string) {
	pf, err := parquet.OpenFile(f, size)
	if err != nil {
		return []string{err.Error()}
	}
	if pf.NumRows() != p.Rows {
		wrong = append(wrong, fmt.Sprintf("has %d rows, the record says %d", pf.NumRows(), p.Rows))
	}
	if got, _ := pf.Lookup(keyTable); got != table {
		wrong = append(wrong, fmt.Sprintf("is of table %q, the record says %q", got, table))
	}
	if got, _ := pf.Lookup(keySchema); got != schemas.Version {
		wrong = append(wrong, fmt.Sprintf("has schema version %q, this version has %q", got, schemas.Version))
	}
	if t, ok := schemas.Lookup(table); ok && !parquet.EqualNodes(pf.Schema(), parquetSchema(t)) {
		wrong = append(wrong, fmt.Sprintf("has other columns than table %s: %v", table, pf.Schema()))
	}
	return wrong
}
