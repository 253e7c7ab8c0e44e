package cluster

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
)

var definitionResource = schema.GroupVersionResource{
	Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions",
}

// Install creates the definitions and waits until they are served. Definitions that the API server refuses are
// returned as warnings, since the rest is of use without them.
func (d Definitions) Install(
	ctx context.Context, client dynamic.Interface, discoverer discovery.DiscoveryInterface,
) (warnings []string, err error) {
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
	return warnings, accepted.awaitServed(ctx, discoverer)
}

// awaitServed waits until discovery tells of every definition, which it does once a definition is established. Asking for
// the definitions themselves would keep the server busy with megabytes of schemas.
func (d Definitions) awaitServed(ctx context.Context, discoverer discovery.DiscoveryInterface) error {
	pending := map[string][]string{}
	for _, definition := range d {
		groupVersion, plural := servedAs(definition)
		pending[groupVersion] = append(pending[groupVersion], plural)
	}
	return await(ctx, func() (bool, error) {
		for groupVersion, plurals := range pending {
			list, err := discoverer.ServerResourcesForGroupVersion(groupVersion)
			if err == nil && holdsAll(list.APIResources, plurals) {
				delete(pending, groupVersion)
			}
		}
		return len(pending) == 0, nil
	})
}

func servedAs(definition *unstructured.Unstructured) (groupVersion, plural string) {
	group, _, _ := unstructured.NestedString(definition.Object, "spec", "group")
	plural, _, _ = unstructured.NestedString(definition.Object, "spec", "names", "plural")
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	for _, entry := range versions {
		if version := entry.(map[string]any); version["served"] == true {
			return fmt.Sprintf("%s/%s", group, version["name"]), plural
		}
	}
	return group, plural
}

func holdsAll(served []meta.APIResource, plurals []string) bool {
	return !slices.ContainsFunc(plurals, func(plural string) bool {
		return !slices.ContainsFunc(served, func(one meta.APIResource) bool { return one.Name == plural })
	})
}
