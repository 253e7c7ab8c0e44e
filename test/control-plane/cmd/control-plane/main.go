// Command control-plane runs a whole Kubernetes control plane with simulated nodes on loopback ports: etcd,
// kube-apiserver, kube-controller-manager and kube-scheduler as children of this same binary, and kwok's kubelets as
// another one. Run without a component's name it is the supervisor; see README.md for its flags.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if code, isComponent := runComponent(os.Args[1:]); isComponent {
		os.Exit(code)
	}
	options, err := parseOptions(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := supervise(ctx, options); err != nil {
		fmt.Fprintln(os.Stderr, "control-plane:", err)
		os.Exit(1)
	}
}
