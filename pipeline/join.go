package pipeline

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/normalize"
)

// A preprint and its published version stand under two ids when their listings know different ones. Kinds of ids
// have an order: arXiv, DOI, OpenReview, title; it is the order of the paper_ids as text. An id that shares
// another id, or title and an author, with ids of better kinds is joined to the first of them. Two ids of one
// kind are never joined, so no paper has two arXiv ids. The row of papers is made from records that have the
// paper's own id. Hence the result depends on what is listed and not on when: a record that comes late can
// only send a joined id on to a better one, and never needs a row that the lake has dropped.

// joins settles which ids are joined.
type joins struct {
	kinds     atomic.Uint32 // reasons: of the ids of the run's records
	links     sieve         // nil: ids of one kind only, none are joined
	witnesses []witness
	also      []alsoHas
	texts     texts
	textOf    map[idKey]uint32

	before map[idKey]name // joined ids in the lake: the paper that they stand under
	to     map[idKey]joined
	rows   map[idKey]*shared
	moved  []string // ids whose records the lake may have under another paper
}

// witness is what a record says of its paper, but for its further ids.
type witness struct {
	normalize.Match
	id name
}

// alsoHas says that a record of one id carries another one.
type alsoHas struct{ id, other name }

type joined struct {
	id  string // of the paper
	why reason
}

// shared is what the row of a paper takes from all of its records.
type shared struct {
	id         string
	why        reason
	source     string // of the records that have the paper's own id
	venue, doi string // the first by name
	ownVenue   string // of the record in the lake that the row was made from
	ownDOI     string
	inRun      bool // the run has records of the paper
	ownInRun   bool // even of the paper's own id
	met        bool // and the lake has others of that
	inLake     bool // the lake has its row
	changed    bool // by the run
	lost       bool // or gained, a record that is not of the run: the row must be looked at in any case
}

// reason is a set of reasons for joining.
type reason uint8

const (
	byArxiv reason = 1 << iota
	byDOI
	byOpenReview
	byTitleAndAuthors
	byTitle
)

func (r reason) String() string {
	var out []string
	for i, name := range [...]string{"arxiv_id", "doi", "openreview_id", "title and authors", "title"} {
		if r&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return strings.Join(out, "; ")
}

// kindOf is the reason that an id of this kind gives.
func kindOf(id string) reason {
	switch id[0] {
	case 'a':
		return byArxiv
	case 'd':
		return byDOI
	case 'o':
		return byOpenReview
	}
	return byTitle
}

func newJoins() *joins {
	return &joins{textOf: map[idKey]uint32{}, before: map[idKey]name{}, to: map[idKey]joined{}, rows: map[idKey]*shared{}}
}

// nameOf keeps an id.
func (j *joins) nameOf(id string) name {
	key := keyOf(id)
	if key&hashed == 0 {
		return name{key: key}
	}
	text, ok := j.textOf[key]
	if !ok {
		text = j.texts.add(id)
		j.textOf[key] = text
	}
	return name{key, text}
}

// arxivDOI is the registrant of the DOIs that say an arXiv id once more.
const arxivDOI = "10.48550/"

// othersOf leaves out the DOIs of arXiv.
func othersOf(own, doi, openreview string) (out otherIDs) {
	if doi != "" && own[0] == 'a' && !strings.HasPrefix(doi, arxivDOI) {
		out[0] = "doi:" + doi
	}
	if openreview != "" && own[0] != 'o' {
		out[1] = "openreview:" + openreview
	}
	return out
}

// otherIDs are the ids that a record carries besides its own.
type otherIDs [2]string

// A sieve tells by which links ids may be joined: by those that ids of two kinds have. A link is an id that a record has or
// carries, or its title. By the link's hash it holds the kinds of all ids that have one; that another link has the same hash
// brings a witness that joins nothing. Without it, everything that all records say would have to be in memory at once.
type sieve []reason

// newSieve makes one for so many records: 4 bytes each, up to 16 MiB.
func newSieve(records int64) sieve {
	size := 1 << 10
	for int64(size) < 4*records && size < 1<<24 {
		size *= 2
	}
	return make(sieve, size)
}

func (s sieve) at(link uint64) *reason { return &s[link&uint64(len(s)-1)] }

// note takes what a record says.
func (s sieve) note(own idKey, kind reason, title int64, others otherIDs) {
	eachLink(own, title, others, func(link uint64) { *s.at(link) |= kind })
}

// lets tells whether a record may join something.
func (s sieve) lets(own idKey, title int64, others otherIDs) (yes bool) {
	if s == nil {
		return false
	}
	eachLink(own, title, others, func(link uint64) { yes = yes || s.at(link).several() })
	return yes
}

// several tells whether a set holds more than one reason.
func (r reason) several() bool { return r&(r-1) != 0 }

func eachLink(own idKey, title int64, others otherIDs, fn func(link uint64)) {
	if own&hashed != 0 { // no record carries the arXiv id of another one
		fn(uint64(own))
	}
	if title != 0 {
		fn(uint64(title))
	}
	for _, other := range others {
		if other != "" {
			fn(uint64(keyOf(other)))
		}
	}
}

// join settles which ids are joined. It reads the lake's records, and enters those of the papers of e on the way.
func (p *Plan) join(ctx context.Context, e *editions) error {
	j, replaced := p.joins, p.replaced()
	if err := p.sift(ctx); err != nil {
		return err
	}
	if j.links != nil {
		err := p.eachSeen(ctx, func(_ *Source, r *seen) {
			if j.links.lets(r.paper, r.match.Title, r.others) {
				j.witness(r.own(), r.match, r.others)
			}
		})
		if err != nil {
			return err
		}
	}
	var lost []string
	err := p.eachMet(ctx, func(r *schemas.SightingsReader, i int, own string, key idKey) {
		if p.isReplaced(key, r.SourceFile.Value(i), replaced) {
			lost = append(lost, strings.Clone(own))
			if r.IsLatest.Value(i) {
				p.latest.displace(own)
			}
			return
		}
		others := othersOf(own, schemas.Value(r.DOI, i), schemas.Value(r.OpenReview, i))
		var m normalize.Match
		if !r.TitleKey.IsNull(i) {
			m = normalize.Match{Title: r.TitleKey.Value(i), Authors: r.AuthorKeys.Value(i)}
		}
		isJoined := !r.RecordID.IsNull(i)
		if isJoined {
			j.before[key] = j.nameOf(r.PaperID.Value(i))
		}
		if isJoined || j.links.lets(key, m.Title, others) {
			j.witness(own, m, others)
		}
		p.meet(e, r, i, key)
	})
	if err != nil {
		return err
	}
	j.resolve()
	for _, own := range lost {
		j.row(j.paper(own)).lost = true
	}
	return nil
}

// sift makes the sieve.
func (p *Plan) sift(ctx context.Context) error {
	kinds, inLake := reason(p.joins.kinds.Load()), p.Base.Rows(schemas.Sightings.Name)
	if inLake == 0 && !kinds.several() {
		return nil
	}
	links := newSieve(p.records() + inLake)
	err := p.eachSighting(ctx, []string{"paper_id", "record_id", "doi", "openreview_id", "title_key"}, nil, func(batch arrow.RecordBatch) error {
		paper, record, title := batch.Column(0).(*array.String), batch.Column(1).(*array.String), batch.Column(4).(*array.Int64)
		doi, openreview := batch.Column(2).(*array.String), batch.Column(3).(*array.String)
		for i := range int(batch.NumRows()) {
			own := ownID(paper, record, i)
			kind := kindOf(own)
			kinds |= kind | kindOf(paper.Value(i))
			var key int64
			if !title.IsNull(i) {
				key = title.Value(i)
			}
			links.note(keyOf(own), kind, key, othersOf(own, schemas.Value(doi, i), schemas.Value(openreview, i)))
		}
		return nil
	})
	if err != nil || !kinds.several() {
		return err
	}
	p.joins.links = links
	return p.eachSeen(ctx, func(_ *Source, r *seen) { links.note(r.paper, kindOf(r.own()), r.match.Title, r.others) })
}

// witness enters a record.
func (j *joins) witness(own string, m normalize.Match, others otherIDs) {
	id := j.nameOf(own)
	if m.Title != 0 && !j.links.at(uint64(m.Title)).several() {
		m = normalize.Match{}
	}
	j.witnesses = append(j.witnesses, witness{m, id})
	for _, other := range others {
		if other != "" {
			j.also = append(j.also, alsoHas{id, j.nameOf(other)})
		}
	}
}

func ownID(paper, record *array.String, row int) string {
	if !record.IsNull(row) {
		return record.Value(row)
	}
	return paper.Value(row)
}

// candidate is a better id that an id may be joined to.
type candidate struct {
	id  name
	why reason
}

// resolve fills in j.to.
func (j *joins) resolve() {
	best := map[idKey]name{} // of the ids that carry an id
	for _, a := range j.also {
		if b, ok := best[a.other.key]; !ok || j.text(a.id) < j.text(b) {
			best[a.other.key] = a.id
		}
	}
	parents := map[idKey]candidate{}
	propose := func(id name, c candidate) {
		better := j.text(c.id)
		if kindOf(better) >= kindOf(j.text(id)) {
			return
		}
		if p, ok := parents[id.key]; ok {
			if was := j.text(p.id); better > was || better == was && c.why >= p.why {
				return
			}
		}
		parents[id.key] = c
	}
	for _, a := range j.also {
		propose(a.id, candidate{best[a.other.key], kindOf(j.text(a.other))})
	}
	var titled []witness
	for _, w := range j.witnesses {
		if b, ok := best[w.id.key]; ok {
			propose(w.id, candidate{b, kindOf(j.text(w.id))})
		}
		if w.Title != 0 {
			titled = append(titled, w)
		}
	}
	slices.SortFunc(titled, func(a, b witness) int {
		return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.id.key, b.id.key), cmp.Compare(a.Authors, b.Authors))
	})
	titled = slices.Compact(titled) // many records say the same
	for len(titled) > 0 {
		n := 1
		for n < len(titled) && titled[n].Title == titled[0].Title {
			n++
		}
		for _, w := range titled[:n] {
			for _, to := range titled[:n] {
				if w.Same(to.Match) {
					propose(w.id, candidate{to.id, byTitleAndAuthors})
				}
			}
		}
		titled = titled[n:]
	}
	for key, paper := range j.before { // the listing that joined them may have been replaced; there is no row to go back to
		if _, ok := parents[key]; !ok {
			parents[key] = candidate{paper, byTitleAndAuthors}
		}
	}
	if len(parents) == 0 {
		return
	}
	for _, w := range j.witnesses {
		p, ok := parents[w.id.key]
		if _, done := j.to[w.id.key]; !ok || done {
			continue
		}
		top := p.id
		for up, ok := parents[top.key]; ok; up, ok = parents[top.key] {
			top = up.id
		}
		id := strings.Clone(j.text(top))
		j.to[w.id.key] = joined{id, p.why}
		j.moved = append(j.moved, strings.Clone(j.text(w.id)))
		row := j.row(id)
		if was, ok := j.before[w.id.key]; ok && j.text(was) != id {
			row.lost = true
			j.row(j.text(was)).lost = true
		}
	}
}

func (j *joins) text(n name) string { return j.texts.id(n) }

// row returns what the row of a paper shares; it makes one when there is none.
func (j *joins) row(id string) *shared {
	key := keyOf(id)
	s := j.rows[key]
	if s == nil {
		s = &shared{id: strings.Clone(id)}
		j.rows[key] = s
	}
	return s
}

// paper is the id of the paper that records of an id belong to.
func (j *joins) paper(own string) string {
	if to, ok := j.to[keyOf(own)]; ok {
		return to.id
	}
	return own
}

// share adds a record to what its paper's row takes from it; key is that of own.
func (j *joins) share(own string, key idKey, source, venue, doi string) *shared {
	to, isJoined := j.to[key]
	id := own
	if isJoined {
		id = to.id
	}
	s := j.row(id)
	switch {
	case isJoined:
		s.why |= to.why
	case s.source == "":
		s.source = strings.Clone(source)
	case s.source != source:
		s.why |= kindOf(own)
	}
	s.venue = firstOf(s.venue, venue)
	if !strings.HasPrefix(doi, arxivDOI) {
		s.doi = firstOf(s.doi, doi)
	}
	return s
}

func firstOf(a, b string) string {
	if a == "" || b != "" && b < a {
		return strings.Clone(b)
	}
	return a
}

// shareRun adds what the run's records say, for papers of several editions or ids.
func (p *Plan) shareRun(ctx context.Context, e *editions) error {
	j := p.joins
	several := map[idKey]bool{}
	for w := range e.more {
		several[w.paper] = true
	}
	if len(j.to) == 0 && len(j.rows) == 0 && len(several) == 0 {
		return nil
	}
	return p.eachSeen(ctx, func(source *Source, r *seen) {
		_, isJoined := j.to[r.paper]
		if !e.part.has(r.paper) || !isJoined && j.rows[r.paper] == nil && !several[r.paper] {
			return
		}
		own, doi := r.own(), ""
		if kindOf(own) == byDOI {
			doi = own[len("doi:"):]
		}
		s := j.share(own, r.paper, source.Format.Name, r.venue, doi)
		if other, ok := strings.CutPrefix(r.others[0], "doi:"); ok {
			s.doi = firstOf(s.doi, other)
		}
		n, _ := e.find(r.paper, r.content)
		s.inRun = true
		s.changed = s.changed || e.all.at(int(n)).held == 0 // else the lake has it from another record
		if first, _ := e.of(r.paper); !isJoined && !s.ownInRun {
			s.ownInRun = true
			e.each(e.all.at(int(first)), func(ed *edition) { s.met = s.met || ed.held != 0 })
		}
	})
}

// concerned lists the ids, sorted, whose records in the lake matter for the rows, or stand under another paper now.
func (j *joins) concerned() []string {
	ids := append([]string{}, j.moved...)
	for _, was := range j.before {
		ids = append(ids, strings.Clone(j.text(was)))
	}
	for _, s := range j.rows {
		if !s.ownInRun || s.met {
			ids = append(ids, s.id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// filled tells whether the row takes something that its own record does not have.
func (s *shared) filled() bool {
	return s.why != 0 || s.venue != "" && s.ownVenue == "" || s.doi != "" && s.ownDOI == ""
}

// finish forgets what is settled and returns the papers whose rows in the lake may have to be changed, sorted.
func (j *joins) finish() (edited []string) {
	j.witnesses, j.also, j.links, j.texts, j.textOf, j.before, j.moved = nil, nil, nil, texts{}, nil, nil, nil
	for key, s := range j.rows {
		switch {
		case s.lost || s.inLake && s.changed && s.filled():
			edited = append(edited, s.id)
		case !s.inRun:
			delete(j.rows, key)
		}
	}
	slices.Sort(edited)
	return edited
}

// fill gives rows of papers what they share with other records. Rows of the lake have been filled before: what they
// have of their own is in shared.
func (j *joins) fill(mem memory.Allocator, papers arrow.RecordBatch, inLake bool) (arrow.RecordBatch, bool) {
	ids := paperIDs(papers)
	of := make([]*shared, ids.Len())
	found := false
	if len(j.rows) > 0 {
		for i := range of {
			of[i] = j.rows[keyOf(ids.Value(i))]
			found = found || of[i] != nil
		}
	}
	papers.Retain()
	if !found {
		return papers, false
	}
	changed := false
	replace := func(name string, value func(s *shared, was string) string) {
		before := papers.Column(papers.Schema().FieldIndices(name)[0]).(*array.String)
		b := array.NewStringBuilder(mem)
		defer b.Release()
		for i, s := range of {
			was := schemas.Value(before, i)
			is := was
			if s != nil {
				is = value(s, was)
			}
			changed = changed || is != was
			schemas.AppendText(b, is)
		}
		column := b.NewArray()
		defer column.Release()
		next := schemas.Replace(papers, name, column)
		papers.Release()
		papers = next
	}
	replace("joined", func(s *shared, _ string) string { return s.why.String() })
	replace("venue", func(s *shared, was string) string {
		if inLake {
			was = s.ownVenue
		}
		return cmp.Or(was, s.venue)
	})
	replace("doi", func(s *shared, was string) string {
		if inLake {
			was = s.ownDOI
		}
		return cmp.Or(was, s.doi)
	})
	return papers, changed
}
