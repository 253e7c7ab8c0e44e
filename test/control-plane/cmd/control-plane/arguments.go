package main

import (
	"fmt"
	"net"
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

// clientArguments let a component ask as often as it likes: the cluster is its own.
func clientArguments(name string, p *controlPlane) []string {
	return []string{
		name,
		"--kubeconfig=" + p.credentials.AdminKubeconfig,
		"--leader-elect=false",
		"--kube-api-qps=1000",
		"--kube-api-burst=2000",
		"--secure-port=0",
	}
}

func controllerArguments(p *controlPlane) []string {
	return append(clientArguments("kube-controller-manager", p),
		"--service-account-private-key-file="+p.credentials.ServiceAccountKeyFile,
		"--root-ca-file="+p.credentials.AuthorityFile,
		"--controllers=*,-node-ipam-controller,-node-route-controller,-cloud-node-lifecycle-controller",
		// A node that once misses its lease marks its pods unready, and no simulated kubelet would undo that.
		"--node-monitor-grace-period=3600s",
	)
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
