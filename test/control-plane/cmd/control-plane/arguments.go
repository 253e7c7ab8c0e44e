package main

import (
	"fmt"
	"net"
	"os"
	"strconv"
)

func etcdArguments(folder, client, peer string) []string {
	return []string{"etcd", "--data-dir", folder, "--client-url", client, "--peer-url", peer}
}

func apiserverArguments(etcd string, port int, p *controlPlane) []string {
	c := p.credentials
	return []string{
		"kube-apiserver",
		"--etcd-servers=" + etcd,
		"--bind-address=127.0.0.1",
		"--secure-port=" + strconv.Itoa(port),
		"--cert-dir=" + p.in("credentials"),
		"--tls-cert-file=" + c.CertificateFile,
		"--tls-private-key-file=" + c.KeyFile,
		"--token-auth-file=" + c.TokenFile,
		"--authorization-mode=RBAC",
		"--allow-privileged=true",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-signing-key-file=" + c.ServiceAccountKeyFile,
		"--service-account-key-file=" + c.ServiceAccountKeyFile,
		"--service-cluster-ip-range=10.0.0.0/16",
		// The server would otherwise prefer a node's Hostname, which no resolver knows.
		"--kubelet-preferred-address-types=InternalIP",
	}
}

// schedulerArguments point to a file, since only that can say how many nodes to look at for a pod: with a thousand nodes,
// the usual share makes filling the cluster twice as slow.
func schedulerArguments(p *controlPlane) ([]string, error) {
	file := p.in("scheduler.yaml")
	text := fmt.Sprintf(`apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
clientConnection: { kubeconfig: %q, qps: 1000, burst: 2000 }
leaderElection: { leaderElect: false }
percentageOfNodesToScore: 10
`, p.credentials.AdminKubeconfig)
	return []string{"kube-scheduler", "--config=" + file, "--secure-port=0"}, os.WriteFile(file, []byte(text), 0o644)
}

func controllerArguments(p *controlPlane) []string {
	return []string{
		"kube-controller-manager",
		"--kubeconfig=" + p.credentials.AdminKubeconfig,
		"--leader-elect=false",
		// The cluster is its own: a component may ask as often as it likes.
		"--kube-api-qps=1000",
		"--kube-api-burst=2000",
		"--secure-port=0",
		"--service-account-private-key-file=" + p.credentials.ServiceAccountKeyFile,
		"--root-ca-file=" + p.credentials.AuthorityFile,
		"--controllers=*,-node-ipam-controller,-node-route-controller,-cloud-node-lifecycle-controller",
		// A node that once misses its lease marks its pods unready, and no simulated kubelet would undo that.
		"--node-monitor-grace-period=3600s",
		"--concurrent-replicaset-syncs=20",
	}
}

func kubeletArguments(p *controlPlane) []string {
	_, port, _ := net.SplitHostPort(p.logs.Addr().String())
	return []string{
		"--config=" + p.kubelets.config,
		"--kubeconfig=" + p.credentials.AdminKubeconfig,
		"--manage-all-nodes",
		"--cidr=10.128.0.1/9",
		"--node-ip=127.0.0.1",
		// Nodes name our server of logs as their kubelet; kwok's own server answers elsewhere.
		"--node-port=" + port,
		fmt.Sprintf("--server-address=%s", p.kubelets.address),
		"--tls-cert-file=" + p.credentials.CertificateFile,
		"--tls-private-key-file=" + p.credentials.KeyFile,
	}
}
