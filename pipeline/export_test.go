package pipeline

// CompactBy is Compact with parts of other sizes.
var CompactBy = compact

// PartsOf makes plans take so many records at a time.
func PartsOf(records int64) (restore func()) {
	was := partRecords
	partRecords = records
	return func() { partRecords = was }
}

// ShardsOf makes shards of at least so many unpacked bytes.
func ShardsOf(size int64) (restore func()) {
	was := shardBytes
	shardBytes = size
	return func() { shardBytes = was }
}
