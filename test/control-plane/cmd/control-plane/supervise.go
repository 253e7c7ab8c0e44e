package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"timonel.test/control-plane/internal/processes"
)

// readyWithin bounds the start, with all definitions, on a slow machine.
const readyWithin = 3 * time.Minute

// readyLine is what the supervisor prints when everything is up.
type readyLine struct {
	Kubeconfig       string `json:"kubeconfig"`
	NarrowKubeconfig string `json:"narrowKubeconfig"`
	Server           string `json:"server"`
	DataDir          string `json:"dataDir"`
	LogsDir          string `json:"logsDir"`
	PID              int    `json:"pid"`
}

// supervise starts everything, says so, and waits for the end of the context, of standard input where asked to, or of any
// child. Nothing is left behind when it returns.
func supervise(ctx context.Context, o *options) error {
	data, remove, err := dataFolder(o.data)
	if err != nil {
		return err
	}
	defer remove()
	children, err := processes.NewGroup(filepath.Join(data, "component-logs"))
	if err != nil {
		return err
	}
	defer children.Stop()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if o.stopWithStdin {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			cancel()
		}()
	}
	plane := &controlPlane{options: o, data: data, children: children}
	if err := plane.startComponents(); err != nil {
		return err
	}
	started := make(chan error, 1)
	go func() {
		bounded, stop := context.WithTimeout(ctx, readyWithin)
		defer stop()
		started <- plane.fill(bounded)
	}()
	return plane.wait(ctx, started)
}

func (p *controlPlane) wait(ctx context.Context, started <-chan error) error {
	for {
		select {
		case <-ctx.Done():
			progress("stopping")
			return nil
		case exit := <-p.children.Exits:
			return fmt.Errorf("%s ended (%v):\n%s", exit.Name, exit.Err, p.children.LastLines(exit.Name, 15))
		case err := <-started:
			if errors.Is(err, context.Canceled) {
				return nil
			}
			if err != nil {
				return err
			}
			if err := json.NewEncoder(os.Stdout).Encode(p.ready()); err != nil {
				return err
			}
			started = nil
		}
	}
}

// dataFolder returns the folder to work in, and how to get rid of it.
func dataFolder(wanted string) (folder string, remove func(), err error) {
	if wanted != "" {
		folder, err = filepath.Abs(wanted)
		if err != nil {
			return "", nil, err
		}
		return folder, func() {}, os.MkdirAll(folder, 0o700)
	}
	folder, err = os.MkdirTemp("", "timonel-control-plane-")
	return folder, func() { _ = os.RemoveAll(folder) }, err
}

func progress(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "control-plane: "+format+"\n", values...)
}
