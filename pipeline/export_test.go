package pipeline

// CompactBy is Compact with parts of other sizes.
var CompactBy = compact
