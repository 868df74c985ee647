package extract

// DropContent leaves of a record only what a sighting needs: what identifies it, orders it and was observed with it, the
// venue, and the date, which may be unreadable.
func (r *Record) DropContent() {
	r.Abstract, r.Comment = "", ""
	r.Authors, r.Categories = r.Authors[:0], r.Categories[:0]
	r.LinkFields, r.LinkURLs = r.LinkFields[:0], r.LinkURLs[:0]
}
