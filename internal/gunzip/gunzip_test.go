package gunzip

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// texts are of many shapes: empty, of one byte, runs, no repeats at all, far repeats, prose, longer than the window.
func texts() map[string][]byte {
	rng := rand.New(rand.NewPCG(7, 7))
	noise := make([]byte, 300<<10)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	var prose, skewed bytes.Buffer
	words := strings.Fields("the speed of a method on graphs is measured in seconds and tokens ; results , figures and tables follow")
	for prose.Len() < 700<<10 {
		fmt.Fprintf(&prose, "%s %d ", words[rng.IntN(len(words))], rng.IntN(1000))
	}
	for skewed.Len() < 200<<10 { // codes of very unequal lengths
		skewed.WriteByte(byte(min(255, int(rng.ExpFloat64()*rng.ExpFloat64()*9))))
	}
	return map[string][]byte{
		"empty": nil, "byte": []byte("x"), "run": bytes.Repeat([]byte("z"), 100_000), "pairs": bytes.Repeat([]byte("ab"), 70_000),
		"noise": noise, "far": append(append(bytes.Clone(noise[:32<<10]), noise[:32<<10]...), noise[:1000]...), "prose": prose.Bytes(), "skewed": skewed.Bytes(),
	}
}

func pack(t testing.TB, level int, texts ...[]byte) []byte {
	var b bytes.Buffer
	for _, text := range texts {
		w, err := gzip.NewWriterLevel(&b, level)
		if err != nil {
			t.Fatal(err)
		}
		w.Name, w.Comment, w.Extra = "a name", "a comment", []byte("extra")
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

var levels = []int{gzip.HuffmanOnly, gzip.NoCompression, gzip.BestSpeed, gzip.DefaultCompression, gzip.BestCompression}

func TestUnpacks(t *testing.T) {
	for name, text := range texts() {
		for _, level := range levels {
			for n, members := range [][][]byte{{text}, {text, []byte("between"), text}} {
				packed := pack(t, level, members...)
				for how, r := range map[string]io.Reader{
					"whole": bytes.NewReader(packed), "halves": iotest.HalfReader(bytes.NewReader(packed)), "last with EOF": iotest.DataErrReader(bytes.NewReader(packed)),
				} {
					got, err := io.ReadAll(NewReader(r))
					if err != nil || !bytes.Equal(got, bytes.Join(members, nil)) {
						t.Errorf("%s, level %d, case %d, %s: %d bytes, want %d; error %v", name, level, n, how, len(got), len(bytes.Join(members, nil)), err)
					}
				}
			}
		}
	}
}

// reference is what the standard library makes of a stream.
func reference(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// same holds a stream, damaged or not, to the standard library: the same text comes out, and then an error or none. Where the input
// ends too early the other reader wants more bits than a symbol has, so it may give out less, and not see that what is left is damaged.
func same(t *testing.T, what string, packed []byte) (got []byte, err error) {
	t.Helper()
	want, wanted := reference(packed)
	got, err = io.ReadAll(NewReader(bytes.NewReader(packed)))
	cut := errors.Is(wanted, io.ErrUnexpectedEOF) || wanted == io.EOF
	equal := bytes.Equal(got, want) || cut && bytes.HasPrefix(got, want) && len(got) <= len(want)+258
	if !equal || (err == nil) != (wanted == nil) {
		t.Errorf("%s: %d bytes and error %v, want %d and %v", what, len(got), err, len(want), wanted)
	}
	return got, err
}

// All that stands before a cut is given out, wherever it is.
func TestCutOff(t *testing.T) {
	all := texts()
	for _, name := range []string{"byte", "prose", "skewed", "noise", "run"} {
		text := all[name][:min(len(all[name]), 400)]
		for _, level := range levels {
			packed := pack(t, level, text, text[:len(text)/2])
			for n := range packed {
				what := fmt.Sprintf("%s, level %d, %d of %d bytes", name, level, n, len(packed))
				got, err := same(t, what, packed[:n])
				if !bytes.HasPrefix(append(bytes.Clone(text), text...), got) || err != nil && err != io.ErrUnexpectedEOF {
					t.Errorf("%s: other text, or error %v", what, err)
				}
			}
		}
	}
}

func TestDamaged(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for name, text := range texts() {
		for _, level := range levels {
			packed := pack(t, level, text[:min(len(text), 60<<10)])
			for round := range 30 {
				broken := bytes.Clone(packed)
				for range 1 + rng.IntN(3) {
					broken[rng.IntN(len(broken))] ^= 1 << rng.IntN(8)
				}
				same(t, fmt.Sprintf("%s, level %d, round %d", name, level, round), broken)
			}
		}
	}
	whole := pack(t, 6, []byte("text"))
	same(t, "other bytes behind", append(bytes.Clone(whole), "more"...))
	for _, tt := range []struct {
		at   int
		want error
	}{{0, ErrHeader}, {len(whole) - 1, ErrChecksum}, {len(whole) - 5, ErrChecksum}} {
		broken := bytes.Clone(whole)
		broken[tt.at] ^= 1
		if _, err := io.ReadAll(NewReader(bytes.NewReader(broken))); err != tt.want {
			t.Errorf("byte %d changed: error %v, want %v", tt.at, err, tt.want)
		}
	}
}

// An error of the file is passed on, after the text before it.
func TestReadError(t *testing.T) {
	text := texts()["prose"]
	packed := pack(t, 6, text)
	broken := errors.New("the disk is gone")
	got, err := io.ReadAll(NewReader(io.MultiReader(bytes.NewReader(packed[:len(packed)/2]), iotest.ErrReader(broken))))
	if err != broken || len(got) < len(text)/3 || !bytes.HasPrefix(text, got) {
		t.Errorf("%d of %d bytes, error %v", len(got), len(text), err)
	}
}

func FuzzReader(f *testing.F) {
	for _, level := range levels {
		f.Add(pack(f, level, []byte("one text, and one text more"), []byte("two")))
	}
	f.Fuzz(func(t *testing.T, packed []byte) { same(t, "fuzzed", packed) })
}

func BenchmarkReader(b *testing.B) {
	text := texts()["prose"]
	packed := pack(b, 6, text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := io.Copy(io.Discard, NewReader(bytes.NewReader(packed))); err != nil {
			b.Fatal(err)
		}
	}
}
