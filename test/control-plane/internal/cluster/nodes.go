package cluster

import (
	"context"
	"fmt"
	"maps"
	"strconv"

	"golang.org/x/sync/errgroup"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// NodeSet says which nodes to make. With GPUs and at least three nodes, the last but one is cut by MIG and the last one's
// GPUs are shared in time.
type NodeSet struct {
	Count       int
	GPUsPerNode int
	// Labels of every node, and of single nodes by their number from 1.
	Labels   map[string]string
	LabelsOf map[int]map[string]string
}

// sharedSlices is how many pods may share one GPU of the shared node.
const sharedSlices = 4

// AddNodes makes the nodes and waits until they are ready for pods.
func AddNodes(ctx context.Context, client kubernetes.Interface, set NodeSet) error {
	group, groupContext := errgroup.WithContext(ctx)
	group.SetLimit(16)
	for number := 1; number <= set.Count; number++ {
		group.Go(func() error {
			_, err := client.CoreV1().Nodes().Create(groupContext, set.node(number), meta.CreateOptions{})
			if failed(err) {
				return err
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return fmt.Errorf("make nodes: %w", err)
	}
	return awaitNodes(ctx, client, set.Count)
}

func awaitNodes(ctx context.Context, client kubernetes.Interface, count int) error {
	return await(ctx, func() (bool, error) {
		nodes, err := client.CoreV1().Nodes().List(ctx, meta.ListOptions{ResourceVersion: "0"})
		if err != nil {
			return false, err
		}
		usable := 0
		for _, node := range nodes.Items {
			if len(node.Spec.Taints) == 0 && isReady(node) {
				usable++
			}
		}
		return usable >= count, nil
	})
}

func isReady(node core.Node) bool {
	for _, condition := range node.Status.Conditions {
		if condition.Type == core.NodeReady {
			return condition.Status == core.ConditionTrue
		}
	}
	return false
}

func (s NodeSet) node(number int) *core.Node {
	name := fmt.Sprintf("node-%03d", number)
	labels := map[string]string{
		core.LabelHostname:           name,
		core.LabelOSStable:           "linux",
		core.LabelArchStable:         "amd64",
		core.LabelInstanceTypeStable: "simulated",
		core.LabelTopologyZone:       "zone-" + string(rune('a'+number%3)),
	}
	resources := core.ResourceList{
		core.ResourceCPU:              resource.MustParse("32"),
		core.ResourceMemory:           resource.MustParse("128Gi"),
		core.ResourceEphemeralStorage: resource.MustParse("512Gi"),
		core.ResourcePods:             resource.MustParse("110"),
	}
	if s.GPUsPerNode > 0 {
		s.addGPUs(number, labels, resources)
	}
	maps.Copy(labels, s.Labels)
	maps.Copy(labels, s.LabelsOf[number])
	return &core.Node{
		ObjectMeta: meta.ObjectMeta{Name: name, Labels: labels},
		Status:     core.NodeStatus{Capacity: resources, Allocatable: resources.DeepCopy()},
	}
}

// addGPUs writes what the GPU operator's device plugin and feature discovery write for such a node.
func (s NodeSet) addGPUs(number int, labels map[string]string, resources core.ResourceList) {
	count := strconv.Itoa(s.GPUsPerNode)
	maps.Copy(labels, map[string]string{
		"nvidia.com/gpu.present":          "true",
		"nvidia.com/gpu.count":            count,
		"nvidia.com/gpu.product":          "NVIDIA-A100-SXM4-80GB",
		"nvidia.com/gpu.family":           "ampere",
		"nvidia.com/gpu.memory":           "81920",
		"nvidia.com/gpu.compute.major":    "8",
		"nvidia.com/gpu.compute.minor":    "0",
		"nvidia.com/gpu.replicas":         "1",
		"nvidia.com/gpu.sharing-strategy": "none",
		"nvidia.com/mig.capable":          "true",
		"nvidia.com/mig.strategy":         "mixed",
	})
	switch {
	case s.Count >= 3 && number == s.Count-1:
		slices := strconv.Itoa(7 * s.GPUsPerNode)
		maps.Copy(labels, map[string]string{
			"nvidia.com/mig.config":           "all-1g.10gb",
			"nvidia.com/mig.config.state":     "success",
			"nvidia.com/mig-1g.10gb.count":    slices,
			"nvidia.com/mig-1g.10gb.memory":   "9856",
			"nvidia.com/mig-1g.10gb.product":  "NVIDIA-A100-SXM4-80GB-MIG-1g.10gb",
			"nvidia.com/mig-1g.10gb.replicas": "1",
		})
		resources["nvidia.com/gpu"] = resource.MustParse("0")
		resources["nvidia.com/mig-1g.10gb"] = resource.MustParse(slices)
	case s.Count >= 3 && number == s.Count:
		maps.Copy(labels, map[string]string{
			"nvidia.com/gpu.product":          "NVIDIA-L4-SHARED",
			"nvidia.com/gpu.family":           "ada-lovelace",
			"nvidia.com/gpu.memory":           "23034",
			"nvidia.com/gpu.compute.minor":    "9",
			"nvidia.com/gpu.replicas":         strconv.Itoa(sharedSlices),
			"nvidia.com/gpu.sharing-strategy": "time-slicing",
			"nvidia.com/mig.capable":          "false",
		})
		resources["nvidia.com/gpu"] = *resource.NewQuantity(int64(sharedSlices*s.GPUsPerNode), resource.DecimalSI)
	default:
		resources["nvidia.com/gpu"] = resource.MustParse(count)
	}
}
