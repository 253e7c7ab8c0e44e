package containerlogs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	core "k8s.io/api/core/v1"
)

// generated keeps the log files of scripts. A file is written when it is first asked for, with the lines that were due until
// then, and grows while somebody follows it: thousands of pods cost nothing.
type generated struct {
	folder string
	mutex  sync.Mutex
	files  map[string]*written
}

type written struct {
	lines int
	ended bool
}

func newGenerated(folder string) *generated {
	return &generated{folder: folder, files: map[string]*written{}}
}

func (g *generated) path(pod *core.Pod, container string, of *run) string {
	return filepath.Join(g.folder, string(pod.UID), fmt.Sprintf("%s.%d.log", container, of.number))
}

// catchUp appends to a run's file what is due by now.
func (g *generated) catchUp(path string, text script, of *run, now time.Time) error {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	done := g.files[path]
	if done == nil {
		done = &written{}
		g.files[path] = done
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
	}
	lines := done.due(text, of, now)
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	if lines != "" {
		_, err = file.WriteString(lines)
	}
	return err
}

// due returns the lines, in the format of the container runtime interface, that are not written yet.
func (w *written) due(text script, of *run, now time.Time) string {
	if w.ended {
		return ""
	}
	until := now
	if of.ended != nil {
		until = of.ended.FinishedAt.Time
	}
	var lines strings.Builder
	for text.line != nil {
		at := of.startedAt.Add(time.Duration(w.lines) * text.interval)
		if at.After(until) {
			break
		}
		writeLine(&lines, at, "stdout", text.line(w.lines))
		w.lines++
	}
	if of.ended != nil {
		w.ended = true
		if text.end != nil {
			for _, line := range text.end(of.ended.ExitCode) {
				writeLine(&lines, until, stream(of.ended.ExitCode), line)
			}
		}
	}
	return lines.String()
}

func stream(exitCode int32) string {
	if exitCode == 0 {
		return "stdout"
	}
	return "stderr"
}

func writeLine(to *strings.Builder, at time.Time, stream, text string) {
	fmt.Fprintf(to, "%s %s F %s\n", at.UTC().Format(time.RFC3339Nano), stream, text)
}
