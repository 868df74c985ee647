package extract

import "errors"

// HFDailyPapers is what the daily-papers interface of Hugging Face answers: an array of objects, each with the
// paper inside and its listing around it.
var HFDailyPapers = jsonFormat{
	name:   "hf-daily-papers",
	doc:    "Answer of the Hugging Face daily-papers interface (JSON)",
	shapes: []string{"*", "lines"},
	is:     func(s sketch) bool { return s.has("paper.id") && s.any("title", "paper.title") },
	paper:  &hfMapping,
}.format()

// The mapping is shared with the saved page, which holds the same objects. Stars of a repository are passed over:
// they are of the day of the answer, not of the listing.
var hfMapping = mapping{
	fields: fields{
		"title":       into(theTitle),
		"summary":     into(theAbstract),
		"publishedAt": apart("listed"),
		"paper": within(fields{
			"id":                 identifier,
			"title":              into(theTitle),
			"summary":            into(theAbstract),
			"authors":            each(person),
			"publishedAt":        dated(1),
			"submittedOnDailyAt": apart("submitted"),
			"upvotes":            observed(theUpvotes),
			"githubRepo":         link("github"),
			"projectPage":        link("project"),
		}),
	},
	// Since 2026 the listing's day is a field of its own, and the outer date is the paper's, some hours off.
	finish: func(d *paperDecoder) (string, error) {
		if d.record.ID == "" {
			return "wrong_type", errors.New("field \"paper\": no object with an id")
		}
		d.record.SeenOn = ParseDay(d.oneOf("submitted", "listed"))
		return "", nil
	},
}
