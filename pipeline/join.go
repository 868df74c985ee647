package pipeline

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/cespare/xxhash/v2"

	"github.com/paperlake/paperlake/lake"
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
	texts     texts
	witnesses []witness
	also      []alsoHas
	alsoOfRun []alsoHas
	abouts    []about
	aboutAt   map[about]uint32

	before map[uint64]uint32 // joined ids in the lake, by hash: the paper that they stand under
	to     map[uint64]joined // joined ids, by hash
	rows   map[uint64]*shared
}

// witness is what a record says of its paper, but for its further ids. The census of 3 million papers keeps one
// for each, and their ids: some 120 MB.
type witness struct {
	normalize.Match
	id     uint32 // text of the record's own id
	about  uint32
	others uint32 // hash of its further ids
}

// about is what many records have in common.
type about struct{ source, venue string }

// alsoHas says that a record of one id carries another one.
type alsoHas struct{ id, other uint32 }

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
	return &joins{aboutAt: map[about]uint32{}, before: map[uint64]uint32{}, to: map[uint64]joined{}, rows: map[uint64]*shared{}}
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

func (j *joins) aboutOf(a about) uint32 {
	at, ok := j.aboutAt[a]
	if !ok {
		a.venue = strings.Clone(a.venue)
		at = uint32(len(j.abouts))
		j.abouts = append(j.abouts, a)
		j.aboutAt[a] = at
	}
	return at
}

// enter takes what a record says and returns its number.
func (j *joins) enter(s statement) uint32 {
	w := witness{s.Match, j.texts.add(s.id), s.about, s.others.hash()}
	j.witnesses = append(j.witnesses, w)
	for _, other := range s.others {
		if other != "" {
			j.also = append(j.also, alsoHas{w.id, j.texts.add(other)})
		}
	}
	return uint32(len(j.witnesses) - 1)
}

// says tells whether a witness says the same as a record of its id.
func (j *joins) says(n uint32, s statement) bool {
	w := j.witnesses[n]
	return w.Match == s.Match && w.about == s.about && w.others == s.others.hash()
}

// A statement is what a record says of its paper that can matter for other records.
type statement struct {
	normalize.Match
	id     string
	others otherIDs
	about  uint32
}

// otherIDs are the ids that a record carries besides its own.
type otherIDs [2]string

func (o otherIDs) hash() (h uint32) {
	for _, id := range o {
		if id != "" {
			h = h*31 + uint32(xxhash.Sum64String(id))
		}
	}
	return h
}

// settle joins the ids of the run and the lake.
func (j *joins) settle(ctx context.Context, dir string, base *lake.Snapshot, gone func(own, file string) bool) error {
	ofRun := len(j.witnesses)
	j.alsoOfRun = slices.Clip(j.also)
	// Titles of arXiv papers matter where another kind of id has them too.
	wanted := map[int64]bool{}
	for _, w := range j.witnesses {
		if w.Title != 0 && kindOf(j.texts.at(w.id)) != byArxiv {
			wanted[w.Title] = true
		}
	}
	err := eachSighting(ctx, dir, base, []string{"paper_id", "record_id", "title_key"}, func(batch arrow.RecordBatch) error {
		paper, record, title := batch.Column(0).(*array.String), batch.Column(1).(*array.String), batch.Column(2).(*array.Int64)
		for i := range int(batch.NumRows()) {
			if !title.IsNull(i) && kindOf(ownID(paper, record, i)) != byArxiv {
				wanted[title.Value(i)] = true
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	columns := []string{"paper_id", "record_id", "doi", "openreview_id", "title_key", "author_keys", "source_file"}
	err = eachSighting(ctx, dir, base, columns, func(batch arrow.RecordBatch) error {
		text := func(c int) *array.String { return batch.Column(c).(*array.String) }
		paper, record, doi, openreview, file := text(0), text(1), text(2), text(3), text(6)
		title, authors := batch.Column(4).(*array.Int64), batch.Column(5).(*array.Int64)
		for i := range int(batch.NumRows()) {
			own := ownID(paper, record, i)
			others := othersOf(own, schemas.Value(doi, i), schemas.Value(openreview, i))
			m := normalize.Match{}
			if !title.IsNull(i) && wanted[title.Value(i)] {
				m = normalize.Match{Title: title.Value(i), Authors: authors.Value(i)}
			}
			if kindOf(own) == byArxiv && m.Title == 0 && others == (otherIDs{}) || gone(own, file.Value(i)) {
				continue
			}
			j.enter(statement{m, own, others, 0})
			if !record.IsNull(i) {
				j.before[xxhash.Sum64String(own)] = j.texts.add(paper.Value(i))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	j.resolve(wanted)
	j.witnesses, j.also = j.witnesses[:ofRun], nil
	return nil
}

func ownID(paper, record *array.String, row int) string {
	if !record.IsNull(row) {
		return record.Value(row)
	}
	return paper.Value(row)
}

func eachSighting(ctx context.Context, dir string, base *lake.Snapshot, columns []string, fn func(arrow.RecordBatch) error) error {
	for _, part := range base.Tables[schemas.Sightings.Name] {
		if err := lake.ReadPart(ctx, memory.DefaultAllocator, dir, part, schemas.Sightings, columns, fn); err != nil {
			return err
		}
	}
	return nil
}

// candidate is a better id that an id may be joined to.
type candidate struct {
	id  uint32
	why reason
}

// resolve fills in j.to.
func (j *joins) resolve(wanted map[int64]bool) {
	at := j.texts.at
	hash := func(id uint32) uint64 { return xxhash.Sum64String(at(id)) }
	best := map[uint64]uint32{} // of the ids that carry an id, by its hash
	for _, a := range j.also {
		h := hash(a.other)
		if b, ok := best[h]; !ok || at(a.id) < at(b) {
			best[h] = a.id
		}
	}
	parents := map[uint64]candidate{}
	propose := func(id uint32, c candidate) {
		if kindOf(at(c.id)) >= kindOf(at(id)) {
			return
		}
		h := hash(id)
		p, ok := parents[h]
		if !ok || at(c.id) < at(p.id) || at(c.id) == at(p.id) && c.why < p.why {
			parents[h] = c
		}
	}
	for _, a := range j.also {
		propose(a.id, candidate{best[hash(a.other)], kindOf(at(a.other))})
	}
	var titled []witness
	for _, w := range j.witnesses {
		if len(best) > 0 {
			if b, ok := best[hash(w.id)]; ok {
				propose(w.id, candidate{b, kindOf(at(w.id))})
			}
		}
		if wanted[w.Title] {
			titled = append(titled, w)
		}
	}
	slices.SortFunc(titled, func(a, b witness) int { return cmp.Compare(a.Title, b.Title) })
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
	for h, paper := range j.before { // the listing that joined them may have been replaced; there is no row to go back to
		if _, ok := parents[h]; !ok {
			parents[h] = candidate{paper, byTitleAndAuthors}
		}
	}
	if len(parents) == 0 {
		return
	}
	for _, w := range j.witnesses {
		h := hash(w.id)
		p, ok := parents[h]
		if !ok {
			continue
		}
		top := p.id
		for up, ok := parents[hash(top)]; ok; up, ok = parents[hash(top)] {
			top = up.id
		}
		id := strings.Clone(at(top))
		j.to[h] = joined{id, p.why}
		row := j.row(id)
		if was, ok := j.before[h]; ok && at(was) != id {
			row.lost = true
			j.row(at(was)).lost = true
		}
	}
}

// row returns what the row of a paper shares; it makes one when there is none.
func (j *joins) row(id string) *shared {
	h := xxhash.Sum64String(id)
	s := j.rows[h]
	if s == nil {
		s = &shared{id: strings.Clone(id)}
		j.rows[h] = s
	}
	return s
}

// paper is the id of the paper that records of an id belong to.
func (j *joins) paper(own string) string {
	if to, ok := j.to[xxhash.Sum64String(own)]; ok {
		return to.id
	}
	return own
}

// share adds a record to what its paper's row takes from it.
func (j *joins) share(own, source, venue, doi string) *shared {
	to, isJoined := j.to[xxhash.Sum64String(own)]
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

// shareRun adds what the run's records say, for papers of which records differ or the lake has some.
func (j *joins) shareRun(varied func(own uint64) bool) {
	for _, w := range j.witnesses {
		own := j.texts.at(w.id)
		h := xxhash.Sum64String(own)
		_, isJoined := j.to[h]
		if !isJoined && j.rows[h] == nil && !varied(h) {
			continue
		}
		doi := ""
		if kindOf(own) == byDOI {
			doi = own[len("doi:"):]
		}
		j.share(own, j.abouts[w.about].source, j.abouts[w.about].venue, doi).changed = true
	}
	for _, a := range j.alsoOfRun {
		if other := j.texts.at(a.other); kindOf(other) == byDOI {
			own := j.texts.at(a.id)
			if s := j.rows[xxhash.Sum64String(j.paper(own))]; s != nil {
				s.doi = firstOf(s.doi, other[len("doi:"):])
			}
		}
	}
}

// filled tells whether the row takes something that its own record does not have.
func (s *shared) filled() bool {
	return s.why != 0 || s.venue != "" && s.ownVenue == "" || s.doi != "" && s.ownDOI == ""
}

// finish forgets what is settled and returns the papers whose rows in the lake may have to be changed, sorted.
func (j *joins) finish() (edited []string) {
	j.alsoOfRun, j.before, j.texts = nil, nil, texts{}
	for h, s := range j.rows {
		switch {
		case s.lost || s.changed && s.filled():
			edited = append(edited, s.id)
		case !s.changed:
			delete(j.rows, h)
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
			of[i] = j.rows[xxhash.Sum64String(ids.Value(i))]
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
