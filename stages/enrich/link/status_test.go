package link

import "testing"

func TestCodeStatus(t *testing.T) {
	const u = "https://github.com/a/b"
	for _, c := range []struct{ want, abstract, comment string }{
		// A repository that is not somebody else's is a link, whatever is promised beside it.
		{CodeLinked, "Our code is available at " + u + ".", ""},
		{CodeLinked, "Code will be released at " + u + ".", ""},
		{CodeLinked, "A new method for an old problem.", "8 pages, " + u},
		{CodeLinked, "Our code is available at https://example.org/tool.", ""},
		{CodeLinked, "We build on X (" + u + "). Our code is at https://gitlab.com/c/d.", ""},
		{CodeLinked, "The code is public on PyPI: https://pypi.org/project/tool.", ""},

		{CodeNone, `Project page: \href{https://a.github.io/b}{https://a.github.io/b}.`, ""},

		// Promises.
		{CodePromised, "The code will be released upon acceptance.", ""},
		{CodePromised, "Our code and trained models will be made publicly available.", ""},
		{CodePromised, "All data, source code and weights will be published.", ""},
		{CodePromised, "We will release our code.", ""},
		{CodePromised, "We plan to publicly release the dataset, the models, and the code.", ""},
		{CodePromised, "We will open-source our framework.", ""},
		{CodePromised, "The simulator will be open-sourced.", ""},
		{CodePromised, "Our implementation will soon be public.", ""},
		{CodePromised, "Code is available soon.", ""},
		{CodePromised, "Upon acceptance, we release all scripts and the code.", ""},
		{CodePromised, "The toolkit is released once the paper is published.", ""},
		{CodePromised, "The code is going to be shared.", ""},
		{CodePromised, "The source code is to be released.", ""},
		{CodePromised, "Short text.", "8 pages, code and scripts: to be released"},
		{CodePromised, "We present a parser, with code and data to be made public.", ""},
		{CodePromised, "All of our code would be available.", ""},
		{CodePromised, "Our code will be publicized after the review.", ""},
		{CodePromised, "The code will be open source once the paper is accepted.", ""},
		{CodePromised, "The toolchain will be made open source.", ""},
		{CodePromised, "We will open source everything.", ""},
		{CodePromised, "We will release Parsnip as an open-source framework.", ""},
		{CodePromised, "Parsnip will be released as an open source project.", ""},
		{CodePromised, "We will open-source the annotated dataset and the simulator.", ""},
		{CodePromised, "Short text.", "Code coming soon"},
		{CodePromised, "Short text.", "Under review; source code will be available after publication"},
		{CodePromised, "We intend to make the software available.", ""},
		{CodePromised, "Our method wins.Code will be released!", ""},
		{CodePromised, "Our code will be available at https://example.org/tool.", ""},
		{CodePromised, "We build on X (" + u + "). Our code will be released.", ""},

		// Traps: code that is something else, things that are not code, no promise.
		{CodeNone, "", ""},
		{CodeNone, "The code is the hidden variable of the model.", ""},
		{CodeNone, "We release a dataset.", ""},
		{CodeNone, "We will release a dataset.", ""},
		{CodeNone, "We will release a dataset of source code.", ""},
		{CodeNone, "We study source code analysis, which will be of use to all.", ""},
		{CodeNone, "A benchmark for code generation will be released.", ""},
		{CodeNone, "Code generation models will be available to everyone.", ""},
		{CodeNone, "The latent code will be shared between both decoders.", ""},
		{CodeNone, "Hash codes are published with the images.", ""},
		{CodeNone, "Such vulnerable code will be released into production.", ""},
		{CodeNone, "The code will be executed in a sandbox.", ""},
		{CodeNone, "We will use the code of others.", ""},
		{CodeNone, "The model will be open-sourced.", ""},
		{CodeNone, "Our dataset and all checkpoints will be open-sourced.", ""},
		{CodeNone, "We will open-source the weights of our model.", ""},
		{CodeNone, "We evaluate open-source models, which will be available for long.", ""},
		{CodeNone, "Code is available upon request.", ""},
		{CodeNone, "This will provide insights into the quality of code.", ""},
		{CodeNone, "Software engineering will be changed.", "Accepted for publication in Software Testing"},
		{CodeNone, "Our benchmark will be open source.", ""},
		{CodeNone, "We will open source the corpus.", ""},
		{CodeNone, "We will release the corpus on an open-source platform.", ""},
		{CodeNone, "The corpus has the accession code: to be announced, and is released for free.", ""},
		{CodeNone, "The framework was released as an open-source project.", ""},
		{CodeNone, "Demonstrations will be released soon.", ""},
		{CodeNone, "We build on X (" + u + ").", ""},
		{CodeNone, "The video is at https://youtu.be/abc.", "Slides: https://example.org/slides.pdf"},
		{CodeNone, "The data are available at https://example.org/data.", ""},
	} {
		links := Find("comment", c.comment)
		links = append(Find("abstract", c.abstract), links...)
		if got := CodeStatus(links, c.abstract, c.comment); got != c.want {
			t.Errorf("%q / %q: %s, want %s", c.abstract, c.comment, got, c.want)
		}
	}
}
