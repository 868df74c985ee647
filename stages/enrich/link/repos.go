package link

import "strings"

// readRepo reads github.com and its kin. What is no repository there (the site's own pages) is left as it is.
func (u *address) readRepo(l *Link, kind string) string {
	first, rest := segment(u.path)
	switch first {
	case "":
		u.mostly = ""
		return ""
	case "orgs", "users":
		if owner, _ := segment(rest); owner != "" {
			l.RepoHost, l.RepoOwner = u.host, name(owner)
		}
		u.path, u.query, u.frag = l.RepoOwner, "", ""
		return ""
	case "topics", "search", "features", "sponsors", "marketplace", "settings", "apps", "login", "about", "explore",
		"collections", "trending", "site", "pricing", "security":
		return ""
	}
	host := u.host
	if host == "raw.githubusercontent.com" {
		host = "github.com"
	}
	u.repository(l, host, "", u.path)
	if l.RepoName == "" {
		return "" // an owner's page: the words say what is there
	}
	return kind
}

// readGitLab reads group/subgroup/name/-/tree/main: everything in front of "-" or of a view is the repository.
func (u *address) readGitLab(l *Link) string {
	var repo []string
	rest := trimPath(u.path)
	for rest != "" {
		first, after := segment(rest)
		n := name(first)
		if n == "-" || len(repo) >= 2 && isView(n) {
			break
		}
		if n != "" { // "+" may stand in a path, and GitLab's repositories are as deep as their groups
			repo = append(repo, n)
		}
		rest = after
	}
	if rest == "-" {
		rest = ""
	}
	if len(repo) < 2 {
		if len(repo) == 1 {
			l.RepoHost, l.RepoOwner = u.host, repo[0]
			u.joinRepo(l, "")
		}
		return ""
	}
	l.RepoHost = u.host
	l.RepoOwner = strings.Join(repo[:len(repo)-1], "/")
	l.RepoName, l.RepoPath = u.repoName(repo[len(repo)-1], rest), rest
	u.joinRepo(l, "")
	return KindCode
}

func isView(segment string) bool {
	switch segment {
	case "tree", "blob", "raw", "issues", "releases", "wikis", "merge_requests", "commits":
		return true
	}
	return false
}

// readHub reads Hugging Face: /owner/model, /datasets/owner/name, /spaces/owner/name, /collections/owner/slug, /papers/id.
func (u *address) readHub(l *Link) string {
	first, rest := segment(u.path)
	switch first {
	case "":
		return ""
	case "datasets", "spaces", "collections", "models":
		prefix := first + "/"
		if first == "models" {
			prefix = "" // models have no prefix of their own
		}
		owner, after := segment(rest)
		switch {
		case owner == "":
			return hubKind(first)
		case after == "" && first == "datasets":
			l.RepoHost, l.RepoName = u.host, name(owner) // the first data sets have no owner
			u.joinRepo(l, prefix)
		default:
			u.repository(l, u.host, prefix, rest)
		}
		return hubKind(first)
	case "papers", "blog":
		u.query, u.frag = "", ""
		if first == "papers" && rest != "" {
			return KindPaper
		}
		return KindOther
	case "docs", "learn", "tasks", "pricing", "join", "chat", "posts", "organizations":
		return KindOther
	}
	u.repository(l, u.host, "", u.path)
	if l.RepoName == "" {
		return ""
	}
	return KindModel
}

func hubKind(section string) string {
	switch section {
	case "datasets", "dataset":
		return KindDataset
	case "spaces", "studios":
		return KindDemo
	case "models":
		return KindModel
	}
	return "" // a collection holds anything
}

// readScope reads ModelScope: /models/owner/name, /datasets/owner/name, /studios/owner/name.
func (u *address) readScope(l *Link) string {
	first, rest := segment(u.path)
	switch first {
	case "models", "datasets", "studios", "collections":
		if owner, _ := segment(rest); owner != "" {
			u.repository(l, u.host, first+"/", rest)
		}
		return hubKind(first)
	}
	return ""
}

// readKaggle reads /datasets/owner/name, /code/owner/name, /models/owner/name and the older /owner/name of data sets.
func (u *address) readKaggle(l *Link) string {
	first, rest := segment(u.path)
	kind := KindDataset
	prefix := first + "/"
	switch first {
	case "":
		return ""
	case "competitions", "c", "organizations", "docs", "learn", "discussions", "benchmarks":
		return KindOther
	case "datasets":
	case "code", "kernels", "notebooks":
		kind = KindCode
	case "models":
		kind = KindModel
	default:
		prefix, rest = "", u.path
		if _, after := segment(rest); after == "" {
			return "" // somebody's page
		}
	}
	if owner, after := segment(rest); owner != "" && after == "" {
		l.RepoHost, l.RepoName = u.host, name(owner)
		u.joinRepo(l, prefix)
	} else if owner != "" {
		u.repository(l, u.host, prefix, rest)
	}
	return kind
}

// doiKinds: registrants whose DOIs name data and not papers.
var doiKinds = []struct{ prefix, kind string }{
	{"10.5281/zenodo", ""}, // software, data and posters alike: the words decide
	{"10.6084/", KindDataset}, {"10.7910/dvn", KindDataset}, {"10.17632/", KindDataset}, {"10.5061/", KindDataset},
	{"10.21227/", KindDataset}, {"10.57967/hf", ""}, {"10.57702/", KindDataset}, {"10.13026/", KindDataset},
	{"10.34740/kaggle", KindDataset}, {"10.17605/osf", ""}, {"10.24432/", KindDataset}, {"10.57760/", KindDataset},
	{"10.57745/", KindDataset},
}

func (u *address) readDOI() string {
	path := strings.ToLower(u.path)
	for _, row := range doiKinds {
		if strings.HasPrefix(path, row.prefix) {
			u.mostly = KindDataset
			return row.kind
		}
	}
	return KindPaper
}

// ownerNames reads "owner/name" in the field github, one or several.
func (f *Finder) ownerNames(dst []Link, field, text string) []Link {
	for i := 0; i < len(text); {
		if class[text[i]]&cBlank != 0 || text[i] == ';' || text[i] == ',' {
			i++
			continue
		}
		j := i
		for j < len(text) && class[text[j]]&cBlank == 0 && text[j] != ';' && text[j] != ',' {
			j++
		}
		if raw := text[i:j]; isOwnerName(raw) {
			l := Link{Field: field, Start: i, End: j, URLRaw: raw, Host: "github.com", Kind: KindCode, Relation: RelationUnknown,
				Rule: ruleNames[byName][byHost]}
			u := address{host: l.Host}
			u.repository(&l, u.host, "", trimPath(raw))
			u.trim()
			l.URL, l.Repaired = u.build(f, raw), u.fixes.String()
			if l.RepoName != "" {
				dst = append(dst, l)
			}
		}
		i = j
	}
	return dst
}

func isOwnerName(s string) bool {
	slash := strings.IndexByte(s, '/')
	if slash <= 0 || slash > 39 || slash == len(s)-1 || strings.IndexByte(s[slash+1:], '/') >= 0 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if i != slash && class[s[i]]&cName == 0 || i < slash && (s[i] == '.' || s[i] == '_') {
			return false
		}
	}
	return class[s[0]]&cAlnum != 0 && class[s[slash+1]]&(cAlnum|cHost) != 0
}
