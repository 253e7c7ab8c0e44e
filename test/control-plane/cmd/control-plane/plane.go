package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"timonel.test/control-plane/internal/cluster"
	"timonel.test/control-plane/internal/containerlogs"
	"timonel.test/control-plane/internal/credentials"
	"timonel.test/control-plane/internal/processes"
	"timonel.test/control-plane/stages"
)

// controlPlane is the state of one start.
type controlPlane struct {
	options     *options
	data        string
	children    *processes.Group
	server      string
	credentials *credentials.Credentials
	logs        net.Listener
	kubelets    kubelets
}

// kubelets is what starting kwok takes.
type kubelets struct {
	program, config, address string
}

func (p *controlPlane) in(names ...string) string {
	return filepath.Join(append([]string{p.data}, names...)...)
}

func (p *controlPlane) logsDir() string { return p.in("logs") }

func (p *controlPlane) ready() readyLine {
	return readyLine{
		Kubeconfig:       p.credentials.AdminKubeconfig,
		NarrowKubeconfig: p.credentials.NarrowKubeconfig,
		Server:           p.server,
		DataDir:          p.data,
		LogsDir:          p.logsDir(),
		PID:              os.Getpid(),
	}
}

// startComponents starts the store and the API server, which tries again until the store is there.
func (p *controlPlane) startComponents() error {
	ports, err := freePorts(4)
	if err != nil {
		return err
	}
	apiPort := p.options.port
	if apiPort == 0 {
		apiPort = ports[0]
	}
	p.server = fmt.Sprintf("https://127.0.0.1:%d", apiPort)
	p.credentials, err = credentials.Write(p.in("credentials"), p.server, p.options.narrowNamespace)
	if err != nil {
		return err
	}
	if err := p.prepareKubelets(ports[3]); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	etcd := fmt.Sprintf("http://127.0.0.1:%d", ports[1])
	peer := fmt.Sprintf("http://127.0.0.1:%d", ports[2])
	progress("starting etcd and kube-apiserver at %s", p.server)
	if err := p.children.Start("etcd", self, etcdArguments(p.in("etcd"), etcd, peer)...); err != nil {
		return err
	}
	return p.children.Start("kube-apiserver", self, apiserverArguments(etcd, apiPort, p)...)
}

// prepareKubelets writes kwok's configuration and opens the port that every node names as its kubelet's.
func (p *controlPlane) prepareKubelets(port int) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	text, err := stages.All()
	if err != nil {
		return err
	}
	p.kubelets = kubelets{
		program: filepath.Join(filepath.Dir(self), "kubelets"),
		config:  p.in("stages.yaml"),
		address: fmt.Sprintf("127.0.0.1:%d", port),
	}
	if err := os.WriteFile(p.kubelets.config, []byte(text), 0o644); err != nil {
		return err
	}
	if err := os.MkdirAll(p.logsDir(), 0o755); err != nil {
		return err
	}
	p.logs, err = net.Listen("tcp", "127.0.0.1:0")
	return err
}

// fill waits for the API server, starts what needs it, and makes what the options ask for.
func (p *controlPlane) fill(ctx context.Context) error {
	config, err := clientcmd.BuildConfigFromFlags("", p.credentials.AdminKubeconfig)
	if err != nil {
		return err
	}
	config.QPS = -1
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	if err := awaitReady(ctx, client); err != nil {
		return err
	}
	progress("kube-apiserver is ready; starting controllers, scheduler and %d nodes", p.options.nodes.Count)
	if err := p.serveLogs(client); err != nil {
		return err
	}
	if err := p.startAfterServer(); err != nil {
		return err
	}
	if err := cluster.AddTenant(ctx, client, p.options.narrowNamespace, credentials.NarrowUser); err != nil {
		return err
	}
	if err := p.installDefinitions(ctx, config, client.Discovery()); err != nil {
		return err
	}
	if err := cluster.AddNodes(ctx, client, p.options.nodes); err != nil {
		return err
	}
	return cluster.AwaitServiceAccounts(ctx, client, "default", p.options.narrowNamespace)
}

func awaitReady(ctx context.Context, client kubernetes.Interface) error {
	for {
		_, err := client.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("kube-apiserver is not ready: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// startAfterServer starts the components that end themselves when there is no API server.
func (p *controlPlane) startAfterServer() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if err := p.children.Start("kube-controller-manager", self, controllerArguments(p)...); err != nil {
		return err
	}
	scheduler, err := schedulerArguments(p)
	if err != nil {
		return err
	}
	if err := p.children.Start("kube-scheduler", self, scheduler...); err != nil {
		return err
	}
	return p.children.Start("kubelets", p.kubelets.program, kubeletArguments(p)...)
}

func (p *controlPlane) installDefinitions(
	ctx context.Context, config *rest.Config, discoverer discovery.DiscoveryInterface,
) error {
	if p.options.crds == "" {
		return nil
	}
	definitions, err := cluster.ReadDefinitions(p.options.crds, p.options.crdGroups)
	if err != nil {
		return err
	}
	progress("installing %d CustomResourceDefinitions", len(definitions))
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	warnings, err := definitions.Install(ctx, client, discoverer)
	for _, warning := range warnings {
		progress("not installed: %s", warning)
	}
	progress("CustomResourceDefinitions are served")
	return err
}

func (p *controlPlane) serveLogs(client kubernetes.Interface) error {
	pair, err := tls.LoadX509KeyPair(p.credentials.CertificateFile, p.credentials.KeyFile)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:   containerlogs.NewServer(client, p.logsDir(), p.in("generated-logs")).Handler(),
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}},
	}
	go func() { _ = server.ServeTLS(p.logs, "", "") }()
	return nil
}

// freePorts finds ports that were free a moment ago.
func freePorts(count int) ([]int, error) {
	ports := make([]int, count)
	for i := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}
