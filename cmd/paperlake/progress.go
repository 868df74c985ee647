package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/paperlake/paperlake/pipeline"
)

// showProgress draws a bar on a terminal, and writes a line every few seconds elsewhere, until stop is called.
func (a *app) showProgress(p *pipeline.Progress) (stop func()) {
	done := make(chan struct{})
	var wait sync.WaitGroup
	_, onTerminal := terminal(a.stderr)
	start := time.Now()
	if !onTerminal || a.logFormat == "json" {
		wait.Go(func() {
			tick := time.NewTicker(lineEvery)
			defer tick.Stop()
			for {
				select {
				case <-tick.C:
					read, total := p.Done.Load(), p.Total.Load()
					if total > 0 {
						a.say("%3.0f%%  %s of %s  %s", 100*float64(read)/float64(total), size(read), size(total), time.Since(start).Round(time.Second))
					}
				case <-done:
					return
				}
			}
		})
		return func() { close(done); wait.Wait() }
	}
	bars := mpb.New(mpb.WithOutput(a.stderr), mpb.WithWidth(40))
	bar := bars.AddBar(0, mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Percentage(decor.WC{W: 5})),
		mpb.AppendDecorators(
			decor.CountersKiloByte("% .0f / % .0f"),
			decor.Any(func(s decor.Statistics) string {
				if s.Current == 0 {
					return ""
				}
				left := time.Duration(float64(time.Since(start)) * float64(s.Total-s.Current) / float64(s.Current))
				return fmt.Sprintf("  %s left", left.Round(time.Second))
			}),
		))
	wait.Go(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				bar.SetTotal(p.Total.Load()+1, false)
				bar.SetCurrent(p.Done.Load())
			case <-done:
				return
			}
		}
	})
	return func() {
		close(done)
		wait.Wait()
		bar.Abort(true)
		bars.Wait()
	}
}
