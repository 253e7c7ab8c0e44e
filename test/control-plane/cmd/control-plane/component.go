package main

import (
	"fmt"
	"net/url"
	"os"
	"time"
	_ "time/tzdata" // CronJobs may name a time zone.

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

// runComponent becomes the component that the first argument names and returns its exit code. The second value is false
// where it names none.
func runComponent(args []string) (int, bool) {
	if len(args) == 0 {
		return 0, false
	}
	commands := map[string]func() *cobra.Command{
		"kube-apiserver":          apiserver.NewAPIServerCommand,
		"kube-controller-manager": controllers.NewControllerManagerCommand,
		"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
		"etcd":                    etcdCommand,
	}
	command, known := commands[args[0]]
	if !known {
		return 0, false
	}
	os.Args = append([]string{args[0]}, args[1:]...)
	return cli.Run(command()), true
}

// etcdCommand serves one etcd member that nothing outlives: it skips every fsync.
func etcdCommand() *cobra.Command {
	var directory, clientURL, peerURL string
	command := &cobra.Command{
		Use:          "etcd",
		SilenceUsage: true,
		RunE: func(command *cobra.Command, _ []string) error {
			return serveEtcd(command, directory, clientURL, peerURL)
		},
	}
	command.Flags().StringVar(&directory, "data-dir", "", "folder of the store")
	command.Flags().StringVar(&clientURL, "client-url", "", "where clients connect")
	command.Flags().StringVar(&peerURL, "peer-url", "", "where other members would connect")
	return command
}

func serveEtcd(command *cobra.Command, directory, clientURL, peerURL string) error {
	client, err := url.Parse(clientURL)
	if err != nil {
		return err
	}
	peer, err := url.Parse(peerURL)
	if err != nil {
		return err
	}
	config := embed.NewConfig()
	config.Dir = directory
	config.LogLevel = "warn"
	config.UnsafeNoFsync = true
	config.QuotaBackendBytes = 8 << 30
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{*client}, []url.URL{*client}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{*peer}, []url.URL{*peer}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	server, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	defer server.Close()
	select {
	case <-server.Server.ReadyNotify():
	case <-time.After(time.Minute):
		return fmt.Errorf("etcd was not ready within a minute")
	}
	select {
	case err := <-server.Err():
		return err
	case <-command.Context().Done():
		return nil
	}
}
