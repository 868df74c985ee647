package remote

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// forEachStore runs test against a server of each kind. urlOf writes the URL of a key.
func forEachStore(t *testing.T, objects func() map[string]string, test func(t *testing.T, s *store, urlOf func(key string) string)) {
	hurry(t)
	for _, name := range []string{"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"} {
		t.Setenv(name, "/nonexistent")
	}
	t.Setenv("AWS_ACCESS_KEY_ID", "id")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("AZURE_STORAGE_ACCOUNT", account)
	t.Setenv("AZURE_STORAGE_KEY", "c2VjcmV0")
	t.Run("s3", func(t *testing.T) {
		s := newStore(t, objects(), serveS3)
		test(t, s, func(key string) string {
			return "s3://papers/" + key + "?region=us-east-1&use_path_style=true&endpoint=" + s.URL
		})
	})
	t.Run("gs", func(t *testing.T) {
		s := newStore(t, objects(), serveGCS)
		t.Setenv("STORAGE_EMULATOR_HOST", s.URL)
		test(t, s, func(key string) string { return "gs://papers/" + key })
	})
	t.Run("azblob", func(t *testing.T) {
		s := newStore(t, objects(), serveAzure)
		test(t, s, func(key string) string {
			return "azblob://papers/" + key + "?protocol=http&localemu=true&domain=" + strings.TrimPrefix(s.URL, "http://")
		})
	})
}

func someObjects() map[string]string {
	return map[string]string{
		"daily/2025-01.jsonl": "january", "daily/2025-02.jsonl.gz": "february", "daily/eu/2025-03 a+b.jsonl": strings.Repeat("march ", 9000),
		"daily/": "", "daily/.tmp/x": "x", "daily/.part": "x", "daily/eu/": "", "other": "other", "dailyx": "x", "daily/2024/12.jsonl": "december",
	}
}

func TestBuckets(t *testing.T) {
	forEachStore(t, someObjects, func(t *testing.T, _ *store, urlOf func(string) string) {
		for pattern, want := range map[string][]string{
			"other":                        {"other"},
			"daily/":                       {"daily/2024/12.jsonl", "daily/2025-01.jsonl", "daily/2025-02.jsonl.gz", "daily/eu/2025-03 a+b.jsonl"},
			"daily/2025-*":                 {"daily/2025-01.jsonl", "daily/2025-02.jsonl.gz"},
			"daily/20*":                    {"daily/2024/12.jsonl", "daily/2025-01.jsonl", "daily/2025-02.jsonl.gz"},
			"*/eu/":                        {"daily/eu/2025-03 a+b.jsonl"},
			"daily/.part":                  {"daily/.part"},
			"daily/2025-0[1].jsonl":        {"daily/2025-01.jsonl"},
			"daily/eu/2025-03%20a+b.jsonl": {"daily/eu/2025-03 a+b.jsonl"},
		} {
			got := map[string]string{}
			for _, o := range mustResolve(t, urlOf(pattern)) {
				text, err := fetch(t, o)
				if err != nil {
					t.Errorf("%s: %v", o.Name, err)
				}
				plain, _, _ := strings.Cut(o.Name, "?")
				got[plain[strings.Index(plain, "papers/")+len("papers/"):]] = text
			}
			wanted := map[string]string{}
			for _, key := range want {
				wanted[key] = someObjects()[key]
			}
			if diff := cmp.Diff(wanted, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", pattern, diff)
			}
		}
	})
}

func TestObjectsThatAreKnown(t *testing.T) {
	forEachStore(t, someObjects, func(t *testing.T, s *store, urlOf func(string) string) {
		isKnownAgain(t, mustResolve(t, urlOf("other"))[0], func() { s.objects["other"] = "changed" })
	})
}

func TestBucketsThatDoNotAnswerWell(t *testing.T) {
	forEachStore(t, someObjects, func(t *testing.T, s *store, urlOf func(string) string) {
		fails(t, mustResolve(t, urlOf("daily/absent"))[0], "no such object", "ends in /")
		elsewhere := strings.Replace(urlOf("daily/"), "papers", "elsewhere", 1)
		fails(t, mustResolve(t, elsewhere)[0], "cannot list the bucket", "no such object or bucket")
		for pattern, want := range map[string]string{"nothing/": "no object matches", "daily/*": "more than 2 objects", "daily/[": "syntax"} {
			if _, err := Resolve(t.Context(), []string{urlOf(pattern)}, 2); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %v, want one with %q", pattern, err, want)
			}
		}

		march := mustResolve(t, urlOf("*/eu/"))[0]
		s.breaks = []int{1000, 5000}
		if text, err := fetch(t, march); text != s.objects["daily/eu/2025-03 a+b.jsonl"] || err != nil {
			t.Errorf("after two transfers that broke off %d bytes, %v", len(text), err)
		}
		gone := func() (n int) {
			for _, r := range s.asked {
				if r.Header.Get("Range")+r.Header.Get("X-Ms-Range") != "" && r.Method == http.MethodGet {
					n++
				}
			}
			return n
		}
		if gone() != 2 {
			t.Errorf("%d transfers went on, want 2", gone())
		}

		s.breaks = []int{1000}
		s.between = func(s *store) { s.objects["daily/eu/2025-03 a+b.jsonl"] = "written anew" }
		if text, err := fetch(t, march); text != "written anew" || err != nil {
			t.Errorf("an object that changed is %q, %v", text, err)
		}

		s.between, s.breaks = nil, []int{1, 1, 1, 1}
		fails(t, march, "broke off after 4 of 12 bytes", "tried 4 times")
	})
}

func TestContentEncodingIsLeft(t *testing.T) {
	forEachStore(t, someObjects, func(t *testing.T, s *store, urlOf func(string) string) {
		s.header.Set("Content-Encoding", "gzip")
		if text, err := fetch(t, mustResolve(t, urlOf("other"))[0]); text != "other" || err != nil {
			t.Errorf("got %q, %v", text, err)
		}
	})
}

// Names that must be escaped in a URL. (Of Azure's, gocloud reads only those without % ? # " \\ in them.)
func TestOddKeys(t *testing.T) {
	const key, escaped = "100% of?what#now.jsonl", "100%25 of%3Fwhat%23now.jsonl"
	forEachStore(t, func() map[string]string { return map[string]string{key: "odd"} }, func(t *testing.T, s *store, urlOf func(string) string) {
		if strings.HasPrefix(urlOf(""), "azblob:") {
			return
		}
		for _, u := range []string{urlOf(escaped), urlOf("")} {
			if text, err := fetch(t, mustResolve(t, u)[0]); text != "odd" || err != nil {
				t.Errorf("%s: %q, %v", u, text, err)
			}
		}
	})
}

func TestNoPermission(t *testing.T) {
	forEachStore(t, someObjects, func(t *testing.T, s *store, urlOf func(string) string) {
		if u := urlOf("daily/"); strings.HasPrefix(u, "s3:") {
			fails(t, mustResolve(t, u+"&anonymous=true")[0], "cannot list the bucket: no permission, or no credentials: the store answers AccessDenied")
		}
	})
}

// A signature of Azure's is in the URL of every request, and the client's errors say the URL.
func TestErrorsHaveNoSignature(t *testing.T) {
	err := plain(fmt.Errorf("blob: %w", &url.Error{Op: "Get", URL: "https://host/container?sig=" + password, Err: io.ErrUnexpectedEOF}))
	if !errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), password) {
		t.Errorf("the error is %q", err)
	}
}
