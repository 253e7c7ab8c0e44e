package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"timonel.test/control-plane/internal/cluster"
)

type options struct {
	nodes           cluster.NodeSet
	data            string
	port            int
	crds            string
	crdGroups       []string
	narrowNamespace string
	stopWithStdin   bool
}

func parseOptions(args []string) (*options, error) {
	var o options
	var labels []string
	flags := pflag.NewFlagSet("control-plane", pflag.ContinueOnError)
	flags.IntVar(&o.nodes.Count, "nodes", 3, "number of simulated nodes")
	flags.IntVar(&o.nodes.GPUsPerNode, "gpus-per-node", 0, "GPUs of each node; from three nodes on, the last but one is cut by MIG and the last one shared")
	flags.StringArrayVar(&labels, "label", nil, "KEY=VALUE on every node, or NUMBER:KEY=VALUE on one node, counted from 1")
	flags.StringVar(&o.data, "data", "", "data folder, kept; a temporary one otherwise")
	flags.IntVar(&o.port, "port", 0, "port of the API server; 0 takes a free one")
	flags.StringVar(&o.crds, "crds", "", "folder of CustomResourceDefinitions to install")
	flags.StringSliceVar(&o.crdGroups, "crd-groups", nil, "API groups to install from --crds; all otherwise")
	flags.StringVar(&o.narrowNamespace, "narrow-namespace", "team-a", "namespace of the kubeconfig with narrow rights")
	flags.BoolVar(&o.stopWithStdin, "stop-with-stdin", false, "stop when standard input ends")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return &o, o.addLabels(labels)
}

func (o *options) addLabels(labels []string) error {
	o.nodes.Labels, o.nodes.LabelsOf = map[string]string{}, map[int]map[string]string{}
	for _, label := range labels {
		name, value, isPair := strings.Cut(label, "=")
		if !isPair {
			return fmt.Errorf("--label %q is not KEY=VALUE", label)
		}
		number, key, isOfOne := strings.Cut(name, ":")
		if !isOfOne {
			o.nodes.Labels[name] = value
			continue
		}
		node, err := strconv.Atoi(number)
		if err != nil {
			return fmt.Errorf("--label %q: %q is no number of a node", label, number)
		}
		if o.nodes.LabelsOf[node] == nil {
			o.nodes.LabelsOf[node] = map[string]string{}
		}
		o.nodes.LabelsOf[node][key] = value
	}
	return nil
}
