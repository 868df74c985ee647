package extract

import "strings"

// PubMed is an answer of PubMed's efetch in XML, or a file of its baseline.
var PubMed = xmlFormat(
	"pubmed",
	"PubMed XML (efetch answers and baseline files)",
	[]string{"PubmedArticle", "PubmedBookArticle"},
	func(root string, _ []byte) bool {
		return root == "PubmedArticleSet" || root == "PubmedArticle" || root == "PubmedBookArticle"
	},
	readPubMed,
)

func readPubMed(e, _ *element, r *Record, _ warn) error {
	citation := e.child("MedlineCitation")
	article := citation.child("Article")
	ids := e.child("PubmedData", "ArticleIdList")
	if citation == nil {
		citation = e.child("BookDocument")
		article, ids = citation, citation.child("ArticleIdList")
	}
	if pmid := citation.text("PMID"); pmid != "" {
		r.ID = "pmid:" + pmid
	}
	r.Title = article.text("ArticleTitle")
	if translated := strings.Trim(r.Title, "[]. "); translated == "Not Available" || translated == "" {
		r.Title = article.text("VernacularTitle")
	}
	var parts []string
	for _, a := range article.child("Abstract").all("AbstractText") {
		text := strings.TrimSpace(a.flat())
		if label := a.attr("Label"); label != "" && !strings.EqualFold(label, "unlabelled") {
			text = label + ": " + text
		}
		if text != "" {
			parts = append(parts, text)
		}
	}
	r.Abstract = strings.Join(parts, "\n")
	for _, a := range article.child("AuthorList").all("Author") {
		if a.attr("ValidYN") == "N" { // a misspelt name beside its correction
			continue
		}
		name := joinName(a.text("ForeName"), a.text("LastName"), a.text("Suffix"))
		if name == "" {
			name = a.text("CollectiveName")
		}
		r.addAuthor(name)
	}
	for _, list := range citation.all("KeywordList") {
		for _, k := range list.all("Keyword") {
			r.addCategory(k.flat())
		}
	}
	for _, id := range ids.all("ArticleId") {
		if id.attr("IdType") == "doi" {
			r.DOI = strings.TrimSpace(id.flat())
		}
	}
	for _, id := range article.all("ELocationID") {
		if r.DOI == "" && id.attr("EIdType") == "doi" && id.attr("ValidYN") != "N" {
			r.DOI = strings.TrimSpace(id.flat())
		}
	}
	if r.Venue = article.text("Journal", "Title"); r.Venue == "" {
		r.Venue = article.text("Book", "BookTitle")
	}
	printed := article.child("Journal", "JournalIssue", "PubDate")
	r.Date = longer(pubmedDate(article.child("ArticleDate")), pubmedDate(printed))
	if r.Date == "" {
		r.Date = isoDate(printed.text("MedlineDate"), "", "") // "2019 Nov-Dec"
	}
	if r.Date == "" {
		r.Date = pubmedDate(article.child("Book", "PubDate"))
	}
	r.Updated = ParseDay(pubmedDate(citation.child("DateRevised")))
	return nil
}

func pubmedDate(e *element) string { return isoDate(e.text("Year"), e.text("Month"), e.text("Day")) }

// longer returns the more telling of two dates, the first when they tell the same.
func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}
