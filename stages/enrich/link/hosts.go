package link

import "strings"

// shape says how a host's paths name things.
type shape uint8

const (
	shapePlain    shape = iota
	shapeRepo           // /owner/name[/path]
	shapeGitLab         // /group[/group…]/name[/-/path]
	shapeGist           // [/owner]/id
	shapePages          // owner.github.io/name[/path]
	shapeHub            // Hugging Face
	shapeScope          // ModelScope: /models/owner/name
	shapeKaggle         // /datasets/owner/name
	shapeZenodo         // /records/number
	shapeAnon           // anonymous.4open.science/r/name
	shapeArxiv          // /abs/id, /pdf/id
	shapeDOI            // /10.1234/suffix
	shapeReview         // OpenReview: ?id=
	shapeYouTube        // /watch?v=id
	shapeYoutube2       // youtu.be/id
)

// strict shapes have paths of nothing but letters, digits and "-._/".
func (s shape) strict() bool {
	switch s {
	case shapeRepo, shapeGitLab, shapeGist, shapeHub, shapeScope, shapeAnon, shapeArxiv, shapeKaggle, shapeZenodo:
		return true
	}
	return false
}

// hostRule is one row of the host table. An empty kind leaves the decision to the words around the link.
type hostRule struct {
	kind  string
	shape shape
	alias string // the host's canonical name, if it goes by another
	fix   bool   // the other name is an error of the listing, not a short form
	def   string // the kind if the words say nothing; "" is "other"
}

// hostTable is the knowledge about hosts. A name with a leading dot stands for every host below it, a name with a trailing dot for
// every host that begins so.
var hostTable = []struct {
	hosts string
	rule  hostRule
}{
	// Repositories.
	{"github.com", hostRule{kind: KindCode, shape: shapeRepo, def: KindCode}},
	{"raw.githubusercontent.com bitbucket.org codeberg.org gitee.com gitcode.com openi.pcl.ac.cn github.", hostRule{kind: KindCode, shape: shapeRepo, def: KindCode}},
	{"gitlab.com gitlab. git. framagit.org salsa.debian.org jugit.fz-juelich.de", hostRule{kind: KindCode, shape: shapeGitLab, def: KindCode}},
	{"gist.github.com", hostRule{kind: KindCode, shape: shapeGist}},
	{"anonymous.4open.science", hostRule{kind: KindCode, shape: shapeAnon}},
	{"pypi.org pypi.python.org npmjs.com crates.io cran.r-project.org hub.docker.com quay.io anaconda.org sourceforge.net .sourceforge.net .sourceforge.io sr.ht git.io code.google.com codeocean.com",
		hostRule{kind: KindCode}},
	{".readthedocs.io .readthedocs.org", hostRule{def: KindCode}},

	// Models, data sets, notebooks.
	{"huggingface.co", hostRule{shape: shapeHub, def: KindModel}},
	{"hf.co", hostRule{shape: shapeHub, alias: "huggingface.co", def: KindModel}},
	{"huface.online hf-mirror.com huggingface.com", hostRule{shape: shapeHub, alias: "huggingface.co", fix: true, def: KindModel}},
	{"modelscope.cn modelscope.ai modelscope.com", hostRule{shape: shapeScope, def: KindModel}},
	{"kaggle.com", hostRule{shape: shapeKaggle, def: KindDataset}},
	{"zenodo.org", hostRule{shape: shapeZenodo, def: KindDataset}},
	{"tfhub.dev civitai.com ollama.com replicate.com", hostRule{kind: KindModel}},
	{"figshare.com .figshare.com data.mendeley.com ieee-dataport.org physionet.org synapse.org datadryad.org openslr.org scidb.cn opendatalab.com dataverse. .dataverse.org data. dataset. datasets. archive.ics.uci.edu data.world commonvoice.mozilla.org registry.opendata.aws catalog.ldc.upenn.edu cancerimagingarchive.net .cancerimagingarchive.net doi.pangaea.de",
		hostRule{def: KindDataset}},
	{"colab.research.google.com", hostRule{def: KindDemo}},
	{".hf.space .streamlit.app .gradio.live .gradio.app demo. play.google.com apps.apple.com testflight.apple.com", hostRule{kind: KindDemo}},

	// Papers.
	{"arxiv.org", hostRule{kind: KindPaper, shape: shapeArxiv}},
	{"export.arxiv.org", hostRule{kind: KindPaper, shape: shapeArxiv, alias: "arxiv.org"}},
	{"doi.org", hostRule{shape: shapeDOI, def: KindPaper}},
	{"dx.doi.org", hostRule{shape: shapeDOI, alias: "doi.org", def: KindPaper}},
	{"openreview.net", hostRule{kind: KindPaper, shape: shapeReview}},
	{"aclanthology.org aclweb.org ieeexplore.ieee.org dl.acm.org link.springer.com nature.com sciencedirect.com proceedings.mlr.press papers.nips.cc proceedings.neurips.cc openaccess.thecvf.com semanticscholar.org researchgate.net ssrn.com biorxiv.org medrxiv.org alphaxiv.org hal.science isca-archive.org jmlr.org mdpi.com frontiersin.org onlinelibrary.wiley.com academic.oup.com ojs.aaai.org ijcai.org melba-journal.org spiedigitallibrary.org pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov ceur-ws.org journals.plos.org science.org pnas.org cell.com tandfonline.com journals.sagepub.com diglib.eg.org bmvc2025.org bmva-archive.org.uk rdcu.be hdl.handle.net papers.ssrn.com escholarship.org scitepress.org aisel.aisnet.org projecteuclid.org journals.",
		hostRule{kind: KindPaper}},
	{".hal.science .biomedcentral.com .onlinelibrary.wiley.com .pubpub.org", hostRule{kind: KindPaper}},

	// Videos.
	{"youtube.com m.youtube.com", hostRule{kind: KindVideo, shape: shapeYouTube}},
	{"youtu.be", hostRule{kind: KindVideo, shape: shapeYoutube2, alias: "www.youtube.com"}},
	{"bilibili.com b23.tv vimeo.com player.vimeo.com youku.com v.youku.com videolectures.net", hostRule{kind: KindVideo}},

	// Project pages.
	{".github.io", hostRule{kind: KindProject, shape: shapePages}},
	{".gitlab.io .codeberg.page .bitbucket.io", hostRule{kind: KindProject}},
	{"sites.google.com", hostRule{kind: KindProject}},
	{".netlify.app .vercel.app .pages.dev .web.app .firebaseapp.com .herokuapp.com .notion.site .wixsite.com .weebly.com .webflow.io .framer.website .framer.ai .wordpress.com .gitbook.io .surge.sh .onrender.com",
		hostRule{kind: KindProject}},
	{".grand-challenge.org", hostRule{def: KindProject}},
	{"research.nvidia.com research.google ai.meta.com machinelearning.apple.com", hostRule{def: KindProject}},

	// Anything may be behind these.
	{"bit.ly t.co goo.gl tinyurl.com aka.ms rb.gy is.gd ow.ly cutt.ly shorturl.at t.ly g.co forms.gle w3id.org purl.org url.fzi.de drive.google.com docs.google.com dropbox.com onedrive.live.com 1drv.ms pan.baidu.com pan.quark.cn mega.nz box.com osf.io dagshub.com wandb.ai archive.org figma.com",
		hostRule{}},
	{".sharepoint.com .box.com .amazonaws.com", hostRule{}},
}

var hostExact, hostBelow, hostPrefix = func() (exact, below, prefix map[string]*hostRule) {
	exact, below, prefix = map[string]*hostRule{}, map[string]*hostRule{}, map[string]*hostRule{}
	for i := range hostTable {
		row := &hostTable[i]
		for host := range strings.FieldsSeq(row.hosts) {
			switch {
			case host[0] == '.':
				below[host[1:]] = &row.rule
			case host[len(host)-1] == '.':
				prefix[host[:len(host)-1]] = &row.rule
			default:
				exact[host] = &row.rule
			}
		}
	}
	return
}()

// hostRuleFor looks a host in lower case up, nil if the table does not know it.
func hostRuleFor(host []byte) *hostRule {
	for len(host) > 4 && string(host[:4]) == "www." {
		host = host[4:]
	}
	if r := hostExact[string(host)]; r != nil {
		return r
	}
	for i, c := range host {
		if c == '.' {
			if r := hostBelow[string(host[i+1:])]; r != nil {
				return r
			}
		}
	}
	for i, c := range host {
		if c == '.' {
			label := string(host[:i])
			if strings.HasSuffix(label, "gitlab") || strings.HasPrefix(label, "gitlab-") { // a university's own
				label = "gitlab"
			}
			if r := hostPrefix[label]; r != nil && lastDot(host) > i && lowerTLD(string(host[lastDot(host)+1:])) {
				return r
			}
			break
		}
	}
	return nil
}

// knownTLDs are the top-level domains of research pages. Those that are also file suffixes (md, py, sh, so) are left out:
// with a scheme any domain is taken, so the list only says which bare hosts are hosts.
var knownTLDs = func() map[string]bool {
	set := map[string]bool{}
	for t := range strings.FieldsSeq(`com org net edu gov int mil io ai co dev app me info tech science site online page xyz cc tv top
		cloud space wiki blog institute academy foundation group network systems tools world health bio eu ac asia cat lab
		at au be br ca ch cl cn cz de dk ee es fi fr gr hk hu id ie il in ir is it jp kr lt lu lv mx my nl no nz pk pl pt
		ro rs ru sa se sg si sk th tr tw ua uk us vn za link live ml im gg fyi press studio works zone ventures fm`) {
		set[t] = true
	}
	return set
}()

// knownTLD compares without case: metadata writes GOV.UK.
func knownTLD(tld string) bool {
	if len(tld) > 12 || len(tld) < 2 {
		return false
	}
	return knownTLDs[tld] || hasUpper(tld) && knownTLDs[strings.ToLower(tld)]
}

func lowerTLD(tld string) bool { return knownTLDs[tld] }

// pathTLD: known top-level domain of a bare host that goes on with a path. In prose "in/out" and "is/are" stand behind a dot that
// lacks its blank, so a two-letter domain needs a host of three labels or one that is no word.
func pathTLD(tld, host []byte) bool {
	if !knownTLDs[string(tld)] {
		return false
	}
	switch string(tld) {
	case "in", "it", "is", "at", "be", "no", "id", "us", "me", "my", "se", "im", "th", "ac", "page", "group", "network", "systems",
		"tools", "world", "health", "space", "lab", "link", "live", "works", "press", "site", "science", "cat":
		dots := 0
		for _, c := range host {
			if c == '.' {
				dots++
			}
		}
		return dots > 1
	}
	return true
}

// hasKnownSuffix tells whether host or what is left of a wrapped one ends in a known domain.
func hasKnownSuffix(host string) bool {
	host = strings.TrimRight(host, ".")
	d := strings.LastIndexByte(host, '.')
	return d >= 0 && lowerTLD(host[d+1:])
}

// academicHost: a server of a university, at least two labels below the suffix: lab.csail.example.edu.
func academicHost(host []byte) bool {
	h := string(host)
	for _, suffix := range [...]string{".edu", ".ac.uk", ".edu.cn", ".edu.au", ".ac.jp", ".ac.kr"} {
		if t, ok := strings.CutSuffix(h, suffix); ok {
			return strings.Contains(t, ".")
		}
	}
	return false
}

// read takes the path of a known host apart, rewrites u to its canonical form, and returns the kind, "" if words must decide.
func (r *hostRule) read(u *address, l *Link) string {
	switch r.shape {
	case shapeRepo:
		return u.readRepo(l, r.kind)
	case shapeGitLab:
		return u.readGitLab(l)
	case shapeGist:
		first, rest := segment(u.path)
		if id, _ := segment(rest); id != "" {
			l.RepoOwner, l.RepoName = name(first), name(id)
		} else {
			l.RepoName = name(first)
		}
		l.RepoHost = "gist.github.com"
		u.joinRepo(l, "")
	case shapePages:
		l.RepoHost, l.RepoOwner = "github.io", strings.TrimSuffix(u.host, ".github.io")
		l.RepoName, l.RepoPath = segment(trimPath(u.path))
		if l.RepoName == "" {
			l.RepoName = u.host // the repository of the owner's own page bears its host name
		}
	case shapeHub:
		u.noCode = true
		return u.readHub(l)
	case shapeScope:
		return u.readScope(l)
	case shapeKaggle:
		return u.readKaggle(l)
	case shapeZenodo:
		first, rest := segment(u.path)
		if first == "record" || first == "records" || first == "deposit" {
			l.RepoHost = u.host
			l.RepoName, l.RepoPath = segment(rest)
			l.RepoName = name(l.RepoName)
			u.joinRepo(l, "records/")
		}
	case shapeAnon:
		first, rest := segment(u.path)
		if first == "r" || first == "repository" || first == "anonymize" {
			l.RepoHost = u.host
			l.RepoName, l.RepoPath = segment(rest)
			l.RepoName = name(l.RepoName)
			u.joinRepo(l, first+"/")
		}
		if first == "w" { // a repository served as a web page
			u.mostly = KindProject
			return ""
		}
	case shapeArxiv:
		first, rest := segment(u.path)
		switch first {
		case "abs", "pdf", "html":
			u.path, u.query, u.frag = "abs/"+strings.TrimSuffix(trimPath(rest), ".pdf"), "", ""
		default:
			return ""
		}
	case shapeDOI:
		return u.readDOI()
	case shapeReview:
		if id := parameter(u.query, "id"); id != "" {
			u.path, u.query = "forum", "id="+id
		}
	case shapeYouTube:
		if id := parameter(u.query, "v"); id != "" && u.path == "watch" {
			u.query = "v=" + id
		}
		u.host = "www.youtube.com"
	case shapeYoutube2:
		if id := name(u.path); id != "" {
			u.path, u.query = "watch", "v="+id
		}
	}
	return r.kind
}

// parameter returns the value of a query's parameter.
func parameter(query, key string) string {
	for p := range strings.SplitSeq(query, "&") {
		if v, ok := strings.CutPrefix(p, key+"="); ok {
			return v
		}
	}
	return ""
}
