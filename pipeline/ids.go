package pipeline

import (
	"strings"

	"github.com/cespare/xxhash/v2"
)

// An idKey stands for an id in the plan's tables. That of an arXiv id holds it whole, so that the ids of millions of
// papers need no text; that of any other id is a hash: two of 3 million share one with a chance of 1 in 2 million.
//
//	0 | 0 | digits of YYMM.NNNN or YYMM.NNNNN | 1 when there are nine
//	0 | 1 | archive, base 28 | seven digits
//	1 | 63 bits of hash
type idKey uint64

const (
	hashed   idKey = 1 << 63
	archived idKey = 1 << 62
)

const (
	arxivPrefix  = "arxiv:"
	archiveBase  = 28 // a to z, the dash, and 0 for the end
	archiveChars = 8  // 28^8 times 10^7 is less than 2^62
	archiveCount = 10_000_000
)

func keyOf(id string) idKey {
	if arxiv, ok := strings.CutPrefix(id, arxivPrefix); ok {
		if key, ok := pack(arxiv); ok {
			return key
		}
	}
	return hashed | idKey(xxhash.Sum64String(id))
}

// pack makes the key of an arXiv id, when it has one of the two shapes.
func pack(s string) (key idKey, ok bool) {
	if (len(s) == 9 || len(s) == 10) && s[4] == '.' {
		front, ok1 := digits(s[:4])
		number, ok2 := digits(s[5:])
		if len(s) == 9 {
			return (front*10_000 + number) << 1, ok1 && ok2
		}
		return (front*100_000+number)<<1 | 1, ok1 && ok2
	}
	archive, rest, _ := strings.Cut(s, "/")
	number, ok := digits(rest)
	if !ok || len(rest) != 7 || archive == "" || len(archive) > archiveChars {
		return 0, false
	}
	for i := range archiveChars {
		var c idKey
		if i < len(archive) {
			switch b := archive[i]; {
			case b >= 'a' && b <= 'z':
				c = idKey(b-'a') + 1
			case b == '-':
				c = archiveBase - 1
			default:
				return 0, false
			}
		}
		key = key*archiveBase + c
	}
	return archived | (key*archiveCount + number), true
}

func digits(s string) (n idKey, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + idKey(s[i]-'0')
	}
	return n, s != ""
}

// id returns the arXiv id of a key; ok is false for a hash.
func (k idKey) id() (id string, ok bool) {
	var b [len(arxivPrefix) + archiveChars + 8]byte
	at := len(b)
	put := func(c byte) { at--; b[at] = c }
	number := func(n idKey, length int) idKey {
		for range length {
			put('0' + byte(n%10))
			n /= 10
		}
		return n
	}
	switch {
	case k&hashed != 0:
		return "", false
	case k&archived != 0:
		archive := number(k&^archived, 7)
		put('/')
		for range archiveChars {
			switch c := archive % archiveBase; c {
			case 0:
			case archiveBase - 1:
				put('-')
			default:
				put('a' + byte(c-1))
			}
			archive /= archiveBase
		}
	default:
		front := number(k>>1, 4+int(k&1))
		put('.')
		number(front, 4)
	}
	at -= copy(b[at-len(arxivPrefix):at], arxivPrefix)
	return string(b[at:]), true
}

// mixed spreads a key over 64 bits: those of arXiv ids follow one another.
func (k idKey) mixed() uint64 { return uint64(k) * 0x9e3779b97f4a7c15 }
