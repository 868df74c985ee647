package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://
	_ "gocloud.dev/blob/s3blob"    // s3://
	"gocloud.dev/gcerrors"
)

// bucketObject is an object in a bucket of s3, gs or azblob.
type bucketObject struct {
	bucket *blob.Bucket
	key    string
}

// brokenObject is what could not be listed.
type brokenObject struct{ error }

func (o brokenObject) open(context.Context, int64, string, string) (*part, error) {
	return nil, o.error
}

// inBucket returns the objects that u stands for. buckets are those that are open, by URL.
func inBucket(ctx context.Context, u *url.URL, buckets map[string]*blob.Bucket, limit int) ([]Object, error) {
	root := url.URL{Scheme: u.Scheme, Host: u.Host, RawQuery: u.RawQuery}
	bucket := buckets[root.String()]
	if bucket == nil {
		opened, err := blob.OpenBucket(ctx, root.String())
		if err != nil {
			if inner := errors.Unwrap(err); inner != nil && strings.Contains(err.Error(), root.String()) {
				err = inner
			}
			return nil, fmt.Errorf("%w: %w", ErrURL, withHint(err))
		}
		bucket, buckets[root.String()] = opened, opened
	}
	nameOfKey := func(key string) string {
		return nameOf(&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/" + key, RawQuery: u.RawQuery})
	}
	pattern := strings.TrimPrefix(u.Path, "/")
	if !isListing(pattern) {
		return []Object{{nameOfKey(pattern), bucketObject{bucket, pattern}}}, nil
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrURL, err)
	}
	prefix := pattern
	if meta := strings.IndexAny(pattern, `*[\`); meta >= 0 {
		prefix = pattern[:meta]
	}
	var out []Object
	for list := bucket.List(&blob.ListOptions{Prefix: prefix}); ; {
		found, err := list.Next(ctx)
		switch {
		case err == io.EOF && len(out) == 0:
			return nil, fmt.Errorf("%w: no object matches", ErrURL)
		case err == io.EOF:
			return out, nil
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case err != nil:
			return []Object{{nameOf(u), brokenObject{fmt.Errorf("cannot list the bucket: %w", plain(err))}}}, nil
		case !wanted(pattern, found.Key):
		case len(out) == limit:
			return nil, fmt.Errorf("more than %d objects; --max-entries raises the limit", limit)
		default:
			out = append(out, Object{nameOfKey(found.Key), bucketObject{bucket, found.Key}})
		}
	}
}

// open looks at the object's entity tag first: the reader of a part does not tell of which version it is.
func (o bucketObject) open(ctx context.Context, from int64, tag, known string) (*part, error) {
	// Content-Encoding: gzip describes how the object lies there; the transport of Azure would unpack it.
	ctx = policy.WithHTTPHeader(ctx, http.Header{"Accept-Encoding": {"identity"}})
	now, err := o.bucket.Attributes(ctx, o.key)
	if err != nil {
		return nil, plain(err)
	}
	if now.ETag != "" && now.ETag == known {
		return nil, ErrKnown
	}
	if now.ETag == "" || now.ETag != tag {
		from = 0
	}
	r, err := o.bucket.NewRangeReader(ctx, o.key, from, -1, &blob.ReaderOptions{BeforeRead: quiet})
	if err != nil {
		return nil, plain(err)
	}
	if r.Size() != now.Size || !r.ModTime().Equal(now.ModTime) {
		r.Close()
		return nil, temporary{errors.New("the object changes while it is read")}
	}
	return &part{body: r, from: from, size: now.Size, tag: now.ETag}, nil
}

// quiet keeps Amazon's client from writing a warning to stderr for each object that was stored without a checksum.
func quiet(as func(any) bool) error {
	var options *[]func(*s3.Options)
	if as(&options) {
		*options = append(*options, func(o *s3.Options) { o.DisableLogOutputChecksumValidationSkipped = true })
	}
	return nil
}

// plain says what an error of a store's client means. Its own words are long, and may have the URL of a request with
// its signature.
func plain(err error) error {
	var (
		amazon    smithy.APIError
		operation *smithy.OperationError
		azure     *azcore.ResponseError
		status    *statusError
		request   *url.Error
		again     temporary
	)
	says := err
	switch {
	case errors.As(err, &amazon):
		says = fmt.Errorf("the store answers %s", strings.TrimSuffix(amazon.ErrorCode()+": "+amazon.ErrorMessage(), ": "))
	case errors.As(err, &azure):
		says = fmt.Errorf("the store answers %d %s", azure.StatusCode, azure.ErrorCode)
	case errors.As(err, &status):
		says = status
	case errors.As(err, &request):
		says = request.Err
	case errors.As(err, &operation):
		says = operation.Err
	case errors.As(err, &again):
		says = again.error
	}
	says = withHint(says)
	if errors.As(err, &again) {
		return temporary{says}
	}
	switch gcerrors.Code(err) {
	case gcerrors.NotFound:
		return fmt.Errorf("no such object or bucket (a URL that ends in / stands for all objects under it): %w", says)
	case gcerrors.PermissionDenied:
		return fmt.Errorf("no permission, or no credentials: %w", says)
	}
	return says
}

// withHint says what to do about what the clients find missing.
func withHint(err error) error {
	for _, hint := range [...]struct{ about, do string }{
		{"Invalid region", "AWS_REGION or ?region=… says where the bucket is"},
		{"get credentials", "?anonymous=true reads a public bucket"},
		{"default credentials", "?anonymous=true reads a public bucket"},
		{"AccountName is required", "AZURE_STORAGE_ACCOUNT or ?storage_account=… names it"},
	} {
		if strings.Contains(err.Error(), hint.about) {
			return fmt.Errorf("%w; %s", err, hint.do)
		}
	}
	return err
}
