package pipeline

// CompactBy is Compact with parts of other sizes.
var CompactBy = compact

// PartsOf makes plans take so many records at a time.
func PartsOf(records int64) (restore func()) {
	was := partRecords
	partRecords = records
	return func() { partRecords = was }
}
