package cluster

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
)

var definitionResource = schema.GroupVersionResource{
	Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions",
}

// Install creates the definitions and waits until they are established. Definitions that the API server refuses are
// returned as warnings, since the rest is of use without them.
func (d Definitions) Install(ctx context.Context, client dynamic.Interface) (warnings []string, err error) {
	resources := client.Resource(definitionResource)
	names := d.Names()
	refusals := make([]error, len(names))
	var group errgroup.Group
	group.SetLimit(8)
	for i, name := range names {
		group.Go(func() error {
			_, err := resources.Create(ctx, d[name], meta.CreateOptions{})
			if failed(err) {
				refusals[i] = fmt.Errorf("%s: %w", name, err)
			}
			return nil
		})
	}
	_ = group.Wait()
	accepted := Definitions{}
	for i, name := range names {
		if refusals[i] != nil {
			warnings = append(warnings, refusals[i].Error())
		} else {
			accepted[name] = d[name]
		}
	}
	return warnings, accepted.awaitEstablished(ctx, func() ([]unstructured.Unstructured, error) {
		list, err := resources.List(ctx, meta.ListOptions{ResourceVersion: "0"})
		if err != nil {
			return nil, err
		}
		return list.Items, nil
	})
}
