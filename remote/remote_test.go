package remote

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hurry takes the waits out of a test.
func hurry(t *testing.T) {
	was := firstWait
	firstWait = time.Millisecond
	t.Cleanup(func() { firstWait = was })
}

func mustResolve(t *testing.T, urls ...string) []Object {
	t.Helper()
	objects, err := Resolve(t.Context(), urls, 100)
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

func fetch(t *testing.T, o Object) (string, error) { return fetchLimited(t, o, 1<<20) }

func fetchLimited(t *testing.T, o Object, limit int64) (string, error) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	size, _, err := o.Fetch(t.Context(), f, limit, "")
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(f.Name())
	if err != nil || int64(len(data)) != size {
		t.Errorf("%s: %d bytes were copied, %d said; %v", o.Name, len(data), size, err)
	}
	return string(data), nil
}

// isKnownAgain checks that an object is not fetched again as long as it is what it was, which change changes.
func isKnownAgain(t *testing.T, o Object, change func()) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, tag, err := o.Fetch(t.Context(), f, 1<<20, "")
	if tag == "" || err != nil {
		t.Errorf("%s has the tag %q, error %v", o.Name, tag, err)
	}
	if _, _, err = o.Fetch(t.Context(), f, 1<<20, tag); !errors.Is(err, ErrKnown) {
		t.Errorf("%s is fetched again: error %v", o.Name, err)
	}
	change()
	if _, now, err := o.Fetch(t.Context(), f, 1<<20, tag); now == tag || err != nil {
		t.Errorf("%s has changed, and has the tag %q, error %v", o.Name, now, err)
	}
}

// fails checks that o cannot be fetched, and that the error says all of want.
func fails(t *testing.T, o Object, want ...string) {
	t.Helper()
	_, err := fetch(t, o)
	for _, w := range want {
		if err == nil || !strings.Contains(err.Error(), w) {
			t.Errorf("%s: error %v, want one with %q", o.Name, err, w)
		}
	}
	if err != nil && strings.Contains(err.Error(), "\n") {
		t.Errorf("%s: the error has more than one line: %v", o.Name, err)
	}
}

func TestNames(t *testing.T) {
	for u, want := range map[string]string{
		"https://host/a/2025-06.jsonl.gz":                                           "https://host/a/2025-06.jsonl.gz",
		"https://me:hunter2@host:8443/a.json":                                       "https://host:8443/a.json",
		"https://host/a.json?access_token=x&month=2025-06":                          "https://host/a.json?month=2025-06",
		"https://host/a.json?apiKey=x&api-key=y&Token=z&client_secret=s#part":       "https://host/a.json",
		"https://host/oai?verb=ListRecords&resumptionToken=17&pageToken=18":         "https://host/oai?pageToken=18&resumptionToken=17&verb=ListRecords",
		"https://b.s3.host/k?X-Amz-Date=1&X-Amz-Credential=c&X-Amz-Signature=s&v=2": "https://b.s3.host/k?v=2",
		"https://b.host/k?sv=2024&sp=r&se=2025&sig=abc%3D&snapshot=1":               "https://b.host/k?snapshot=1",
		"https://d.host/k?Expires=1&Signature=s&Key-Pair-Id=K&Policy=p":             "https://d.host/k",
		"https://host/search?policy=open&keyword=llm&sp=1":                          "https://host/search?keyword=llm&policy=open&sp=1",
		"gs://bucket/a b": "gs://bucket/a b",
		"s3://bucket/k?region=eu-west-1&anonymous=true":                          "s3://bucket/k",
		"s3://bucket/k?endpoint=https://minio.host&use_path_style=true&region=x": "s3://bucket/k?endpoint=https%3A%2F%2Fminio.host",
		"HTTPS://host/a": "https://host/a",
	} {
		if strings.HasPrefix(u, "gs:") {
			t.Setenv("STORAGE_EMULATOR_HOST", "127.0.0.1:1")
		}
		if got := mustResolve(t, u)[0].Name; got != want {
			t.Errorf("%s is named %s, want %s", u, got, want)
		}
	}
}

func TestURLsThatAreRefused(t *testing.T) {
	for u, want := range map[string]string{
		"ftp://host/a":                  "there are http, https, s3, gs and azblob",
		"file:///tmp/a":                 "paths of files",
		"https://":                      "must name a host",
		"https://host/2025-*.jsonl":     "http has no listing",
		"https://me:hun/ter2@host/a":    "does not parse",
		"https://me:hunter2%zz@host/a":  "does not parse",
		"s3://":                         "want s3://bucket/name",
		"s3://id:hunter2@bucket/a":      "credentials where the store's own tools look",
		"s3://bucket/a?hunter=2":        "unknown query parameter",
		"gs://bucket/a?hunter=2":        "anonymous=true",
		"azblob://container/a?hunter=2": "unknown query parameter",
	} {
		objects, err := Resolve(t.Context(), []string{u}, 100)
		if err == nil || !errors.Is(err, ErrURL) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, error %v; want ErrURL with %q", u, objects, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "ter2")) {
			t.Errorf("the error has the password: %v", err)
		}
	}
	if _, err := Resolve(t.Context(), []string{"https://a:b@host/x", "https://c:d@host/x"}, 100); !errors.Is(err, ErrURL) {
		t.Errorf("two URLs of one name: %v, want ErrURL", err)
	}
	for arg, want := range map[string]bool{"https://host": true, "s3://b/k": true, "a.json": false, "/tmp/a:b//c": false, `C:\x`: false, "://": false, "a b://c": false} {
		if IsURL(arg) != want {
			t.Errorf("IsURL(%q) is %t", arg, !want)
		}
	}
}
