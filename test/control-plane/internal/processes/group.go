// Package processes runs the parts of the control plane as child processes that never outlive this one.
package processes

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// Exit tells that a child ended.
type Exit struct {
	Name string
	Err  error
}

// Group is a set of children, each with a log file of its own.
type Group struct {
	// Exits receives each child that ended.
	Exits chan Exit

	logs string
	// orders run one after the other on one thread that never ends: the kernel ties a child's life to the thread, not
	// only to the process, that started it.
	orders    chan func()
	children  []*child
	isStopped bool
}

type child struct {
	name    string
	command *exec.Cmd
	done    chan struct{}
}

// NewGroup makes a group whose children write NAME.log into the folder logs.
func NewGroup(logs string) (*Group, error) {
	g := &Group{Exits: make(chan Exit, 16), logs: logs, orders: make(chan func())}
	go func() {
		runtime.LockOSThread()
		for order := range g.orders {
			order()
		}
	}()
	return g, os.MkdirAll(logs, 0o755)
}

// Start runs a program.
func (g *Group) Start(name, program string, args ...string) error {
	result := make(chan error)
	g.orders <- func() { result <- g.start(name, program, args) }
	return <-result
}

func (g *Group) start(name, program string, args []string) error {
	if g.isStopped {
		return fmt.Errorf("start %s: stopping", name)
	}
	log, err := os.Create(g.logFile(name))
	if err != nil {
		return err
	}
	defer log.Close()
	command := exec.Command(program, args...)
	command.Stdout, command.Stderr = log, log
	// Memory is cheaper here than the time that collecting garbage takes.
	command.Env = append(os.Environ(), "GOGC=200")
	// A group of its own keeps a terminal's Ctrl-C away from the child: the order of stopping is ours.
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if err := command.Start(); err != nil {
		return fmt.Errorf("start %s: %w", name, err)
	}
	c := &child{name: name, command: command, done: make(chan struct{})}
	g.children = append(g.children, c)
	go func() {
		err := command.Wait()
		close(c.done)
		g.Exits <- Exit{name, err}
	}()
	return nil
}

// Stop ends the children, the youngest first. The oldest, the store, may close its files; the others hold nothing that
// is worth waiting for.
func (g *Group) Stop() {
	stopped := make(chan struct{})
	g.orders <- func() {
		g.isStopped = true
		for i := len(g.children) - 1; i >= 0; i-- {
			g.children[i].stop(i == 0)
		}
		close(stopped)
	}
	<-stopped
}

func (c *child) stop(isPolite bool) {
	if isPolite {
		_ = c.command.Process.Signal(syscall.SIGTERM)
		select {
		case <-c.done:
			return
		case <-time.After(3 * time.Second):
		}
	}
	_ = c.command.Process.Kill()
	<-c.done
}

// LastLines returns the end of a child's log.
func (g *Group) LastLines(name string, count int) string {
	text, err := os.ReadFile(g.logFile(name))
	if err != nil {
		return ""
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-count):], "\n")
}

func (g *Group) logFile(name string) string {
	return filepath.Join(g.logs, name+".log")
}
