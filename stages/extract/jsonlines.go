package extract

import "bytes"

// JSONLines is one JSON object a line, as crawlers of arXiv and of conference sites write it.
var JSONLines = jsonFormat{
	name:   "jsonl",
	doc:    "JSON lines of papers: title with abstract or summary; arXiv and conference fields where present",
	shapes: []string{"lines"},
	is:     looksLikePaper,
	paper:  &paperMapping,
}.format()

// JSONArray is one JSON array of such objects.
var JSONArray = &Format{
	Name:       "json-array",
	Doc:        "One JSON array of papers, with the fields of jsonl",
	Sniff:      func(head []byte) bool { return glimpseArray(&glance{head: head}) },
	glimpse:    glimpseArray,
	Split:      cutJSON("*"),
	NewDecoder: newPaperDecoder,
}

// glimpseArray accepts an array without elements too: that is what an interface answers on a day without papers.
func glimpseArray(g *glance) bool {
	start := bytes.TrimPrefix(g.head[:min(len(g.head), 100)], []byte(byteOrderMark))
	return jsonFormat{shapes: []string{"*"}, is: looksLikePaper}.glimpse(g) || string(bytes.Join(bytes.Fields(start), nil)) == "[]"
}

// looksLikePaper tells whether the object has what a paper needs: a title and an abstract, or an id or authors.
func looksLikePaper(s sketch) bool {
	return s.has("title") && s.any("abstract", "summary", "authors", "author", "arxiv_id")
}
