package remote

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// httpObject is what a GET of its URL answers. The user and the password in it go along as basic authentication,
// to its own host only.
type httpObject struct{ *url.URL }

const redirects = 5

var errRedirect = errors.New("the server redirects where this does not follow")

var client = &http.Client{
	Transport: transport(),
	CheckRedirect: func(next *http.Request, before []*http.Request) error {
		next.Header.Del("Referer") // a signed URL is nobody else's business
		if len(before) > redirects {
			return fmt.Errorf("%w: more than %d", errRedirect, redirects)
		}
		if last := before[len(before)-1]; last.URL.Scheme == "https" && next.URL.Scheme != "https" {
			return fmt.Errorf("%w: from https to %s", errRedirect, next.URL.Scheme)
		}
		return nil
	},
}

func transport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = time.Minute
	return t
}

// A statusError is an answer that is no content.
type statusError struct {
	code int
	says string // by the server
}

func (e *statusError) Error() string {
	return strings.TrimSuffix(fmt.Sprintf("the server answers %d %s: %s", e.code, http.StatusText(e.code), e.says), ": ")
}

func statusOf(resp *http.Response, says string) error {
	err := &statusError{resp.StatusCode, says}
	if err.code == http.StatusTooManyRequests || err.code == http.StatusRequestTimeout || err.code >= 500 && err.code != http.StatusNotImplemented {
		return temporary{err}
	}
	return err
}

// get sends a request. Its errors do not say the URL, which may have credentials.
func get(ctx context.Context, by *http.Client, u *url.URL, header http.Header) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "", nil)
	if err != nil {
		return nil, err
	}
	req.URL, req.Host, req.Header = u, u.Host, header
	req.Header.Set("User-Agent", "paperlake")
	resp, err := by.Do(req)
	if with := (*url.Error)(nil); errors.As(err, &with) {
		err = with.Err
	}
	switch untrusted := (*tls.CertificateVerificationError)(nil); {
	case err == nil:
		return resp, nil
	case errors.Is(err, errRedirect), errors.As(err, &untrusted):
		return nil, err
	}
	return nil, temporary{err}
}

// open begins in the middle only of a version that the server names by a strong entity tag.
func (o httpObject) open(ctx context.Context, from int64, tag, known string) (*part, error) {
	header := http.Header{"Accept-Encoding": {"identity"}} // the file as it lies there: compression is told by content
	if from > 0 && tag != "" {
		header.Set("Range", fmt.Sprintf("bytes=%d-", from))
		header.Set("If-Range", tag)
	}
	if from == 0 && known != "" {
		header.Set("If-None-Match", known)
	}
	resp, err := get(ctx, client, o.URL, header)
	if err != nil {
		return nil, err
	}
	p := &part{body: resp.Body, size: resp.ContentLength, tag: resp.Header.Get("ETag")}
	if strings.HasPrefix(p.tag, "W/") {
		p.tag = ""
	}
	var last int64
	switch _, err := fmt.Sscanf(resp.Header.Get("Content-Range"), "bytes %d-%d/%d", &p.from, &last, &p.size); {
	case resp.StatusCode == http.StatusOK:
		p.from, p.size = 0, resp.ContentLength
		return p, nil
	case resp.StatusCode == http.StatusPartialContent && header.Get("Range") != "" && err == nil && p.from == from && last == p.size-1 && p.tag == tag:
		return p, nil
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified && from == 0 && known != "" {
		return nil, ErrKnown
	}
	if resp.StatusCode == http.StatusPartialContent {
		return nil, fmt.Errorf("the server answers with another part of the file than it was asked for (%s)", resp.Header.Get("Content-Range"))
	}
	return nil, statusOf(resp, "")
}
