package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// URLs are inputs like files, and what is secret in them stays out of the lake and of every message.
func TestRunURLs(t *testing.T) {
	const password = "hunter2"
	t.Setenv("TMPDIR", t.TempDir())
	listing, err := os.ReadFile("../../testdata/arxiv.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(listing, []byte("\n"))
	var zipped, gzipped bytes.Buffer
	archive := zip.NewWriter(&zipped)
	member, _ := archive.Create("sub/first.jsonl")
	_, _ = member.Write(lines[0])
	packed := gzip.NewWriter(&gzipped)
	_, _ = packed.Write(bytes.Join(lines[1:], nil))
	if archive.Close() != nil || packed.Close() != nil {
		t.Fatal("cannot pack the listing")
	}
	version := "first"
	var sent atomic.Int32 // contents
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, given, _ := r.BasicAuth()
		content := map[string][]byte{"/2025-06": gzipped.Bytes(), "/a.zip": zipped.Bytes()}[r.URL.Path]
		switch {
		case given != password || r.FormValue("token") != password:
			w.WriteHeader(http.StatusForbidden)
		case content == nil:
			http.NotFound(w, r)
		default:
			w.Header().Set("ETag", fmt.Sprintf("%q", version))
			if r.Header.Get("If-None-Match") == w.Header().Get("ETag") {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			sent.Add(1)
			_, _ = w.Write(content)
		}
	}))
	defer server.Close()
	secret := func(path string) string {
		return strings.Replace(server.URL, "://", "://me:"+password+"@", 1) + path + "?token=" + password
	}
	mapping := filepath.Join(t.TempDir(), "mapping.yaml")
	if err := os.WriteFile(mapping, []byte("fields:\n  title: title\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	lake := filepath.Join(t.TempDir(), "lake")
	paperlake := func(want int, args ...string) (stdout, stderr string) {
		t.Helper()
		var out, log bytes.Buffer
		if code := run(append(args, "--lake", lake), nil, &out, &log); code != want {
			t.Errorf("paperlake %s: exit code %d, want %d\n%s", args, code, want, log.String())
		}
		if all := out.String() + log.String(); strings.Contains(all, password) || strings.Contains(all, "me:") {
			t.Errorf("paperlake %s shows the password:\n%s", args, all)
		}
		return out.String(), log.String()
	}

	_, log := paperlake(1, "run", secret("/2025-06"), secret("/absent"))
	if !strings.Contains(log, server.URL+"/absent: the server answers 404 Not Found") {
		t.Errorf("a missing file: %s", log)
	}
	paperlake(1, "run", "--keep-going", secret("/2025-06"), secret("/absent"), secret("/absent-too"))
	summary, _ := paperlake(0, "run", "--summary", "-", secret("/a.zip"), secret("/2025-06"))
	for _, want := range []string{`"outcome": "taken"`, `"outcome": "skipped`} {
		if !strings.Contains(summary, want) {
			t.Errorf("the summary has no %s:\n%s", want, summary)
		}
	}
	for _, c := range []struct {
		version string
		flags   []string
		want    int32
	}{{"first", nil, 0}, {"first", []string{"--dry-run"}, 0}, {"first", []string{"--map", mapping}, 1}, {"second", nil, 1}, {"second", []string{"--full"}, 1}, {"second", nil, 0}} {
		version = c.version
		before := sent.Load()
		_, log = paperlake(0, append([]string{"run", secret("/2025-06")}, c.flags...)...)
		if got := sent.Load() - before; got != c.want {
			t.Errorf("the %s version was fetched %d times with %v, want %d\n%s", version, got, c.flags, c.want, log)
		}
	}
	paperlake(0, "run", secret("/a.zip"))
	files, _ := paperlake(0, "query", "--output-format", "csv", "SELECT DISTINCT source_file FROM sightings ORDER BY 1")
	if want := "source_file\n" + server.URL + "/2025-06\n" + server.URL + "/a.zip/sub/first.jsonl\n"; files != want {
		t.Errorf("the lake's inputs are\n%swant\n%s", files, want)
	}
	paperlake(0, "sniff", secret("/2025-06"))
	paperlake(2, "run", "ftp://me:"+password+"@host/a")
	paperlake(2, "run", "http://me:"+password+"%zz@host/a")

	err = filepath.WalkDir(lake, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(password)) {
			t.Errorf("%s has the password", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 || err != nil {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
}
