package remote

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const password = "hunter2"

// serveHTTP answers with objects by path, with their redirects, and asks those under private/ for a password.
func serveHTTP(s *store, w http.ResponseWriter, r *http.Request) {
	key := strings.TrimPrefix(r.URL.Path, "/")
	data, found := s.objects[key]
	target, isRedirect := strings.CutPrefix(data, "-> ")
	_, given, _ := r.BasicAuth()
	switch {
	case !found:
		http.NotFound(w, r)
	case strings.HasPrefix(key, "private/") && given != password:
		w.WriteHeader(http.StatusUnauthorized)
	case isRedirect:
		http.Redirect(w, r, target, http.StatusFound)
	case strings.HasPrefix(data, "!"):
		var status int
		fmt.Sscanf(data, "!%d", &status)
		if s.between != nil {
			s.between(s)
		}
		w.WriteHeader(status)
	default:
		s.content(w, r, data)
	}
}

func httpStore(t *testing.T) (s *store, at func(path string) Object) {
	hurry(t)
	s = newStore(t, map[string]string{
		"2025-06.jsonl": strings.Repeat("a line\n", 5000), "moved": "-> /2025-06.jsonl", "loop": "-> /loop",
		"private/x": "secret", "busy": "!503", "unable": "!501", "gone": "!410",
	}, serveHTTP)
	return s, func(path string) Object {
		t.Helper()
		return mustResolve(t, s.URL+"/"+path)[0]
	}
}

func TestHTTP(t *testing.T) {
	s, at := httpStore(t)
	june := s.objects["2025-06.jsonl"]
	for _, path := range []string{"2025-06.jsonl", "moved?signature=s"} {
		if text, err := fetch(t, at(path)); text != june || err != nil {
			t.Errorf("%s: %d bytes, %v", path, len(text), err)
		}
	}
	if last := s.asked[len(s.asked)-1]; last.Referer() != "" {
		t.Errorf("a redirect says where it comes from: %s", last.Referer())
	}
	fails(t, at("absent"), "404 Not Found")
	fails(t, at("gone"), "410 Gone")
	fails(t, at("loop"), "more than 5")
	if _, err := fetchLimited(t, at("2025-06.jsonl"), 1000); err == nil || !strings.Contains(err.Error(), "--max-unpacked") {
		t.Errorf("over the limit: error %v", err)
	}
	before := len(s.asked)
	fails(t, at("unable"), "501")
	if len(s.asked) != before+1 {
		t.Error("what will not change is asked for again")
	}
	fails(t, at("busy"), "503", "tried 4 times")
	s.between = func(s *store) { s.objects["busy"] = "ready" }
	if text, err := fetch(t, at("busy")); text != "ready" || err != nil {
		t.Errorf("a server that was busy: %q, %v", text, err)
	}
	isKnownAgain(t, at("busy"), func() { s.objects["busy"] = "changed" })
	s.header.Set("Content-Encoding", "gzip")
	if text, err := fetch(t, at("2025-06.jsonl")); text != june || err != nil {
		t.Errorf("with a content encoding: %d bytes, %v", len(text), err)
	}
}

func TestHTTPPasswords(t *testing.T) {
	s, _ := httpStore(t)
	u, _ := url.Parse(s.URL)
	at := func(user, path string) Object {
		return mustResolve(t, "http://"+user+"@"+u.Host+"/"+path+"?token="+password)[0]
	}
	if text, err := fetch(t, at("me:"+password, "private/x")); text != "secret" || err != nil {
		t.Errorf("with the password: %q, %v", text, err)
	}
	other := newStore(t, map[string]string{"x": "elsewhere"}, serveHTTP)
	s.objects["away"] = "-> " + strings.Replace(other.URL, "127.0.0.1", "localhost", 1) + "/x"
	if text, err := fetch(t, at("me:"+password, "away")); text != "elsewhere" || err != nil {
		t.Errorf("redirected to another host: %q, %v", text, err)
	}
	if r := other.asked[0]; r.Header.Get("Authorization") != "" || r.Referer() != "" {
		t.Errorf("another host is told %v", r.Header)
	}
	s.breaks = []int{1, 1, 1, 1}
	errs := []Object{at("me:wrong", "private/x"), at("me:"+password, "absent"), at("me:"+password, "loop"), at("me:"+password, "2025-06.jsonl")}
	u.Host = "127.0.0.1:1" // where nobody answers
	for _, o := range append(errs, at("me:"+password, "x")) {
		_, err := fetch(t, o)
		if err == nil || strings.Contains(err.Error()+o.Name, password) || strings.Contains(err.Error()+o.Name, "me:") {
			t.Errorf("%s: error %v; want one without the password", o.Name, err)
		}
	}
}

func TestHTTPTransfersThatBreakOff(t *testing.T) {
	s, at := httpStore(t)
	june := s.objects["2025-06.jsonl"]
	ranges := func() (out []string) {
		for _, r := range s.asked {
			out = append(out, r.Header.Get("Range"))
		}
		return out
	}
	for _, c := range []struct {
		what, etag string
		change     bool
		want       string
		asked      string
	}{
		{"goes on", "", false, june, "[ bytes=1000- bytes=3000-]"},
		{"begins again without an entity tag", "-", false, june, "[  ]"},
		{"begins again with a weak one", `W/"x"`, false, june, "[  ]"},
		{"begins again when the file has changed", "", true, "new", "[ bytes=1000-]"},
	} {
		s.objects["2025-06.jsonl"], s.asked, s.breaks, s.between = june, nil, []int{1000, 2000}, nil
		s.header.Del("ETag")
		if c.etag != "" {
			s.header["Etag"] = []string{strings.Trim(c.etag, "-")}
		}
		if c.change {
			s.between = func(s *store) { s.objects["2025-06.jsonl"], s.breaks = "new", nil }
		}
		text, err := fetch(t, at("2025-06.jsonl"))
		if text != c.want || err != nil || fmt.Sprint(ranges()) != c.asked {
			t.Errorf("%s: %d bytes, %v, ranges %q; want %d and %s", c.what, len(text), err, ranges(), len(c.want), c.asked)
		}
	}
	s.header.Del("ETag")
	s.objects["2025-06.jsonl"], s.breaks, s.between = june, []int{1000, 0, 0, 0}, nil
	fails(t, at("2025-06.jsonl"), "broke off after 1000 of 35000 bytes", "tried 4 times")
}

func TestHTTPStalls(t *testing.T) {
	was := stall
	stall = 20 * time.Millisecond
	t.Cleanup(func() { stall = was })
	hurry(t)
	s := newStore(t, nil, func(s *store, w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "begins")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	fails(t, mustResolve(t, s.URL+"/x")[0], "nothing came", "6 of 100 bytes")
}

func TestNoRedirectToPlainHTTP(t *testing.T) {
	request := func(u string) *http.Request {
		r, err := http.NewRequest(http.MethodGet, u, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	before := []*http.Request{request("https://host/a")}
	if err := client.CheckRedirect(request("http://host/a"), before); !errors.Is(err, errRedirect) {
		t.Errorf("from https to http: %v, want errRedirect", err)
	}
	if err := client.CheckRedirect(request("https://other/a"), before); err != nil {
		t.Errorf("from https to https: %v", err)
	}
}
