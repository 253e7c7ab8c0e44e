// Package credentials makes the keys, tokens and kubeconfigs of a new control plane.
package credentials

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
	"k8s.io/client-go/util/cert"
	"k8s.io/client-go/util/keyutil"
)

// Credentials names the files of one control plane.
type Credentials struct {
	CertificateFile       string
	KeyFile               string
	AuthorityFile         string
	ServiceAccountKeyFile string
	TokenFile             string
	AdminKubeconfig       string
	NarrowKubeconfig      string
}

// NarrowUser is the user with rights in one namespace only.
const NarrowUser = "narrow"

// Write makes new credentials in a folder, for the API server at the URL server. The narrow kubeconfig's context stands
// in narrowNamespace.
func Write(folder, server, narrowNamespace string) (*Credentials, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	in := func(name string) string { return filepath.Join(folder, name) }
	made := &Credentials{
		CertificateFile:       in("apiserver.crt"),
		KeyFile:               in("apiserver.key"),
		AuthorityFile:         in("ca.crt"),
		ServiceAccountKeyFile: in("service-account.key"),
		TokenFile:             in("tokens.csv"),
		AdminKubeconfig:       in("admin.kubeconfig"),
		NarrowKubeconfig:      in("narrow.kubeconfig"),
	}
	authority, err := made.writeKeys()
	if err != nil {
		return nil, err
	}
	adminToken, narrowToken := newToken(), newToken()
	tokens := fmt.Sprintf("%s,admin,admin,system:masters\n%s,%s,%s\n", adminToken, narrowToken, NarrowUser, NarrowUser)
	if err := os.WriteFile(made.TokenFile, []byte(tokens), 0o600); err != nil {
		return nil, err
	}
	base := connection{server: server, authority: authority}
	if err := base.write(made.AdminKubeconfig, "timonel-test", adminToken, "default"); err != nil {
		return nil, err
	}
	return made, base.write(made.NarrowKubeconfig, "timonel-test-narrow", narrowToken, narrowNamespace)
}

// writeKeys writes the server's certificate, its authority and the key that signs service account tokens. It returns the
// authority's certificate.
func (c *Credentials) writeKeys() ([]byte, error) {
	loopback := []net.IP{net.IPv4(127, 0, 0, 1)}
	chain, key, err := cert.GenerateSelfSignedCertKey("localhost", loopback, []string{"kubernetes.default.svc"})
	if err != nil {
		return nil, err
	}
	// The chain is the server's certificate and then its authority's.
	_, rest := pem.Decode(chain)
	signer, err := keyutil.MakeEllipticPrivateKeyPEM()
	if err != nil {
		return nil, err
	}
	for file, data := range map[string][]byte{
		c.CertificateFile: chain, c.KeyFile: key, c.AuthorityFile: rest, c.ServiceAccountKeyFile: signer,
	} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

type connection struct {
	server    string
	authority []byte
}

func (c connection) write(file, name, token, namespace string) error {
	config := api.NewConfig()
	config.Clusters[name] = &api.Cluster{Server: c.server, CertificateAuthorityData: c.authority}
	config.AuthInfos[name] = &api.AuthInfo{Token: token}
	config.Contexts[name] = &api.Context{Cluster: name, AuthInfo: name, Namespace: namespace}
	config.CurrentContext = name
	return clientcmd.WriteToFile(*config, file)
}

func newToken() string {
	bytes := make([]byte, 24)
	_, _ = rand.Read(bytes)
	return hex.EncodeToString(bytes)
}
