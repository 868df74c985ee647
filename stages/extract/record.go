package extract

// DropContent leaves of a record only what identifies it, orders it and was observed with it: a record that is
// not the latest of its paper becomes a sighting and nothing else.
func (r *Record) DropContent() {
	r.Abstract, r.Comment, r.Venue, r.Date = "", "", "", ""
	r.Authors, r.Categories = r.Authors[:0], r.Categories[:0]
	r.LinkFields, r.LinkURLs = r.LinkFields[:0], r.LinkURLs[:0]
}
