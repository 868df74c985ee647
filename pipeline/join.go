package pipeline

import (
	"cmp"
	"context"
	"slices"
	"strings"

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
	*editions
	ofLake    []witness
	also      []alsoHas
	alsoOfRun int // as many of also are of the run

	before map[idKey]name // joined ids in the lake: the paper that they stand under
	to     map[idKey]joined
	rows   map[idKey]*shared
	moved  []string // ids whose records the lake may have under another paper
}

// witness is what a record says of its paper, but for its further ids. Those of the run's records are in their editions.
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

func newJoins(e *editions) *joins {
	return &joins{editions: e, before: map[idKey]name{}, to: map[idKey]joined{}, rows: map[idKey]*shared{}}
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

// carries enters the further ids of a record.
func (j *joins) carries(id name, others otherIDs) {
	for _, other := range others {
		if other != "" {
			j.also = append(j.also, alsoHas{id, j.nameOf(other)})
		}
	}
}

// isArxiv tells whether an id is of the first kind.
func isArxiv(id string) bool { return strings.HasPrefix(id, arxivPrefix) }

// titles returns those under which an id of another kind than arXiv stands: only there do titles of arXiv papers matter.
func (j *joins) titles(ctx context.Context, p *Plan) (map[int64]bool, error) {
	j.alsoOfRun = len(j.also)
	wanted := map[int64]bool{}
	for i := range j.all.n {
		if ed := j.all.at(i); ed.match.Title != 0 && ed.paper&hashed != 0 && !isArxiv(j.id(ed)) {
			wanted[ed.match.Title] = true
		}
	}
	err := p.eachSighting(ctx, []string{"paper_id", "record_id", "title_key"}, nil, func(batch arrow.RecordBatch) error {
		paper, record, title := batch.Column(0).(*array.String), batch.Column(1).(*array.String), batch.Column(2).(*array.Int64)
		for i := range int(batch.NumRows()) {
			if !title.IsNull(i) && !isArxiv(ownID(paper, record, i)) {
				wanted[title.Value(i)] = true
			}
		}
		return nil
	})
	return wanted, err
}

// witness enters a record of the lake, if it can join something.
func (j *joins) witness(r *schemas.SightingsReader, i int, own string, wanted map[int64]bool) {
	others := othersOf(own, schemas.Value(r.DOI, i), schemas.Value(r.OpenReview, i))
	m := normalize.Match{}
	if !r.TitleKey.IsNull(i) && wanted[r.TitleKey.Value(i)] {
		m = normalize.Match{Title: r.TitleKey.Value(i), Authors: r.AuthorKeys.Value(i)}
	}
	if isArxiv(own) && m.Title == 0 && others == (otherIDs{}) {
		return
	}
	id := j.nameOf(own)
	j.ofLake = append(j.ofLake, witness{m, id})
	j.carries(id, others)
	if !r.RecordID.IsNull(i) {
		j.before[id.key] = j.nameOf(r.PaperID.Value(i))
	}
}

// eachWitness calls fn with what records of the run and the lake say.
func (j *joins) eachWitness(fn func(witness)) {
	for i := range j.all.n {
		ed := j.all.at(i)
		fn(witness{ed.match, name{ed.paper, ed.text}})
	}
	for _, w := range j.ofLake {
		fn(w)
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
func (j *joins) resolve(wanted map[int64]bool) {
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
	j.eachWitness(func(w witness) {
		if len(best) > 0 {
			if b, ok := best[w.id.key]; ok {
				propose(w.id, candidate{b, kindOf(j.text(w.id))})
			}
		}
		if len(wanted) > 0 && wanted[w.Title] {
			titled = append(titled, w)
		}
	})
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
	for key, paper := range j.before { // the listing that joined them may have been replaced; there is no row to go back to
		if _, ok := parents[key]; !ok {
			parents[key] = candidate{paper, byTitleAndAuthors}
		}
	}
	if len(parents) == 0 {
		return
	}
	j.eachWitness(func(w witness) {
		p, ok := parents[w.id.key]
		if _, done := j.to[w.id.key]; !ok || done {
			return
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
	})
}

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
func (j *joins) shareRun() {
	several := map[idKey]bool{}
	for w := range j.more {
		several[w.paper] = true
	}
	for i := range j.all.n {
		ed := j.all.at(i)
		_, isJoined := j.to[ed.paper]
		if ed.first == never || !isJoined && j.rows[ed.paper] == nil && !several[ed.paper] {
			continue
		}
		own, doi := j.id(ed), ""
		if kindOf(own) == byDOI {
			doi = own[len("doi:"):]
		}
		s := j.share(own, ed.paper, j.abouts[ed.about].source, j.abouts[ed.about].venue, doi)
		s.inRun = true
		s.changed = s.changed || ed.held == 0 // else the lake has it from another record
	}
	for _, a := range j.also[:j.alsoOfRun] {
		if other := j.text(a.other); kindOf(other) == byDOI {
			if s := j.rows[keyOf(j.paper(j.text(a.id)))]; s != nil {
				s.doi = firstOf(s.doi, other[len("doi:"):])
			}
		}
	}
}

// concerned lists the ids, sorted, whose records in the lake matter for the rows, or stand under another paper now.
func (j *joins) concerned() []string {
	ids := append([]string{}, j.moved...)
	for _, was := range j.before {
		ids = append(ids, strings.Clone(j.text(was)))
	}
	for key, s := range j.rows {
		if !j.notMet(key) {
			ids = append(ids, s.id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// notMet tells that the run has records of an id, and the lake has none.
func (j *joins) notMet(key idKey) bool {
	n, ok := j.of(key)
	if ok {
		j.each(j.all.at(int(n)), func(_ uint32, ed *edition) { ok = ok && ed.held == 0 })
	}
	return ok
}

// filled tells whether the row takes something that its own record does not have.
func (s *shared) filled() bool {
	return s.why != 0 || s.venue != "" && s.ownVenue == "" || s.doi != "" && s.ownDOI == ""
}

// finish forgets what is settled and returns the papers whose rows in the lake may have to be changed, sorted.
func (j *joins) finish() (edited []string) {
	j.ofLake, j.also, j.before, j.moved = nil, nil, nil, nil
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
