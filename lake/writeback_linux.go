package lake

import "golang.org/x/sys/unix"

// startWriteback has the kernel begin to write n bytes of the file to the disk, and does not wait. It is a hint: what goes wrong
// shows when the file is synced.
func startWriteback(f file, from, n int64) {
	if f, ok := f.(interface{ Fd() uintptr }); ok {
		_ = unix.SyncFileRange(int(f.Fd()), from, n, unix.SYNC_FILE_RANGE_WRITE)
	}
}
