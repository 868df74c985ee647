package extract

import (
	"bytes"
	"fmt"
	"strings"
)

// ACLAnthology is a collection file of the ACL Anthology: volumes with what their papers have in common, and
// papers with mixed content. Old volumes have no abstracts.
var ACLAnthology = xmlFormat(
	"acl-anthology",
	"Collection files (XML) of the ACL Anthology",
	[]string{"paper"},
	func(root string, head []byte) bool {
		return root == "collection" && bytes.Contains(head, []byte("<volume")) || root == "volume" && bytes.Contains(head, []byte("<paper"))
	},
	readACL,
)

const anthology = "https://aclanthology.org/"

func readACL(e, envelope *element, r *Record, _ warn) error {
	collection := envelope.child("collection")
	if collection == nil {
		collection = envelope
	}
	var volume, meta *element
	if volumes := collection.all("volume"); len(volumes) > 0 {
		volume = volumes[len(volumes)-1]
		meta = volume.child("meta")
	}
	r.Title, r.Abstract = e.text("title"), e.text("abstract")
	for _, a := range e.all("author") {
		r.addAuthor(joinName(a.text("first"), a.text("last")))
	}
	r.ID = e.text("url")
	if strings.Contains(r.ID, "/") || r.ID == "" { // the paper lies elsewhere
		r.URL = r.ID
		r.ID = aclID(collection.attr("id"), volume.attr("id"), e.attr("id"))
	}
	if r.URL == "" && r.ID != "" {
		r.URL = anthology + r.ID
	}
	r.DOI = e.text("doi")
	if r.Venue = meta.text("journal-title"); r.Venue == "" {
		r.Venue = meta.text("booktitle")
	}
	r.Date = isoDate(meta.text("year"), meta.text("month"), "")
	for _, code := range e.all("pwccode") {
		r.addLink("code", code.attr("url"))
	}
	for _, data := range e.all("pwcdataset") {
		r.addLink("dataset", data.attr("url"))
	}
	for _, name := range [...]string{"video", "attachment"} {
		for _, file := range e.all(name) {
			if address := file.attr("href") + strings.TrimSpace(file.flat()); strings.HasPrefix(address, "http") {
				r.addLink(name, address)
			}
		}
	}
	return nil
}

// aclID makes the id of a paper from its place: 2022.acl-long.1, and in the numbering before 2020 J89-1004 or
// W04-0105, where workshops have two digits of volume.
func aclID(collection, volume, paper string) string {
	if collection == "" || volume == "" || paper == "" {
		return ""
	}
	if len(collection) != 3 || strings.Contains(collection, ".") {
		return collection + "-" + volume + "." + paper
	}
	v, p := leadingNumber(volume), leadingNumber(paper)
	if collection[0] == 'W' || collection == "C69" || collection == "D19" && v >= 5 {
		return fmt.Sprintf("%s-%02d%02d", collection, v, p)
	}
	return fmt.Sprintf("%s-%d%03d", collection, v, p)
}
