package lake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
)

// A sealed file is a JSON object whose last member, checksum, is the SHA-256 of every byte before that member. The
// bytes after it are fixed, so a change of any one byte of the file shows.

// seal renders v, which must marshal to an object with at least one member.
func seal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	body := bytes.TrimSuffix(buf.Bytes(), []byte("\n}\n"))
	return append(body, sealOf(body)...), nil
}

func sealOf(body []byte) string {
	sum := sha256.Sum256(body)
	return ",\n  \"checksum\": \"" + hex.EncodeToString(sum[:]) + "\"\n}\n"
}

var sealLen = len(sealOf(nil))

// unseal returns data, a JSON object, if its checksum holds.
func unseal(data []byte) ([]byte, error) {
	if at := len(data) - sealLen; at < 0 || string(data[at:]) != sealOf(data[:at]) {
		return nil, errors.New("the content does not match its checksum (cut off or changed)")
	}
	return data, nil
}

// replaceFile puts data at path in one step: a reader, or a crash, sees the old file or the new one.
func replaceFile(path string, data []byte) error {
	temp := path + ".tmp"
	f, err := os.Create(temp)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		_ = os.Remove(temp)
		return err
	}
	return syncDir(filepath.Dir(path))
}
