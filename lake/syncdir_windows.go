package lake

// syncDir does nothing: Windows keeps no handle on a folder that could be flushed.
func syncDir(string) error { return nil }
