package link

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// oddCases are the shapes in which URLs come, by name. want holds "kind url" of every link; repaired is that of the first.
var oddCases = []struct {
	name, field, text string
	want              []string
	repaired          string
}{
	// Where a URL ends.
	{"sentence end", "abstract", "Code is at https://github.com/pytorch/fairseq.", []string{"code https://github.com/pytorch/fairseq"}, "trailing punctuation"},
	{"blank before the full stop", "abstract", "Code is at https://github.com/pytorch/fairseq .", []string{"code https://github.com/pytorch/fairseq"}, ""},
	{"doubled dots", "abstract", "Code is at https://github.com/pytorch/fairseq..", []string{"code https://github.com/pytorch/fairseq"}, "doubled dots"},
	{"parenthesis", "abstract", "It is public (github.com/apple/corenet), as promised.", []string{"code https://github.com/apple/corenet"}, ""},
	{"parenthesis and glued sentence", "abstract", "It is public (https://github.com/apple/corenet).We go on.", []string{"code https://github.com/apple/corenet"}, ""},
	{"balanced parentheses stay", "abstract", "See https://en.wikipedia.org/wiki/Mamba_(snake), a snake.", []string{"project https://en.wikipedia.org/wiki/Mamba_(snake)"}, "trailing punctuation"},
	{"sentence glued to the path", "abstract", "Code: https://github.com/apple/corenet.Our model is small.", []string{"code https://github.com/apple/corenet"}, "trailing punctuation; sentence glued on"},
	{"sentence glued to the host", "abstract", "Page: https://adapterhub.github.io.We go on.", []string{"project https://adapterhub.github.io"}, "trailing punctuation; sentence glued on"},
	{"a dot in the name is no sentence", "abstract", "Code: https://github.com/Lizonghang/prima.cpp.", []string{"code https://github.com/Lizonghang/prima.cpp"}, "trailing punctuation"},
	{"placeholder", "abstract", "Page: https://raphael-painter.github.io/{this http URL}.", []string{"project https://raphael-painter.github.io"}, "markup"},
	{"escaped blank", "abstract", "Code: https://github.com/apple/corenet%20 is out", []string{"code https://github.com/apple/corenet"}, "trailing escape"},
	{"escape inside", "abstract", "Slides: https://example.org/my%20talk.pdf", []string{"other https://example.org/my%20talk.pdf"}, ""},
	{"quotation marks", "abstract", "It is at “https://github.com/apple/corenet”", []string{"code https://github.com/apple/corenet"}, ""},
	{"Chinese full stop", "abstract", "代码：https://github.com/apple/corenet。", []string{"code https://github.com/apple/corenet"}, ""},
	{"comma and a second", "abstract", "https://github.com/a/b,https://github.com/c/d", []string{"code https://github.com/a/b", "code https://github.com/c/d"}, "trailing punctuation"},
	{"second glued on", "abstract", "https://github.com/a/bhttps://github.com/c/d", []string{"code https://github.com/a/b", "code https://github.com/c/d"}, ""},

	// Repositories.
	{"clone address", "abstract", "Code: https://github.com/VITA-Group/M3ViT.git", []string{"code https://github.com/VITA-Group/M3ViT"}, ".git"},
	{"cut-off clone address", "abstract", `Code: \url{https://github.com/VITA-Group/M3ViT.gi`, []string{"code https://github.com/VITA-Group/M3ViT"}, "cut-off .git"},
	{"git's short form", "github", "github.com:dair-iitd/moie", []string{"code https://github.com/dair-iitd/moie"}, "malformed scheme"},
	{"git over ssh", "abstract", "Clone git@github.com:dair-iitd/moie.git today", []string{"code https://github.com/dair-iitd/moie"}, "malformed scheme; .git"},
	{"view and fragment", "abstract", "https://github.com/apple/corenet?tab=readme-ov-file#usage", []string{"code https://github.com/apple/corenet"}, "fragment"},
	{"subpath", "abstract", "Code: https://github.com/microsoft/SimXNS/tree/main/LEAD/", []string{"code https://github.com/microsoft/SimXNS/tree/main/LEAD"}, ""},
	{"owner's page", "abstract", "Code will be put on https://github.com/NVlabs.", []string{"code https://github.com/NVlabs"}, "trailing punctuation"},
	{"GitLab groups", "abstract", "https://gitlab.kitware.com/group/sub/tool/-/tree/main/x", []string{"code https://gitlab.kitware.com/group/sub/tool/-/tree/main/x"}, ""},
	{"a university's GitLab", "abstract", "https://somegitlab.example.edu/group/tool", []string{"code https://somegitlab.example.edu/group/tool"}, ""},
	{"a university's GitHub", "abstract", "https://github.example.edu/group/tool", []string{"code https://github.example.edu/group/tool"}, ""},
	{"video file", "comment", "for the film, see https://example.org/x/film.mp4", []string{"video https://example.org/x/film.mp4"}, ""},
	{"gist", "abstract", "https://gist.github.com/someone/0a1b2c", []string{"code https://gist.github.com/someone/0a1b2c"}, ""},
	{"anonymous", "abstract", "Code: https://anonymous.4open.science/r/Some-Name-12AB/README.md.", []string{"code https://anonymous.4open.science/r/Some-Name-12AB/README.md"}, "trailing punctuation"},

	// Hubs and archives.
	{"the hub under another name", "abstract", "https://huface.online/datasets/idoco/PopVQA", []string{"dataset https://huggingface.co/datasets/idoco/PopVQA"}, "host alias"},
	{"the hub's short form", "abstract", "https://hf.co/spaces/someone/tool", []string{"demo https://huggingface.co/spaces/someone/tool"}, ""},
	{"model", "abstract", "huggingface.co/apple/OpenELM", []string{"model https://huggingface.co/apple/OpenELM"}, ""},
	{"collection of data", "abstract", "The datasets are found at https://huggingface.co/collections/someone/slug-1a2b", []string{"dataset https://huggingface.co/collections/someone/slug-1a2b"}, ""},
	{"no code on the hub", "abstract", "Code and models are available at https://huggingface.co/someone", []string{"model https://huggingface.co/someone"}, ""},
	{"old Zenodo path", "abstract", "https://zenodo.org/record/1234567", []string{"dataset https://zenodo.org/records/1234567"}, ""},
	{"Zenodo with code", "abstract", "The source code is archived at https://doi.org/10.5281/zenodo.1234567", []string{"code https://doi.org/10.5281/zenodo.1234567"}, ""},
	{"Kaggle", "abstract", "https://www.kaggle.com/code/someone/notes", []string{"code https://kaggle.com/code/someone/notes"}, ""},
	{"ModelScope", "abstract", "https://modelscope.cn/models/someone/name", []string{"model https://modelscope.cn/models/someone/name"}, ""},
	{"Colab", "abstract", "https://colab.research.google.com/drive/1a2B", []string{"demo https://colab.research.google.com/drive/1a2B"}, ""},
	{"arXiv", "comment", "extends http://arxiv.org/pdf/2401.00001v2.pdf", []string{"paper https://arxiv.org/abs/2401.00001v2"}, ""},
	{"DOI", "comment", "https://dx.doi.org/10.1145/1234567.7654321.", []string{"paper https://doi.org/10.1145/1234567.7654321"}, "trailing punctuation"},
	{"bare DOI", "comment", "Published in a journal (DOI: 10.1145/1234567.7654321).", []string{"paper https://doi.org/10.1145/1234567.7654321"}, ""},
	{"bare DOI without a letter", "comment", "doi:10.1000/182", []string{"paper https://doi.org/10.1000/182"}, ""},
	{"bare DOI of code", "abstract", "The code is available at 10.5281/zenodo.1234567.", []string{"code https://doi.org/10.5281/zenodo.1234567"}, "trailing punctuation"},
	{"figures are no DOI", "abstract", "PSNR and SSIM are 10.1234/0.87 and 110.2345/a, 10.12/b", nil, ""},
	{"OpenReview", "comment", "https://openreview.net/pdf?id=AbC-dE_1", []string{"paper https://openreview.net/forum?id=AbC-dE_1"}, ""},
	{"short video address", "comment", "https://youtu.be/AbC-dE_1?t=42", []string{"video https://www.youtube.com/watch?v=AbC-dE_1"}, ""},
	{"project page", "abstract", "http://jefftan969.github.io/dressrecon/", []string{"project https://jefftan969.github.io/dressrecon"}, ""},

	// Words decide.
	{"shortener with code", "abstract", "The source code and the manual are available at: https://bit.ly/3abcDEF", []string{"code https://bit.ly/3abcDEF"}, ""},
	{"shortener with data", "abstract", "The dataset can be downloaded at https://tinyurl.com/abcdef", []string{"dataset https://tinyurl.com/abcdef"}, ""},
	{"shortener without a word", "abstract", "https://t.co/abcdef", []string{"other https://t.co/abcdef"}, ""},
	{"label", "comment", "8 pages. Demo: https://aka.ms/some-tool; Video: https://aka.ms/some-clip", []string{"demo https://aka.ms/some-tool", "video https://aka.ms/some-clip"}, "trailing punctuation"},
	{"demo video", "comment", "Demo video: https://aka.ms/some-clip", []string{"video https://aka.ms/some-clip"}, ""},
	{"said in the sentence before", "abstract", "The dataset is public! (https://aka.ms/some-data)", []string{"dataset https://aka.ms/some-data"}, ""},
	{"anonymous page", "abstract", "Project page: https://anonymous.4open.science/w/name-1A2B", []string{"project https://anonymous.4open.science/w/name-1A2B"}, ""},
	{"anonymous page with code", "abstract", "Code is available at https://anonymous.4open.science/w/name-1A2B", []string{"code https://anonymous.4open.science/w/name-1A2B"}, ""},
	{"page named beside it", "abstract", "Code is available on the project website: https://example.org/tool", []string{"project https://example.org/tool"}, ""},
	{"pages of a paper are no page", "comment", "12 pages, https://example.org/venue", []string{"other https://example.org/venue"}, ""},
	{"two for one noun", "abstract", "The data are available at https://example.org/a and https://example.org/b", []string{"dataset https://example.org/a", "dataset https://example.org/b"}, ""},
	{"words behind", "abstract", "Visit https://example.org/tool for videos", []string{"video https://example.org/tool"}, ""},

	// Markup.
	{"url", "abstract", `\url{https://github.com/apple/corenet}.`, []string{"code https://github.com/apple/corenet"}, ""},
	{"href", "abstract", `\href{https://example.org/x}{Dataset}`, []string{"dataset https://example.org/x"}, ""},
	{"href twice", "abstract", `Data: \href{https://example.org/x}{https://example.org/x}`, []string{"dataset https://example.org/x", "dataset https://example.org/x"}, ""},
	{"footnote", "abstract", `our tool\footnote{https://github.com/apple/corenet}`, []string{"code https://github.com/apple/corenet"}, ""},
	{"LaTeX escapes", "abstract", `https://github.com/a\_b/c{\_}d\_e`, []string{"code https://github.com/a_b/c_d_e"}, "markup"},
	{"LaTeX home", "abstract", `http://www.example.edu/$\sim$someone/\~{}x`, []string{"other http://www.example.edu/~someone/~x"}, "markup"},
	{"LaTeX tie", "abstract", "at~https://github.com/apple/corenet~and more", []string{"code https://github.com/apple/corenet"}, ""},
	{"LaTeX comment", "abstract", "https://github.com/apple/corenet%todo", []string{"code https://github.com/apple/corenet"}, ""},
	{"dot in mathematics", "abstract", "https://github$.$com/apple/corenet", []string{"code https://github.com/apple/corenet"}, "markup"},
	{"markdown", "abstract", "[code](https://github.com/apple/corenet)", []string{"code https://github.com/apple/corenet"}, ""},
	{"bold", "abstract", "**https://github.com/apple/corenet**", []string{"code https://github.com/apple/corenet"}, ""},
	{"italics of markdown", "abstract", "at _https://github.com/apple/corenet_.", []string{"code https://github.com/apple/corenet"}, ""},
	{"HTML", "abstract", `<a href="https://example.org/?a=1&amp;b=2">page</a>`, []string{"project https://example.org/?a=1&b=2"}, "markup"},

	// Damage.
	{"zero-width blank", "abstract", "https://github.com/apple/core\u200bnet", []string{"code https://github.com/apple/corenet"}, "zero-width character"},
	{"zero-width blank in the host", "abstract", "https://git\u200bhub.com/apple/corenet", []string{"code https://github.com/apple/corenet"}, "zero-width character"},
	{"zero-width blank at the end", "abstract", "https://github.com/apple/corenet\u200b and", []string{"code https://github.com/apple/corenet"}, ""},
	{"typographic hyphen", "abstract", "https://github.com/apple/ml‑stuff", []string{"code https://github.com/apple/ml-stuff"}, "typographic hyphen"},
	{"break behind the scheme", "abstract", "available at https:\n//github.com/apple/corenet.", []string{"code https://github.com/apple/corenet"}, "trailing punctuation; line break"},
	{"break behind the slashes", "abstract", "available at https://\n  github.com/apple/corenet", []string{"code https://github.com/apple/corenet"}, "line break"},
	{"break in the host", "abstract", "available at https://github.\ncom/apple/corenet", []string{"code https://github.com/apple/corenet"}, "line break"},
	{"break in the host's name", "abstract", "see https://4d-\npages.github.io/.", []string{"project https://4d-pages.github.io"}, "trailing punctuation; line break"},
	{"break behind the host", "abstract", "available at https://github.com/\nSomeone/Some-Name", []string{"code https://github.com/Someone/Some-Name"}, "line break"},
	{"break behind a hyphen", "abstract", "available at https://github.com/someone/KVQE-\nNTIRE2025.", []string{"code https://github.com/someone/KVQE-NTIRE2025"}, "trailing punctuation; line break"},
	{"no join with the sentence", "abstract", "Code at https://github.com/someone/\nsoon.", []string{"code https://github.com/someone"}, ""},
	{"a break that ends the URL", "abstract", "Code at https://github.com/someone/name\nDataset follows", []string{"code https://github.com/someone/name"}, ""},
	{"blank behind the owner", "abstract", "Code is in https://github.com/someone/ TOOL.", []string{"code https://github.com/someone/TOOL"}, "trailing punctuation; line break"},
	{"blank before a clone address", "abstract", "Code: https://github.com/someone/ tool.git", []string{"code https://github.com/someone/tool"}, "line break; .git"},
	{"the sentence goes on behind the owner", "abstract", "See https://github.com/someone/ GPU users may skip it.", []string{"code https://github.com/someone"}, ""},
	{"blank in the owner", "abstract", "Code: https://github.com/SomeBigA ILab/tool.", []string{"code https://github.com/SomeBigAILab/tool"}, "trailing punctuation; line break"},
	{"no owner", "abstract", "Code: https://github.com/someone and/or mail.", []string{"code https://github.com/someone"}, ""},
	{"blanks behind hyphens", "abstract", "https://github.com/ONE- TWO- THREE/some-Name.git", []string{"code https://github.com/ONE-TWO-THREE/some-Name"}, "line break; .git"},
	{"blank for an underscore", "abstract", "Code: https://github.com/someone/tree of_all_things.", []string{"code https://github.com/someone/tree_of_all_things"}, "trailing punctuation; blank for underscore"},
	{"blank behind a page's host", "abstract", "Page: https://someone.github.io/ some_page/", []string{"project https://someone.github.io/some_page"}, "line break"},
	{"blank for a tilde", "abstract", "Page: https://www.example.edu/ someone/MyPage.html.", []string{"project https://www.example.edu/~someone/MyPage.html"}, "trailing punctuation; blank for tilde"},
	{"no tilde", "abstract", "Page: https://www.example.edu/ and/or elsewhere.", []string{"project https://www.example.edu"}, ""},
	{"blank in a DOI", "abstract", "https://doi.org/10. 1000/ABC, as said", []string{"paper https://doi.org/10.1000/ABC"}, "trailing punctuation; line break"},
	{"ligature", "github", "https://github.com/someone/ofﬁcial.git", []string{"code https://github.com/someone/official"}, "ligature; .git"},
	{"second glued on without scheme", "abstract", "https://github.com/a/bgithub.com/a/b", []string{"code https://github.com/a/b", "code https://github.com/a/b"}, ""},
	{"glued to the word before", "abstract", "Code is available atgithub.com/apple/corenet.", []string{"code https://github.com/apple/corenet"}, "trailing punctuation; sentence glued on"},
	{"misspelt host", "abstract", "https://github.comm/apple/corenet", []string{"code https://github.com/apple/corenet"}, "host alias"},
	{"half of a formula in the host", "abstract", "https://someone.github$.io/page/", []string{"project https://someone.github.io/page"}, "markup"},
	{"missing colon", "abstract", "https//github.com/apple/corenet", []string{"code https://github.com/apple/corenet"}, "malformed scheme"},
	{"one slash", "abstract", "https:/adapterhub.github.io/x", []string{"project https://adapterhub.github.io/x"}, "malformed scheme"},
	{"doubled scheme", "abstract", "http://https://github.com/apple/corenet", []string{"code https://github.com/apple/corenet"}, "malformed scheme"},
	{"glued to a word", "abstract", "the effectiveness ohttps://info.arxiv.org/help/prep#abstractsf our method", []string{"other https://info.arxiv.org/help/prep"}, "fragment"},
	{"doubled dot in the host", "abstract", "https://github..com/apple/corenet", []string{"code https://github.com/apple/corenet"}, "doubled dots"},
	{"route of a one-page site", "comment", "Webpage: https://example.io#/tool", []string{"project https://example.io/#/tool"}, ""},
	{"sharing parameters", "comment", "https://example.org/x?usp=sharing&id=7&utm_source=a", []string{"other https://example.org/x?id=7"}, ""},
	{"port and number", "abstract", "a server at http://192.0.2.7:8080/x", []string{"other http://192.0.2.7:8080/x"}, ""},

	// Metadata.
	{"two in one field", "project", "https://example.org/a; https://example.org/b", []string{"project https://example.org/a", "project https://example.org/b"}, "trailing punctuation"},
	{"bare host", "project", "visualreasoning.net", []string{"project https://visualreasoning.net"}, ""},
	{"owner and name", "github", "cl-tohoku/shitsukan-eval; allenai/CARE", []string{"code https://github.com/cl-tohoku/shitsukan-eval", "code https://github.com/allenai/CARE"}, ""},
	{"underscores lost", "github", "https://github.com/someone/neural temporal models", []string{"code https://github.com/someone/neural_temporal_models"}, "blank for underscore"},
	{"blank between two", "github", "https://github.com/a/b https://github.com/c/d", []string{"code https://github.com/a/b", "code https://github.com/c/d"}, ""},
	{"no address", "github", "here", nil, ""},
	{"the field names the kind", "dataset", "https://example.org/set", []string{"dataset https://example.org/set"}, ""},
	{"the host knows better than the field", "demo", "https://github.com/a/b", []string{"code https://github.com/a/b"}, ""},
	{"a name in project", "project", "Some-Tool", nil, ""},

	{"invisible character before the host", "project", "..\u200bdoi.org", []string{"paper https://doi.org"}, ""},

	// No links.
	{"not every host that begins so", "abstract", "git.00.A00/00 and data.frame/x and demo.py/y", nil, ""},
	{"abbreviations", "abstract", "Some parts, e.g. this, i.e.that, cf.below, et al.In short, vs.the rest, w.r.t.x.", nil, ""},
	{"missing blank", "abstract", "We train models.We test them.In the end it.is/was in.to", nil, ""},
	{"file names", "abstract", "Run model.py, README.md, train.sh, src/main.cpp, paper.pdf and data.json.", nil, ""},
	{"products", "abstract", "Built with Node.js, ASP.NET, llama.cpp, D3.js, draw.io, FLUX.1-dev and Character.AI.", nil, ""},
	{"numbers", "abstract", "Version 2.10.3 is 1.5x faster at 0.5.", nil, ""},
	{"e-mail", "abstract", "Write to someone@github.com or some.one@cs.example.edu/x.", nil, ""},
	{"categories", "comment", "cs.AI, cs.CL, eess.AS", nil, ""},
	{"hosts in passing", "abstract", "Reviews from Amazon.com, tables from politifact.com and questions of study.com", nil, ""},
	{"a host to go to", "abstract", "The benchmark is available at vcbench.com, free of charge.", []string{"dataset https://vcbench.com"}, "trailing punctuation"},
	{"a host of three labels", "abstract", "We publish the code on code.example.ai soon; reviews were published on example.com once.", []string{"code https://code.example.ai"}, ""},
	{"domain and path", "abstract", "See prior.allenai.org/projects/x for more", []string{"project https://prior.allenai.org/projects/x"}, ""},
	{"www", "abstract", "See www.eth3d.net.", []string{"project https://www.eth3d.net"}, "trailing punctuation"},
	{"only a scheme", "abstract", "over https:// and http://... or http://localhost", nil, ""},
}

func TestOddCases(t *testing.T) {
	for _, c := range oddCases {
		t.Run(c.name, func(t *testing.T) {
			links := Find(c.field, c.text)
			var got []string
			for _, l := range links {
				got = append(got, l.Kind+" "+l.URL)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Fatalf("%s\n%+v", diff, links)
			}
			if len(links) > 0 && links[0].Repaired != c.repaired {
				t.Errorf("repaired %q, want %q", links[0].Repaired, c.repaired)
			}
			checkLaws(t, c.field, c.text)
		})
	}
}

func TestRepositoryColumns(t *testing.T) {
	for url, want := range map[string][4]string{
		"https://www.GitHub.com/NVlabs/DiffiT/":                {"github.com", "NVlabs", "DiffiT", ""},
		"https://github.com/zjunlp/PromptKG/tree/main/deltaKG": {"github.com", "zjunlp", "PromptKG", "tree/main/deltaKG"},
		"https://raw.githubusercontent.com/a/b/main/x.csv":     {"github.com", "a", "b", "main/x.csv"},
		"https://gitlab.com/group/sub/tool":                    {"gitlab.com", "group/sub", "tool", ""},
		"https://gitlab.com/group/sub/tool.git":                {"gitlab.com", "group/sub", "tool", ""},
		"https://bitbucket.org/a/b/src/master":                 {"bitbucket.org", "a", "b", "src/master"},
		"https://codeberg.org/a/b":                             {"codeberg.org", "a", "b", ""},
		"https://github.example.edu/a/b/tree/main":             {"github.example.edu", "a", "b", "tree/main"},
		"https://somegitlab.example.edu/a/b/c":                 {"somegitlab.example.edu", "a/b", "c", ""},
		"https://gitee.com/a/b":                                {"gitee.com", "a", "b", ""},
		"https://skhu101.github.io/HumanLiff":                  {"github.io", "skhu101", "HumanLiff", ""},
		"https://layeranimate.github.io":                       {"github.io", "layeranimate", "layeranimate.github.io", ""},
		"https://huggingface.co/apple/OpenELM/tree/main":       {"huggingface.co", "apple", "OpenELM", "tree/main"},
		"https://huggingface.co/datasets/squad":                {"huggingface.co", "", "squad", ""},
		"https://huggingface.co/spaces/a/b":                    {"huggingface.co", "a", "b", ""},
		"https://huggingface.co/papers/2401.00001":             {"", "", "", ""},
		"https://www.modelscope.cn/datasets/a/b/summary":       {"modelscope.cn", "a", "b", "summary"},
		"https://www.kaggle.com/datasets/a/b":                  {"kaggle.com", "a", "b", ""},
		"https://zenodo.org/records/123/files/x.zip":           {"zenodo.org", "", "123", "files/x.zip"},
		"https://anonymous.4open.science/r/Name-1/":            {"anonymous.4open.science", "", "Name-1", ""},
		"https://gist.github.com/a/0f":                         {"gist.github.com", "a", "0f", ""},
		"https://github.com/topics/mamba":                      {"", "", "", ""},
		"https://github.com/orgs/NVlabs/repositories":          {"github.com", "NVlabs", "", ""},
		"https://sites.google.com/view/mwm-rl":                 {"", "", "", ""},
		"https://doi.org/10.1016/j.nlp.2025.100163":            {"", "", "", ""},
	} {
		links := Find("url", url)
		if len(links) != 1 {
			t.Errorf("%s: %d links", url, len(links))
			continue
		}
		l := links[0]
		if got := [4]string{l.RepoHost, l.RepoOwner, l.RepoName, l.RepoPath}; got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
}

// One thing, one key; another thing, another key.
func TestKey(t *testing.T) {
	same := [][]string{
		{"https://github.com/NVlabs/DiffiT", "http://www.github.com/nvlabs/diffit/", "github.com/NVlabs/DiffiT.git", "git@github.com:NVlabs/DiffiT.git", "https://github.com/NVLABS/DIFFIT#readme"},
		{"https://github.com/NVlabs/DiffiT/tree/main/x", "https://github.com/nvlabs/diffit/tree/main/x/"},
		{"https://github.com/NVlabs/DiffiT/tree/main/X"},
		{"https://huggingface.co/apple/OpenELM", "https://hf.co/Apple/openelm", "https://huface.online/apple/OpenELM"},
		{"https://huggingface.co/datasets/apple/OpenELM"},
		{"https://arxiv.org/abs/2401.00001", "https://arxiv.org/pdf/2401.00001v3.pdf", "arxiv.org/abs/2401.00001v1"},
		{"https://youtu.be/AbC", "https://www.youtube.com/watch?v=AbC&t=3"},
		{"https://youtu.be/abc"},
		{"https://example.org/a", "http://www.example.org/a/"},
		{"https://example.org/A"},
		{"https://skhu101.github.io/HumanLiff", "http://skhu101.github.io/HumanLiff/"},
		{"https://github.com/skhu101/HumanLiff"},
		{"https://doi.org/10.1000/ABC", "http://dx.doi.org/10.1000/abc"},
	}
	owner := map[string]int{}
	for i, urls := range same {
		for _, u := range urls {
			links := Find("abstract", u)
			if len(links) != 1 {
				t.Fatalf("%s: %d links", u, len(links))
			}
			if u, ok := owner[Key(links[0])]; ok && u != i {
				t.Errorf("%s shares its key with row %d", urls, u)
			}
			if u != urls[0] && Key(links[0]) != Key(Find("abstract", urls[0])[0]) {
				t.Errorf("%s and %s differ: %s", u, urls[0], Key(links[0]))
			}
			owner[Key(links[0])] = i
		}
	}
}

func TestRelation(t *testing.T) {
	for text, want := range map[string]string{
		"Our code is available at U.":                    RelationOwn,
		"Code: U":                                        RelationOwn,
		"All of it is free to use (U).":                  RelationUnknown,
		"Codes are at U.":                                RelationOwn,
		"Project page: U":                                RelationOwn,
		"We release SuperTool (U).":                      RelationOwn,
		"To help others we open-source everything: U":    RelationOwn,
		"The official implementation can be found at U.": RelationOwn,
		"The code used in this study is available at U.": RelationOwn,
		"We release the tool, based on PyTorch, at U.":   RelationOwn,
		"Our pipeline is built on fairseq (U).":          RelationCited,
		"The method is based on U.":                      RelationCited,
		"We train with the loader of X, using U.":        RelationCited,
		"We used the dataset DeepFashion (U) for tests.": RelationCited,
		"The trainer is adapted from U.":                 RelationCited,
		"This entry took part in the X challenge (U).":   RelationCited,
		"We compare with their code (U).":                RelationCited,
		"An overview of existing datasets and of models, and a live repository (U), round it off.": RelationUnknown,
		"We release the weights of Parsnip, a parser built using PyTorch, at U.":                   RelationOwn,
		"Weights of Parsnip, the first in a family of parsers using trees, at U.":                  RelationUnknown,
		"Some Parsing Challenge: U":                 RelationCited,
		"Results are better than before. Follow: U": RelationUnknown,
		"10 pages, U": RelationUnknown,
		"U":           RelationUnknown,
	} {
		links := Find("abstract", strings.Replace(text, "U", "https://github.com/a/b", 1))
		if len(links) != 1 || links[0].Relation != want {
			t.Errorf("%q: %+v, want %s", text, links, want)
		}
	}
}
