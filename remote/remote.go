// Package remote brings what a URL names to a local file, since a run reads its inputs more than once: http and
// https by net/http, the buckets of s3, gs and azblob by gocloud.dev/blob. It is the one package that knows the
// object stores, and nothing here touches the network before Resolve meets a URL.
package remote

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"gocloud.dev/blob"
)

// ErrURL is wrapped by errors that the user mends by writing another URL or by setting up the store's account.
var ErrURL = errors.New("not a URL that can be read")

// IsURL tells a URL from a path.
func IsURL(arg string) bool {
	scheme, _, ok := strings.Cut(arg, "://")
	return ok && scheme != "" && !strings.ContainsFunc(scheme, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("+-.", r)
	})
}

// An Object is one thing at a URL.
type Object struct {
	Name string // its URL without credentials, for people and for the lake
	source
}

// Resolve turns URLs into objects, sorted by name, each once. A bucket's URL that ends in / or has a glob stands for
// all objects under it except hidden ones, at most limit of them. What cannot be listed becomes an object that
// cannot be fetched. The buckets stay open as long as the process.
func Resolve(ctx context.Context, urls []string, limit int) ([]Object, error) {
	buckets := map[string]*blob.Bucket{}
	urlOf := map[string]string{} // by name
	var out []Object
	for _, arg := range slices.Compact(slices.Sorted(slices.Values(urls))) {
		u, err := url.Parse(arg)
		if err != nil { // which says parts of the URL: of a password, too
			scheme, _, _ := strings.Cut(arg, "://")
			return nil, fmt.Errorf("%s://…: %w: it does not parse; in names and passwords write %%25 %%2F %%3F %%23 %%40 for %% / ? # @", scheme, ErrURL)
		}
		name := nameOf(u)
		var found []Object
		switch u.Scheme {
		case "http", "https":
			if u.Host == "" || strings.Contains(u.Path, "*") {
				return nil, fmt.Errorf("%s: %w: it must name a host and one file, since http has no listing of files", name, ErrURL)
			}
			found = []Object{{name, httpObject{u}}}
		case "s3", "gs", "azblob":
			if u.Host == "" || u.User != nil {
				return nil, fmt.Errorf("%s: %w: want %s://bucket/name, with the credentials where the store's own tools look for them", name, ErrURL, u.Scheme)
			}
			if found, err = inBucket(ctx, u, buckets, limit); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		default:
			return nil, fmt.Errorf("%s: %w: there are http, https, s3, gs and azblob, and paths of files without %s://", name, ErrURL, u.Scheme)
		}
		for _, o := range found {
			if other, ok := urlOf[o.Name]; ok && other != arg && u.Scheme[:4] == "http" {
				return nil, fmt.Errorf("%s: %w: two URLs have this name without their credentials; take them in two runs", name, ErrURL)
			}
			urlOf[o.Name] = arg
		}
		out = append(out, found...)
	}
	slices.SortFunc(out, func(a, b Object) int { return strings.Compare(a.Name, b.Name) })
	return slices.CompactFunc(out, func(a, b Object) bool { return a.Name == b.Name }), nil
}

// nameOf writes a URL without credentials and without the options of a bucket that do not say where it is. It is
// the same for every signature of the same object, so that a later run knows the input again.
func nameOf(u *url.URL) string {
	query := u.Query()
	if strings.HasPrefix(u.Scheme, "http") {
		signed := slices.ContainsFunc(slices.Collect(maps.Keys(query)), isSignature)
		maps.DeleteFunc(query, func(key string, _ []string) bool { return isSecret(key) || signed && goesWithSignature(key) })
	} else {
		maps.DeleteFunc(query, func(key string, _ []string) bool {
			return key != "endpoint" && key != "domain" && key != "storage_account"
		})
	}
	name := u.Scheme + "://" + u.Host + u.Path
	if len(query) > 0 {
		name += "?" + query.Encode()
	}
	return name
}

// words splits the name of a parameter: X-Amz-Signature, apiKey, access_token.
func words(key string) (out []string) {
	var word []byte
	for i := range len(key) {
		c := key[i]
		upper := c >= 'A' && c <= 'Z'
		if c == '-' || c == '_' || c == '.' || upper && i > 0 && key[i-1] >= 'a' && key[i-1] <= 'z' {
			out, word = append(out, string(word)), nil
		}
		if upper {
			c += 'a' - 'A'
		}
		if c != '-' && c != '_' && c != '.' {
			word = append(word, c)
		}
	}
	return append(out, string(word))
}

var (
	secretWords = []string{"auth", "authorization", "apikey", "credential", "credentials", "jwt", "key", "passwd", "password",
		"pwd", "secret", "session", "sig", "signature", "token"}
	// A token that says where a listing goes on is no secret, and tells one page from the next.
	pageWords = []string{"continuation", "cursor", "next", "page", "resumption"}
	// What stands beside a signature: of Amazon S3 and CloudFront, Google Cloud Storage, Azure.
	signedWith = []string{"awsaccesskeyid", "expires", "googleaccessid", "policy", "saoid", "scid", "sdd", "se", "si", "sip",
		"ske", "skoid", "sks", "skt", "sktid", "skv", "sp", "spr", "sr", "srt", "ss", "st", "suoid", "sv"}
)

func isSecret(key string) bool {
	parts := words(key)
	has := func(list []string) bool {
		return slices.ContainsFunc(parts, func(w string) bool { return slices.Contains(list, w) })
	}
	return has(secretWords) && !has(pageWords)
}

func isSignature(key string) bool {
	parts := words(key)
	return slices.Contains(parts, "signature") || slices.Contains(parts, "sig")
}

func goesWithSignature(key string) bool {
	key = strings.ToLower(key)
	return slices.Contains(signedWith, key) || strings.HasPrefix(key, "x-amz-") || strings.HasPrefix(key, "x-goog-")
}

// isListing tells whether a key stands for more than one object.
func isListing(key string) bool {
	return key == "" || strings.HasSuffix(key, "/") || strings.ContainsAny(key, "*[")
}

// wanted tells whether the listing of pattern takes key, as a folder or a glob takes a file: the pattern matches the
// key or a folder above it, and the key has no hidden part that the pattern does not ask for.
func wanted(pattern, key string) bool {
	folders := strings.HasSuffix(pattern, "/") || pattern == ""
	var globs []string
	if trimmed := strings.TrimSuffix(pattern, "/"); trimmed != "" {
		globs = strings.Split(trimmed, "/")
	}
	parts := strings.Split(key, "/")
	if len(parts) < len(globs) || folders && len(parts) == len(globs) || strings.HasSuffix(key, "/") {
		return false
	}
	for i, part := range parts {
		glob := "*"
		if i < len(globs) {
			glob = globs[i]
		}
		if ok, _ := path.Match(glob, part); !ok || strings.HasPrefix(part, ".") && !strings.HasPrefix(glob, ".") {
			return false
		}
	}
	return true
}
