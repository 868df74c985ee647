package pipeline

import (
	"context"
	"encoding/binary"
	"math"
	"slices"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/cespare/xxhash/v2"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/stages/extract"
	"github.com/paperlake/paperlake/stages/normalize"
)

// An edition of a paper is what some of its records say alike. Most papers have one, however often they are listed: of
// 24,871 records in a year of arXiv that repeat an id, 24,837 repeat everything. A paper's row is of the edition that
// its latest record has, and comes from the first record of that edition: a repeat that is listed later leaves
// the row where it is. So neither the row nor the record that it comes from depends on the order of arrival.
type edition struct {
	paper   idKey
	content uint64 // hash, see contentOf
	first   moment // of the run's records; never once papers is not made from them
	last    moment // of all of its records
	text    uint32 // the id that the records have, where the key does not hold it
	next    uint32 // another edition of the paper, by number + 1
	held    uint32 // what the lake has of it, by number + 1
}

// held is what the lake has of an edition that the run has records of, or whose paper it has records of.
type held struct {
	first moment
	isRow bool // the lake's row is of this edition
}

// moment is where a record stands in the order of all records.
type moment struct {
	when   uint32 // by number
	file   uint32 // place of the file's name among all names
	record uint32
}

var never = moment{file: math.MaxUint32}

// when is what a record says of its time; few records say something of their own.
type when struct {
	version int32 // 0 = not said
	updated int32 // day of the version, since 1970
	seen    int32 // day of the listing, since 1970
}

// later is the order of records: the record's own version, its day, the listing's day. It goes on by file name and
// record number, and never depends on the order of arrival.
func (w when) later(than when) bool {
	switch {
	case w.version != than.version:
		return w.version > than.version
	case w.updated != than.updated:
		return w.updated > than.updated
	}
	return w.seen > than.seen
}

// editions are those of one part of the papers that the run's inputs hold: a list, and a table of 5 bytes a
// slot that finds the first edition of a paper, open addressing with linear probing. That is some 70 bytes a paper, for
// no more than a part's: which part a paper is in its key tells, and one part is settled after another.
type editions struct {
	part  part
	all   list[edition]
	slots []uint32 // number + 1; 0 is free
	tags  []uint8  // eight bits of the paper's key: few slots of other papers are followed to their editions, all over memory
	used  int
	more  map[wording]uint32 // numbers of the editions of papers that have several, but for the first
	held  list[held]
	texts texts

	whens  []when
	whenAt map[when]uint32
}

// A part of the papers: the nth of so many.
type part struct{ nth, of int }

// has tells whether a paper is in the part. It goes by other bits of the key's hash than editions.slot.
func (p part) has(paper idKey) bool {
	return int(paper.mixed()>>40&0xffff)*p.of>>16 == p.nth
}

// partRecords is how many records a part of the papers has. Its table takes 20 to 40 MB, which the second pass needs
// anyway; and what the census has seen is read through two or three times a part, which takes 20 ns a record.
var partRecords int64 = 1 << 19

// parts divides the run's papers.
func (p *Plan) parts() (out []part) {
	n := int(1 + p.records()/partRecords)
	for nth := range n {
		out = append(out, part{nth, n})
	}
	return out
}

// editionsOf enters the run's records of one part.
func (p *Plan) editionsOf(ctx context.Context, part part) (*editions, error) {
	e := newEditions(part)
	return e, p.eachSeen(ctx, func(s *Source, r *seen) {
		if part.has(r.paper) {
			e.enter(r, s.file)
		}
	})
}

type wording struct {
	paper   idKey
	content uint64
}

func newEditions(part part) *editions {
	return &editions{part: part, slots: make([]uint32, 1<<10), tags: make([]uint8, 1<<10), more: map[wording]uint32{}, whenAt: map[when]uint32{}}
}

// slot finds where the number of a paper's first edition is or belongs, and the tag that it has there.
func (e *editions) slot(paper idKey) (at int, tag uint8) {
	mixed, mask := paper.mixed(), len(e.slots)-1
	tag = uint8(mixed >> 56)
	for at = int(mixed>>20) & mask; ; at = (at + 1) & mask {
		s := e.slots[at]
		if s == 0 || e.tags[at] == tag && e.all.at(int(s-1)).paper == paper {
			return at, tag
		}
	}
}

func (e *editions) grow() {
	e.slots, e.tags = make([]uint32, 2*len(e.slots)), make([]uint8, 2*len(e.tags))
	for n := range e.all.n { // a paper's first edition comes first
		if at, tag := e.slot(e.all.at(n).paper); e.slots[at] == 0 {
			e.slots[at], e.tags[at] = uint32(n)+1, tag
		}
	}
}

// of returns the number of a paper's first edition; ok is false for a paper that the part does not have.
func (e *editions) of(paper idKey) (n uint32, ok bool) {
	at, _ := e.slot(paper)
	return e.slots[at] - 1, e.slots[at] != 0
}

// find returns the number of an edition, which it makes when there is none; isNew says so.
func (e *editions) find(paper idKey, content uint64) (n uint32, isNew bool) {
	at, tag := e.slot(paper)
	if e.slots[at] == 0 {
		n = uint32(e.all.add(edition{paper: paper, content: content, first: never, last: never}))
		e.slots[at], e.tags[at] = n+1, tag
		if e.used++; 4*e.used > 3*len(e.slots) {
			e.grow()
		}
		return n, true
	}
	n = e.slots[at] - 1
	first := e.all.at(int(n))
	if first.content == content {
		return n, false
	}
	key := wording{paper, content}
	if n, ok := e.more[key]; ok {
		return n, false
	}
	n = uint32(e.all.add(edition{paper: paper, content: content, first: never, last: never, text: first.text, next: first.next}))
	first.next = n + 1
	e.more[key] = n
	return n, true
}

// later tells whether a record stands after another one.
func (e *editions) later(a, b moment) bool {
	switch {
	case a.when != b.when:
		return e.whens[a.when].later(e.whens[b.when])
	case a.file != b.file:
		return a.file > b.file
	}
	return a.record > b.record
}

// before is true for any record when there is no other yet.
func (e *editions) before(a, b moment) bool { return b == never || e.later(b, a) }

// whenOf numbers what records say of their time.
func (e *editions) whenOf(w when) uint32 {
	n, ok := e.whenAt[w]
	if !ok {
		n = uint32(len(e.whens))
		e.whens = append(e.whens, w)
		e.whenAt[w] = n
	}
	return n
}

// enter takes a record of the run; file is the place of its file's name.
func (e *editions) enter(r *seen, file uint32) {
	n, isNew := e.find(r.paper, r.content)
	ed := e.all.at(int(n))
	if isNew && ed.text == 0 && r.paper&hashed != 0 {
		ed.text = e.texts.add(r.id)
	}
	at := moment{e.whenOf(r.when), file, r.record}
	if e.before(at, ed.first) {
		ed.first = at
	}
	if ed.last == never || e.later(at, ed.last) {
		ed.last = at
	}
}

// meet takes a record of the lake, of a paper that the run has.
func (e *editions) meet(paper idKey, content uint64, at moment, isRow bool) {
	n, _ := e.find(paper, content)
	ed := e.all.at(int(n))
	if ed.last == never || e.later(at, ed.last) {
		ed.last = at
	}
	if ed.held == 0 {
		ed.held = uint32(e.held.add(held{first: never})) + 1
	}
	h := e.held.at(int(ed.held - 1))
	if e.before(at, h.first) {
		h.first = at
	}
	h.isRow = h.isRow || isRow
}

// id returns the id that the records of an edition have.
func (e *editions) id(ed *edition) string { return e.texts.id(name{ed.paper, ed.text}) }

// papers calls fn with the first edition of each paper, in the order in which they came: that of the slots is all over memory.
func (e *editions) papers(fn func(first *edition)) {
	further := make(map[int]bool, len(e.more))
	for _, n := range e.more {
		further[int(n)] = true
	}
	for n := range e.all.n {
		if !further[n] {
			fn(e.all.at(n))
		}
	}
}

// each calls fn with each edition of a paper.
func (e *editions) each(first *edition, fn func(ed *edition)) {
	for ed := first; ; ed = e.all.at(int(ed.next - 1)) {
		fn(ed)
		if ed.next == 0 {
			return
		}
	}
}

// contentOf hashes all of a record that the rows of its paper can be made from, and by which records are joined. What
// the record alone has is left out: its place, its version and days, the rank and the counts of the listing.
func contentOf(scratch []byte, source string, r *extract.Record, id *normalize.Identity) (hash uint64, used []byte) {
	b := scratch[:0]
	part := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	parts := func(list []string) {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for _, s := range list {
			part(s)
		}
	}
	part(source)
	part(id.DOI)
	part(id.OpenReview)
	part(r.Title)
	b = binary.LittleEndian.AppendUint64(b, xxhash.Sum64String(r.Abstract))
	part(r.Comment)
	parts(r.Authors)
	parts(r.Categories)
	part(r.Venue)
	part(r.Date)
	part(r.URL)
	parts(r.LinkFields)
	parts(r.LinkURLs)
	return xxhash.Sum64(b), b
}

// unknownDay sorts before every day.
const unknownDay = math.MinInt32

func dayOf(d extract.Day) int32 {
	if !d.Known {
		return unknownDay
	}
	return d.Days
}

func versionAt(a *array.Int32, row int) int32 {
	if a.IsNull(row) {
		return 0
	}
	return a.Value(row)
}

func dayAt(a *array.Date32, row int) int32 {
	if a.IsNull(row) {
		return unknownDay
	}
	return int32(a.Value(row))
}

// fileNames are the names of the run's and of the lake's files, in order.
type fileNames struct {
	sorted []string
	place  map[string]uint32
}

func namesOf(inputs []extract.Input, base *lake.Snapshot) fileNames {
	var f fileNames
	for _, in := range inputs {
		f.sorted = append(f.sorted, in.Name)
	}
	for _, in := range base.Inputs {
		f.sorted = append(f.sorted, in.Name)
	}
	slices.Sort(f.sorted)
	f.sorted = slices.Compact(f.sorted)
	f.place = make(map[string]uint32, len(f.sorted))
	for i, name := range f.sorted {
		f.place[name] = uint32(i)
	}
	return f
}
