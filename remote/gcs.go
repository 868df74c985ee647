package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/driver"
	"gocloud.dev/gcerrors"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"
)

// gcs reads Google Cloud Storage by its JSON API. gocloud's own driver does more and weighs it: with gRPC and what
// comes along it adds 29 MB to the program and 15 MB to the memory of each start; here are three GET requests.
type gcs struct {
	driver.Bucket // nil: what writes is never called
	client        *http.Client
	base          string // of the API, without / at its end
	bucket        string
}

func init() { blob.DefaultURLMux().RegisterBucket("gs", gcsOpener{}) }

type gcsOpener struct{}

// OpenBucketURL opens gs://bucket with the default credentials of Google's tools, or with none: ?anonymous=true.
// STORAGE_EMULATOR_HOST names an emulator, as for Google's own clients.
func (gcsOpener) OpenBucketURL(ctx context.Context, u *url.URL) (*blob.Bucket, error) {
	b := &gcs{base: "https://storage.googleapis.com", bucket: u.Host, client: client}
	anonymous := false
	for option, values := range u.Query() {
		var err error
		if anonymous, err = strconv.ParseBool(values[0]); option != "anonymous" || err != nil {
			return nil, fmt.Errorf("unknown option %s=%s: there is anonymous=true", option, values[0])
		}
	}
	if emulator := os.Getenv("STORAGE_EMULATOR_HOST"); emulator != "" {
		if !strings.Contains(emulator, "://") {
			emulator = "http://" + emulator
		}
		b.base, anonymous = strings.TrimSuffix(emulator, "/"), true
	}
	if !anonymous {
		// The credentials outlive the call; their own requests are short.
		source, err := google.DefaultTokenSource(context.WithoutCancel(ctx), "https://www.googleapis.com/auth/devstorage.read_only")
		if err != nil {
			return nil, err
		}
		b.client = &http.Client{Transport: &oauth2.Transport{Source: source, Base: client.Transport}, CheckRedirect: client.CheckRedirect}
	}
	return blob.NewBucket(b), nil
}

// call asks for a path of the bucket.
func (b *gcs) call(ctx context.Context, path string, query url.Values, header http.Header) (*http.Response, error) {
	u, err := url.Parse(b.base + "/storage/v1/b/" + url.PathEscape(b.bucket) + "/o" + path + "?" + query.Encode())
	if err != nil {
		return nil, err
	}
	header.Set("Accept-Encoding", "gzip") // what was stored as gzip comes as it is
	resp, err := get(ctx, b.client, u, header)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK || resp.StatusCode == http.StatusPartialContent {
		return resp, nil
	}
	defer resp.Body.Close()
	var said struct{ Error struct{ Message string } }
	_ = json.NewDecoder(io.LimitReader(resp.Body, 64<<10)).Decode(&said) // what is no JSON says nothing
	return nil, statusOf(resp, said.Error.Message)
}

// callJSON decodes the answer into v.
func (b *gcs) callJSON(ctx context.Context, path string, query url.Values, v any) error {
	resp, err := b.call(ctx, path, query, http.Header{})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// gcsObject is what the API says of an object. Its generation names the version: the microsecond of its upload.
type gcsObject struct {
	Name       string
	Size       int64 `json:",string"`
	Generation int64 `json:",string"`
}

func (b *gcs) Attributes(ctx context.Context, key string) (*driver.Attributes, error) {
	var o gcsObject
	if err := b.callJSON(ctx, "/"+url.PathEscape(key), url.Values{"fields": {"name,size,generation"}}, &o); err != nil {
		return nil, err
	}
	return &driver.Attributes{Size: o.Size, ModTime: time.UnixMicro(o.Generation), ETag: strconv.FormatInt(o.Generation, 10)}, nil
}

func (b *gcs) ListPaged(ctx context.Context, o *driver.ListOptions) (*driver.ListPage, error) {
	var page struct {
		NextPageToken string
		Items         []gcsObject
	}
	query := url.Values{"prefix": {o.Prefix}, "fields": {"items(name,size,generation),nextPageToken"}}
	if len(o.PageToken) > 0 {
		query.Set("pageToken", string(o.PageToken))
	}
	if err := b.callJSON(ctx, "", query, &page); err != nil {
		return nil, err
	}
	out := &driver.ListPage{NextPageToken: []byte(page.NextPageToken)}
	for _, item := range page.Items {
		out.Objects = append(out.Objects, &driver.ListObject{Key: item.Name, Size: item.Size, ModTime: time.UnixMicro(item.Generation)})
	}
	return out, nil
}

func (b *gcs) NewRangeReader(ctx context.Context, key string, offset, _ int64, _ *driver.ReaderOptions) (driver.Reader, error) {
	header := http.Header{}
	if offset > 0 {
		header.Set("Range", fmt.Sprintf("bytes=%d-", offset))
	}
	resp, err := b.call(ctx, "/"+url.PathEscape(key), url.Values{"alt": {"media"}}, header)
	if err != nil {
		return nil, err
	}
	if offset > 0 && resp.StatusCode != http.StatusPartialContent {
		resp.Body.Close()
		return nil, errors.New("the store does not read a part of the object")
	}
	generation, _ := strconv.ParseInt(resp.Header.Get("X-Goog-Generation"), 10, 64) // absent: no version that was asked for
	return &gcsReader{resp.Body, driver.ReaderAttributes{Size: offset + resp.ContentLength, ModTime: time.UnixMicro(generation)}}, nil
}

func (b *gcs) ErrorCode(err error) gcerrors.ErrorCode {
	var status *statusError
	if errors.As(err, &status) {
		switch status.code {
		case http.StatusNotFound:
			return gcerrors.NotFound
		case http.StatusUnauthorized, http.StatusForbidden:
			return gcerrors.PermissionDenied
		}
	}
	return gcerrors.Unknown
}

func (b *gcs) As(any) bool             { return false }
func (b *gcs) ErrorAs(error, any) bool { return false }
func (b *gcs) Close() error            { return nil }

type gcsReader struct {
	io.ReadCloser
	attributes driver.ReaderAttributes
}

func (r *gcsReader) Attributes() *driver.ReaderAttributes { return &r.attributes }
func (r *gcsReader) As(any) bool                          { return false }
