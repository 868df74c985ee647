package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/paperlake/paperlake/stages/normalize/identity"
)

// HFPage is a Hugging Face Papers page that was saved as HTML. The page carries what it shows as JSON, in the
// data-props of an element that its script fills; a page that was saved without it has the plain markup.
var HFPage = &Format{
	Name:       "hf-page",
	Doc:        "Hugging Face Papers page saved as HTML: its embedded JSON, or else its markup",
	Sniff:      sniffPage,
	Split:      splitPage,
	NewDecoder: func() Decoder { return pageDecoder{&paperDecoder{mapping: &hfMapping}} },
}

func sniffPage(head []byte) bool {
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), " \t\r\n")
	if len(trimmed) == 0 || trimmed[0] != '<' || bytes.HasPrefix(trimmed, []byte("<?xml")) {
		return false
	}
	if !bytes.Contains(head, []byte("Hugging Face")) && !bytes.Contains(head, []byte("huggingface.co")) {
		return false
	}
	if bytes.Contains(head, []byte(`data-target="DailyPapers"`)) {
		return true
	}
	// Feeds and Markdown lists link to papers' pages too.
	if start := bytes.ToLower(trimmed[:min(len(trimmed), 1000)]); !bytes.Contains(start, []byte("<html")) {
		return false
	}
	for rest := head; ; {
		_, after, found := bytes.Cut(rest, []byte(`/papers/`))
		if !found {
			return false
		}
		if len(after) > 0 && isDigit(after[0]) {
			return true
		}
		rest = after
	}
}

// splitPage makes the whole page one block, as its tree is needed whole.
func splitPage(r io.Reader, emit func(Block) error) error {
	data, err := io.ReadAll(io.LimitReader(r, int64(Bounds.Record)+1))
	if err != nil {
		return err
	}
	if len(data) > Bounds.Record {
		return errTooLong("the page", Bounds.Record)
	}
	return emit(Block{Data: data, First: 1})
}

type pageDecoder struct{ json *paperDecoder }

// Decode implements Decoder. A record's number is its place on the page, and is its rank. Its offset is that of
// the paper's id on the page.
func (d pageDecoder) Decode(b Block, row func(*Record), bad func(Trouble)) {
	page, err := goquery.NewDocumentFromReader(bytes.NewReader(b.Data))
	if err != nil {
		bad(Trouble{Record: b.First, Code: "invalid_html", Message: err.Error(), Excerpt: excerpt(b.Data)})
		return
	}
	place := func(text string) int64 {
		return b.Offset + max(0, int64(bytes.Index(b.Data, []byte(text))))
	}
	found := false
	page.Find("[data-props]").EachWithBreak(func(_ int, element *goquery.Selection) bool {
		props := []byte(element.AttrOr("data-props", ""))
		list, ok := hfList.shape(&glance{head: props})
		if !ok {
			return true
		}
		found = true
		day := Day{}
		if s := sketchOf(props)["dateString"]; len(s) > len(`"2006-01-02"`) {
			day = ParseDay(s[1 : 1+len("2006-01-02")])
		}
		err := cutJSON(list)(bytes.NewReader(props), func(objects Block) error {
			objects.First += b.First - 1
			d.json.Decode(objects, func(r *Record) {
				if day.Known {
					r.SeenOn = day
				}
				r.Rank, r.Offset = int32(r.Number), place(r.ID)
				row(r)
			}, func(t Trouble) {
				t.Offset = place(`data-target="DailyPapers"`)
				bad(t)
			})
			return nil
		})
		if err != nil {
			bad(Trouble{Record: b.First, Offset: b.Offset, Code: "invalid_json", Message: fmt.Sprintf("the page's embedded list: %v", err), Excerpt: excerpt(props)})
		}
		return false
	})
	if found {
		return
	}
	number := b.First - 1
	page.Find("article").Each(func(_ int, article *goquery.Selection) {
		r := Record{Upvotes: -1, Citations: -1}
		if err := readArticle(article, &r); err != nil {
			return
		}
		number++
		r.Number, r.Rank, r.Offset = number, int32(number), place(r.ID)
		if r.Title == "" {
			bad(Trouble{Record: number, Offset: r.Offset, Code: "missing_title", Message: "the paper " + r.ID + " has no title on the page; it is kept out", Excerpt: excerpt([]byte(article.Text()))})
			return
		}
		row(&r)
	})
	if number < b.First && !bytes.Contains(b.Data, []byte(`data-target="DailyPapers"`)) {
		bad(Trouble{Record: b.First, Offset: b.Offset, Code: "missing_papers", Message: "the page shows no paper in a form that is known", Excerpt: excerpt(b.Data)})
	}
}

// hfList says where the embedded JSON has its list.
var hfList = jsonFormat{
	shapes: []string{"dailyPapers.*", "papers.*", "trendingPapers.*"},
	is:     func(s sketch) bool { return s.has("paper.id") },
	empty:  []string{"dailyPapers"},
}

var errNoPaper = errors.New("not a paper")

// readArticle reads one paper of the plain markup: a heading that links to the paper, its votes, authors and links.
func readArticle(article *goquery.Selection, r *Record) error {
	link := article.Find("h1 a, h2 a, h3 a, h4 a").FilterFunction(func(_ int, a *goquery.Selection) bool { return paperOfAddress(a) != "" }).First()
	if r.ID = paperOfAddress(link); r.ID == "" {
		return errNoPaper
	}
	r.URL = "https://huggingface.co/papers/" + r.ID
	r.Title = oneLine(link.Text())
	article.Find("p").EachWithBreak(func(_ int, p *goquery.Selection) bool {
		if text := oneLine(p.Text()); looksLikeAbstract(text) {
			r.Abstract = text
			return false
		}
		return true
	})
	article.Find(".leading-none").EachWithBreak(func(_ int, votes *goquery.Selection) bool {
		n, err := strconv.ParseInt(oneLine(votes.Text()), 10, 64)
		if err == nil {
			r.Upvotes = n
		}
		return err != nil
	})
	article.Find("li[title]").Each(func(_ int, author *goquery.Selection) {
		if name := oneLine(author.AttrOr("title", "")); name != "" {
			r.Authors = append(r.Authors, name)
		}
	})
	if when := article.Find("time[datetime]").First(); when.Length() > 0 {
		r.Date = when.AttrOr("datetime", "")
	}
	article.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		if url := a.AttrOr("href", ""); strings.HasPrefix(url, "https://github.com/") {
			r.addLink("github", url)
		}
	})
	return nil
}

// paperOfAddress returns the arXiv id of a link to a paper's page.
func paperOfAddress(a *goquery.Selection) string {
	_, id, found := strings.Cut(a.AttrOr("href", ""), "/papers/")
	if !found {
		return ""
	}
	if cut := strings.IndexAny(id, "#?/"); cut >= 0 {
		id = id[:cut]
	}
	if _, _, ok := identity.ArxivID(id); !ok {
		return ""
	}
	return id
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
