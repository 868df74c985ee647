package extract

import (
	"bytes"
	"strings"
)

// ArxivRSS is a feed of rss.arxiv.org, as RSS 2.0, as Atom, or as the RDF that it was before 2024.
var ArxivRSS = xmlFormat(
	"arxiv-rss",
	"RSS and Atom feeds of arXiv's daily announcements",
	[]string{"item", "entry"},
	func(root string, head []byte) bool {
		if root != "rss" && root != "feed" && root != "RDF" {
			return false
		}
		for _, mark := range [...]string{"rss.arxiv.org", "arxiv.org/schemas/atom", "updates on arXiv.org", "oai:arXiv.org:"} {
			if bytes.Contains(head, []byte(mark)) {
				return true
			}
		}
		return false
	},
	readArxivRSS,
)

// Feed is any other RSS or Atom feed whose items are papers.
var Feed = xmlFormat(
	"feed",
	"RSS and Atom feeds of journals, preprint servers and blogs about papers",
	[]string{"item", "entry"},
	func(root string, _ []byte) bool { return root == "rss" || root == "feed" || root == "RDF" },
	readFeed,
)

func readArxivRSS(e, feed *element, r *Record, warn warn) error {
	if err := readFeed(e, feed, r, warn); err != nil {
		return err
	}
	if !r.SeenOn.Known || feedDay(e).Known { // the day of the announcement says nothing of the paper's own date
		r.SeenOn, r.Date = feedDay(e), ""
	}
	if !r.SeenOn.Known {
		r.SeenOn = envelopeDay(feed)
	}
	r.Updated = Day{}
	// "arXiv:2508.13426v1 Announce Type: cross \nAbstract: …"
	if rest, is := strings.CutPrefix(r.Abstract, "arXiv:"); is {
		id, _, _ := strings.Cut(rest, " ")
		r.ID, r.Version = splitArxivID(id)
		if _, abstract, found := strings.Cut(rest, "Abstract:"); found {
			r.Abstract = strings.TrimSpace(abstract)
		}
	}
	for _, id := range [...]string{e.text("guid"), e.text("id"), e.text("link"), e.attr("about")} {
		if r.Version == 0 && id != "" {
			number, version := splitArxivID(strings.TrimSpace(id))
			if r.ID == "" || version > 0 {
				r.ID, r.Version = number, version
			}
		}
	}
	// Before 2024: "A Title. (arXiv:2104.12345v1 [cs.LG])".
	if i := strings.LastIndex(r.Title, " (arXiv:"); i > 0 && strings.HasSuffix(r.Title, ")") {
		id, category, _ := strings.Cut(strings.TrimSuffix(r.Title[i+len(" (arXiv:"):], ")"), " ")
		category, _, _ = strings.Cut(strings.Trim(category, "["), "]")
		r.ID, r.Version = splitArxivID(id)
		r.addCategory(category)
		r.Title = strings.TrimSuffix(r.Title[:i], ".")
	}
	r.DOI, r.Venue = e.text("DOI"), e.text("journal_reference")
	return nil
}

func readFeed(e, feed *element, r *Record, _ warn) error {
	r.Title = plainText(e.text("title"))
	for _, name := range [...]string{"encoded", "description", "summary", "abstract", "content"} {
		// Feeds have a teaser in one element and the whole in another.
		if text := plainText(e.text(name)); len(text) > len(r.Abstract) {
			r.Abstract = text
		}
	}
	for _, c := range e.all("creator") {
		r.Authors = append(r.Authors, guessNames(plainText(c.flat()))...)
	}
	for _, a := range e.all("author") {
		if name := a.text("name"); name != "" {
			r.addAuthor(name)
		} else if text := strings.TrimSpace(a.flat()); len(r.Authors) == 0 && !strings.Contains(text, "@") {
			r.Authors = append(r.Authors, guessNames(text)...)
		}
	}
	for _, c := range e.all("category") {
		if term := c.attr("term"); term != "" {
			r.addCategory(term)
		} else {
			r.addCategory(c.flat())
		}
	}
	for _, name := range [...]string{"doi", "DOI", "identifier", "id", "guid"} {
		if text := strings.TrimPrefix(e.text(name), "doi:"); r.DOI == "" && (strings.HasPrefix(text, "10.") || strings.Contains(text, "doi.org/10.")) {
			r.DOI = text
		}
	}
	r.Venue = e.text("publicationName")
	if r.URL = e.text("link"); r.URL == "" {
		r.URL = atomLink(e)
	}
	if guid := e.child("guid"); r.URL == "" && guid.attr("isPermaLink") != "false" && strings.HasPrefix(guid.flat(), "http") {
		r.URL = e.text("guid")
	}
	if strings.Contains(r.URL, "arxiv.org/") {
		r.ID, r.Version = splitArxivID(r.URL)
	}
	published := feedDay(e)
	r.Date, r.Updated = isoDay(published), ParseDay(e.text("updated"))
	if !r.Updated.Known {
		r.Updated = published
	}
	r.SeenOn = envelopeDay(feed)
	return nil
}

// feedDay returns the day of an item.
func feedDay(e *element) Day {
	for _, name := range [...]string{"pubDate", "published", "publicationDate", "date", "issued"} {
		if day := ParseDay(e.text(name)); day.Known {
			return day
		}
	}
	return Day{}
}

// envelopeDay returns the day of a whole feed.
func envelopeDay(feed *element) Day {
	for _, name := range [...]string{"pubDate", "lastBuildDate", "updated", "date"} {
		if day := ParseDay(strings.TrimSpace(feed.find(name).flat())); day.Known {
			return day
		}
	}
	return Day{}
}
