package extract

import (
	"errors"
	"fmt"
	"strings"
)

// A Refusal is a kind of file that is known and cannot be taken as a listing, with the reason and what to do.
type Refusal struct {
	Name   string
	Reason string
	is     func(*glance) bool
	more   func(*glance) string // about this file; nil: nothing
}

// ErrRefused is wrapped by Recognise when the input is of a kind that is refused. Such an error is an
// ErrUnknownFormat too: both are wrong inputs.
var ErrRefused = errors.New("refused")

type refusedError struct {
	*Refusal
	more string
}

func (r *Refusal) refuse(g *glance) error {
	if r.more == nil {
		return refusedError{r, ""}
	}
	return refusedError{r, r.more(g)}
}

func (e refusedError) Error() string {
	return fmt.Sprintf("recognised as %s, which is not taken: %s%s", e.Name, e.Reason, e.more)
}
func (e refusedError) Is(target error) bool {
	return target == ErrRefused || target == ErrUnknownFormat
}

// Refused lists what is refused by name. It is tried after the formats.
var Refused = []*Refusal{
	refusedJSON("pwc-evaluation-tables",
		"a row of an evaluation table of Papers with Code is a result of a model, and many name no paper; take the dumps papers-with-abstracts and links-between-papers-and-code",
		func(s sketch) bool {
			return s.begins("datasets", "[") && s.has("task", "subtasks")
		}),
	refusedJSON("s2-abstracts",
		"the dataset abstracts has no titles, only corpusid and abstract; join it to the dataset papers by corpusid, and take the joined lines",
		func(s sketch) bool { return s.has("corpusid", "abstract") && !s.has("title") }),
	refusedJSON("s2-tldrs",
		"the dataset tldrs holds summaries that a model wrote, by corpusid and without titles; take the dataset papers",
		func(s sketch) bool { return s.has("corpusid", "model", "text") }),
	refusedJSON("s2-paper-ids",
		"the dataset paper-ids only says which hash belongs to which corpusid; take the dataset papers",
		func(s sketch) bool { return s.has("sha", "corpusid", "primary") }),
	refusedJSON("s2-graph-without-titles",
		"the answer names papers by paperId only, since its request did not ask for more; ask again with fields=title,abstract,authors,externalIds,publicationDate,venue",
		func(s sketch) bool { return s.has("paperId") && !s.has("title") }),
	UnknownTable,
	{
		Name:   "html",
		Reason: "a web page that holds no listing, perhaps an error page saved in its place; open it in a browser, and fetch the listing again",
		is: func(g *glance) bool {
			head := strings.ToLower(string(textHead(g.head[:min(len(g.head), 1000)])))
			return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<") && strings.Contains(head, "<html")
		},
	},
}

func refusedJSON(name, reason string, is func(sketch) bool) *Refusal {
	j := jsonFormat{shapes: []string{"lines", "*", "data.*", ""}, is: is}
	return &Refusal{Name: name, Reason: reason, is: j.glimpse}
}
