package remote

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A store is a server of objects on the loopback interface that breaks off transfers as it is told.
type store struct {
	mu      sync.Mutex
	objects map[string]string
	breaks  []int        // after so many bytes the next transfers break off, one after the other
	between func(*store) // called after a transfer that broke off
	header  http.Header  // of every content
	asked   []*http.Request
	URL     string
}

// pageSize is how many keys a store lists at once.
const pageSize = 2

var modified = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

func newStore(t *testing.T, objects map[string]string, serve func(*store, http.ResponseWriter, *http.Request)) *store {
	t.Helper()
	s := &store{objects: objects, header: http.Header{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked = append(s.asked, r)
		serve(s, w, r)
	}))
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

func hashOf(data string) uint64 {
	h := fnv.New64()
	fmt.Fprint(h, data)
	return h.Sum64() >> 12 // a generation of Google's is a positive time in microseconds
}

func etag(data string) string { return fmt.Sprintf(`"%x"`, hashOf(data)) }

// content answers with an object, or a part of it, and may break off.
func (s *store) content(w http.ResponseWriter, r *http.Request, data string) {
	from, status := 0, http.StatusOK
	asked := r.Header.Get("Range") + r.Header.Get("X-Ms-Range")
	if same := r.Header.Get("If-Range"); asked != "" && (same == "" || same == etag(data)) {
		fmt.Sscanf(asked, "bytes=%d-", &from)
		status = http.StatusPartialContent
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(data)-1, len(data)))
	}
	h := w.Header()
	for key, values := range s.header {
		h[key] = values
	}
	if _, ok := h["Etag"]; !ok {
		h.Set("ETag", etag(data))
	}
	h.Set("X-Goog-Generation", fmt.Sprint(hashOf(data)))
	h.Set("Last-Modified", modified.Format(http.TimeFormat))
	h.Set("Content-Length", strconv.Itoa(len(data)-from))
	if known := r.Header.Get("If-None-Match"); known != "" && known == h.Get("ETag") {
		status = http.StatusNotModified
		h.Del("Content-Length")
	}
	w.WriteHeader(status)
	if r.Method == http.MethodHead || status == http.StatusNotModified {
		return
	}
	if len(s.breaks) > 0 {
		after := s.breaks[0]
		s.breaks = s.breaks[1:]
		fmt.Fprint(w, data[from:from+after])
		_ = http.NewResponseController(w).Flush()
		if s.between != nil {
			s.between(s)
		}
		panic(http.ErrAbortHandler)
	}
	fmt.Fprint(w, data[from:])
}

// page returns the keys under prefix that come after the key after, and whether there are more.
func (s *store) page(prefix, after string) (keys []string, more bool) {
	for key := range s.objects {
		if strings.HasPrefix(key, prefix) && key > after {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys[:min(len(keys), pageSize)], len(keys) > pageSize
}

func writeXML(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	_ = xml.NewEncoder(w).Encode(v)
}

type xmlError struct {
	XMLName xml.Name `xml:"Error"`
	Code    string
	Message string
}

// serveS3 answers ListObjectsV2, HeadObject and GetObject of the bucket "papers", path style.
func serveS3(s *store, w http.ResponseWriter, r *http.Request) {
	key, inBucket := strings.CutPrefix(r.URL.Path, "/papers")
	key = strings.TrimPrefix(key, "/")
	query := r.URL.Query()
	data, found := s.objects[key]
	switch {
	case r.Header.Get("Authorization") == "" && r.URL.Query().Get("X-Amz-Signature") == "":
		writeXML(w, http.StatusForbidden, xmlError{Code: "AccessDenied", Message: "Access Denied"})
	case !inBucket:
		writeXML(w, http.StatusNotFound, xmlError{Code: "NoSuchBucket", Message: "The specified bucket does not exist"})
	case query.Get("list-type") == "2":
		type object struct {
			Key          string
			LastModified string
			ETag         string
			Size         int
		}
		answer := struct {
			XMLName               xml.Name `xml:"ListBucketResult"`
			IsTruncated           bool
			NextContinuationToken string `xml:",omitempty"`
			Contents              []object
		}{}
		keys, more := s.page(query.Get("prefix"), query.Get("continuation-token"))
		for _, k := range keys {
			answer.Contents = append(answer.Contents, object{k, modified.Format("2006-01-02T15:04:05.000Z"), etag(s.objects[k]), len(s.objects[k])})
		}
		if answer.IsTruncated = more; more {
			answer.NextContinuationToken = keys[len(keys)-1]
		}
		writeXML(w, http.StatusOK, answer)
	case !found:
		writeXML(w, http.StatusNotFound, xmlError{Code: "NoSuchKey", Message: "The specified key does not exist."})
	default:
		s.content(w, r, data)
	}
}

// serveGCS answers the JSON API of Google Cloud Storage: objects.list, objects.get, with alt=media, too.
func serveGCS(s *store, w http.ResponseWriter, r *http.Request) {
	fail := func(status int, message string) {
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"code": status, "message": message}})
	}
	escaped, inBucket := strings.CutPrefix(r.URL.EscapedPath(), "/storage/v1/b/papers/o")
	key, err := url.PathUnescape(strings.TrimPrefix(escaped, "/"))
	query := r.URL.Query()
	data, found := s.objects[key]
	describe := func(key string) map[string]string {
		return map[string]string{"name": key, "size": fmt.Sprint(len(s.objects[key])), "generation": fmt.Sprint(hashOf(s.objects[key]))}
	}
	switch {
	case !inBucket || err != nil:
		fail(http.StatusNotFound, "The specified bucket does not exist.")
	case escaped == "":
		answer := map[string]any{}
		keys, more := s.page(query.Get("prefix"), query.Get("pageToken"))
		var items []any
		for _, k := range keys {
			items = append(items, describe(k))
		}
		answer["items"] = items
		if more {
			answer["nextPageToken"] = keys[len(keys)-1]
		}
		_ = json.NewEncoder(w).Encode(answer)
	case !found:
		fail(http.StatusNotFound, "No such object: papers/"+key)
	case query.Get("alt") == "media" && s.header.Get("Content-Encoding") == "gzip" && !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip"):
		fmt.Fprint(w, "what is in the gzip") // "decompressive transcoding"
	case query.Get("alt") == "media":
		s.content(w, r, data)
	default:
		_ = json.NewEncoder(w).Encode(describe(key))
	}
}

// account is that of Azure's emulator.
const account = "devstoreaccount1"

// serveAzure answers List Blobs, Get Blob Properties and Get Blob of the container "papers".
func serveAzure(s *store, w http.ResponseWriter, r *http.Request) {
	key, inContainer := strings.CutPrefix(r.URL.Path, "/"+account+"/papers")
	key = strings.TrimPrefix(key, "/")
	query := r.URL.Query()
	data, found := s.objects[key]
	fail := func(status int, code string) {
		w.Header().Set("X-Ms-Error-Code", code)
		writeXML(w, status, xmlError{Code: code, Message: "…"})
	}
	switch {
	case !strings.HasPrefix(r.Header.Get("Authorization"), "SharedKey "+account+":"):
		fail(http.StatusForbidden, "AuthenticationFailed")
	case !inContainer:
		fail(http.StatusNotFound, "ContainerNotFound")
	case query.Get("comp") == "list":
		type blob struct {
			Name         string
			LastModified string `xml:"Properties>Last-Modified"`
			Size         int    `xml:"Properties>Content-Length"`
			ETag         string `xml:"Properties>Etag"`
		}
		answer := struct {
			XMLName    xml.Name `xml:"EnumerationResults"`
			Blob       []blob   `xml:"Blobs>Blob"`
			NextMarker string
		}{}
		keys, more := s.page(query.Get("prefix"), query.Get("marker"))
		for _, k := range keys {
			answer.Blob = append(answer.Blob, blob{k, modified.Format(http.TimeFormat), len(s.objects[k]), etag(s.objects[k])})
		}
		if more {
			answer.NextMarker = keys[len(keys)-1]
		}
		writeXML(w, http.StatusOK, answer)
	case !found:
		fail(http.StatusNotFound, "BlobNotFound")
	default:
		w.Header().Set("X-Ms-Creation-Time", modified.Format(http.TimeFormat))
		s.content(w, r, data)
	}
}
