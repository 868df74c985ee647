package extract

import "testing"

func TestOnlyPagesAreHFPages(t *testing.T) {
	const link = `<a href="https://huggingface.co/papers/2606.01111">Kites</a>`
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"page":             {"<!DOCTYPE html>\n<html><body>" + link, true},
		"feed":             {`<?xml version="1.0"?><rss><channel><item><description><![CDATA[<html>` + link + `]]>`, false},
		"Markdown":         {"<div align=center>\n\n# Papers on Hugging Face\n\n- " + link, false},
		"another page":     {`<html><body>Hugging Face <a href="/papers">Papers</a>`, false},
		"error page":       {"<html><body><h1>503 Service Unavailable</h1>", false},
		"another's papers": {`<html><body><a href="/papers/2606.01111">Kites</a>`, false},
	} {
		if got := HFPage.Sniff([]byte(c.text)); got != c.want {
			t.Errorf("%s: recognised %v, want %v", name, got, c.want)
		}
	}
}

func TestPageWithoutPapersIsReported(t *testing.T) {
	g := conform([]byte(`<html><body>Hugging Face <a href="/papers/2606.01111">Kites, in a form of tomorrow</a>`))
	if g.Format != "hf-page" || len(g.Records) != 0 || len(g.Troubles) != 1 || g.Troubles[0].Code != "missing_papers" {
		t.Errorf("got %+v", g)
	}
	if g := conform([]byte(`<html><div data-target="DailyPapers" data-props="{&quot;dailyPapers&quot;:[]}"></div> Hugging Face`)); g.Format != "hf-page" || len(g.Troubles) != 0 {
		t.Errorf("an empty day: got %+v", g)
	}
}
