package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TitleKey returns the title as sources agree on it: compatibility forms and
// accents folded (ﬁ is fi, é is e, ² is 2), lower case, letters and digits only,
// single blanks. The signs of scripts join ("M^3Net", "M³Net", "M3Net" are one
// title), all other signs part. The title is clean text, without LaTeX.
func TitleKey(title string) string {
	if isKey(title) {
		return title
	}
	var stack [512]byte
	return string(appendKey(stack[:0], title))
}

// isKey reports that title is its own key already.
func isKey(title string) bool {
	blank := true
	for i := 0; i < len(title); i++ {
		switch b := title[i]; {
		case isLower(b) || isDigit(b):
			blank = false
		case b == ' ' && !blank:
			blank = true
		default:
			return false
		}
	}
	return !blank || title == ""
}

func appendKey(dst []byte, title string) []byte {
	for i := 0; i < len(title); i++ {
		if title[i] >= utf8.RuneSelf {
			var stack [1024]byte
			if !utf8.ValidString(title) { // stray bytes would hide what stands beside them
				title = strings.ToValidUTF8(title, " ")
			}
			return appendFolded(dst[:0], norm.NFKD.AppendString(stack[:0], title))
		}
		dst = appendKeyByte(dst, title[i])
	}
	return trimBlank(dst)
}

func appendFolded(dst, title []byte) []byte {
	for i := 0; i < len(title); {
		if title[i] < utf8.RuneSelf {
			dst = appendKeyByte(dst, title[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(title[i:])
		i += n
		switch r = unicode.ToLower(r); {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			dst = appendKeyByte(dst, ' ')
		default:
			// Letters that have no decomposition, and that sources without them spell so.
			switch r {
			case 'ß':
				dst = append(dst, "ss"...)
			case 'æ':
				dst = append(dst, "ae"...)
			case 'œ':
				dst = append(dst, "oe"...)
			case 'ø':
				dst = append(dst, 'o')
			case 'ł':
				dst = append(dst, 'l')
			case 'đ':
				dst = append(dst, 'd')
			case 'ı':
				dst = append(dst, 'i')
			case 'ς':
				dst = append(dst, "σ"...)
			default:
				dst = utf8.AppendRune(dst, r)
			}
		}
	}
	return trimBlank(dst)
}

func appendKeyByte(dst []byte, b byte) []byte {
	switch {
	case isUpper(b):
		return append(dst, b|0x20)
	case isLower(b) || isDigit(b):
		return append(dst, b)
	case b == '^' || b == '_' || b == '{' || b == '}' || b == '$':
		return dst
	case len(dst) > 0 && dst[len(dst)-1] != ' ':
		return append(dst, ' ')
	}
	return dst
}

func trimBlank(dst []byte) []byte {
	if n := len(dst); n > 0 && dst[n-1] == ' ' {
		return dst[:n-1]
	}
	return dst
}

// TitleHash returns the first 16 hex digits of the SHA-256 of TitleKey(title).
// A title without any letter or digit is hashed as it stands, so that "???" and
// "!!!" stay two papers.
func TitleHash(title string) string {
	var stack [512]byte
	key := appendKey(stack[:0], title)
	if len(key) == 0 {
		key = append(key, title...)
	}
	sum := sha256.Sum256(key)
	var out [16]byte
	hex.Encode(out[:], sum[:8])
	return string(out[:])
}
