package extract

import "bytes"

// JSONLines is one JSON object a line, as crawlers of arXiv and of conference sites write it.
var JSONLines = &Format{
	Name:       "jsonl",
	Doc:        "JSON lines of papers: title with abstract or summary; arXiv and conference fields where present",
	Sniff:      sniffLines,
	Split:      splitLines,
	NewDecoder: newPaperDecoder,
}

// sniffLines accepts when a line among the first ones is the object of a paper: the first may be broken.
func sniffLines(head []byte) bool {
	const tries = 20
	complete := len(head) < headBytes
	for range tries {
		line, rest, found := bytes.Cut(head, []byte{'\n'})
		if !found && !complete {
			return false
		}
		if looksLikePaper(line) {
			return true
		}
		if !found {
			return false
		}
		head = rest
	}
	return false
}

// JSONArray is one JSON array of such objects.
var JSONArray = &Format{
	Name:       "json-array",
	Doc:        "One JSON array of papers, with the fields of jsonl",
	Sniff:      sniffArray,
	Split:      splitArray,
	NewDecoder: newPaperDecoder,
}

func sniffArray(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	return len(head) > 0 && head[0] == '[' && looksLikePaper(bytes.TrimLeft(head[1:], elementLead))
}
