package cluster

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"
)

// Definitions is a set of CustomResourceDefinitions by name, ready to be created.
type Definitions map[string]*unstructured.Unstructured

// ReadDefinitions reads the CustomResourceDefinitions of a folder's .yaml and .yaml.gz files, of the given groups or, where
// none is given, of all. Definitions that share a name are merged: see preference and merge.
func ReadDefinitions(folder string, groups []string) (Definitions, error) {
	files, err := definitionFiles(folder)
	if err != nil {
		return nil, err
	}
	read := make([][]*unstructured.Unstructured, len(files))
	var group errgroup.Group
	group.SetLimit(4)
	for i, file := range files {
		group.Go(func() error {
			found, err := readFile(file, groups)
			read[i] = found
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	definitions := Definitions{}
	for _, found := range read {
		for _, definition := range found {
			definitions.add(definition)
		}
	}
	return definitions, nil
}

// definitionFiles lists the files from the least to the most preferred.
func definitionFiles(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		if name := entry.Name(); strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yaml.gz") {
			files = append(files, filepath.Join(folder, name))
		}
	}
	slices.SortStableFunc(files, func(a, b string) int { return preference(a) - preference(b) })
	return files, nil
}

// preference ranks files whose definitions share a name. A file of an older tag (NAME@TAG.yaml) yields to the newest one.
// An experimental channel holds all that the standard one holds, and more. The training operator's MPIJob is the
// predecessor of the MPI operator's.
func preference(file string) int {
	name := filepath.Base(file)
	switch {
	case strings.Contains(name, "@"):
		return 0
	case strings.HasPrefix(name, "training-operator"):
		return 1
	case strings.Contains(name, "experimental"):
		return 3
	default:
		return 2
	}
}

func readFile(file string, groups []string) ([]*unstructured.Unstructured, error) {
	text, err := textOf(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	// Parsing takes most of the time, so files that cannot hold a wanted group are passed over.
	isCandidate := func(group string) bool { return bytes.Contains(text, []byte("group: "+group)) }
	if len(groups) > 0 && !slices.ContainsFunc(groups, isCandidate) {
		return nil, nil
	}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 1<<20)
	var found []*unstructured.Unstructured
	for {
		object := &unstructured.Unstructured{}
		if err := decoder.Decode(&object.Object); err == io.EOF {
			return found, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		group, _, _ := unstructured.NestedString(object.Object, "spec", "group")
		isWanted := len(groups) == 0 || slices.Contains(groups, group)
		if object.Object != nil && object.GetKind() == "CustomResourceDefinition" && isWanted {
			found = append(found, object)
		}
	}
}

func textOf(file string) ([]byte, error) {
	opened, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	if !strings.HasSuffix(file, ".gz") {
		return io.ReadAll(opened)
	}
	unzipped, err := gzip.NewReader(opened)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unzipped)
}

func (d Definitions) add(definition *unstructured.Unstructured) {
	repair(definition)
	if older, exists := d[definition.GetName()]; exists {
		merge(definition, older)
	}
	d[definition.GetName()] = definition
}

// repair makes a definition servable here. Nothing answers conversion webhooks, and one published schema (Seldon's v1) is
// not structural, since an array's items lack their type.
func repair(definition *unstructured.Unstructured) {
	definition.SetResourceVersion("")
	unstructured.RemoveNestedField(definition.Object, "status")
	_ = unstructured.SetNestedMap(definition.Object, map[string]any{"strategy": "None"}, "spec", "conversion")
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	for _, version := range versions {
		typeItems(version)
	}
	_ = unstructured.SetNestedSlice(definition.Object, versions, "spec", "versions")
}

// typeItems gives a type to the items of arrays that have none, at any depth.
func typeItems(value any) {
	switch node := value.(type) {
	case map[string]any:
		items, isMap := node["items"].(map[string]any)
		if node["type"] == "array" && isMap && items["type"] == nil && items["x-kubernetes-int-or-string"] != true {
			items["type"] = "object"
			items["x-kubernetes-preserve-unknown-fields"] = true
		}
		for _, child := range node {
			typeItems(child)
		}
	case []any:
		for _, child := range node {
			typeItems(child)
		}
	}
}

// merge adds the versions that only the older definition has. They are served, and stored as the newer one says.
func merge(newer, older *unstructured.Unstructured) {
	versions, _, _ := unstructured.NestedSlice(newer.Object, "spec", "versions")
	olderVersions, _, _ := unstructured.NestedSlice(older.Object, "spec", "versions")
	known := map[any]bool{}
	for _, version := range versions {
		known[version.(map[string]any)["name"]] = true
	}
	for _, entry := range olderVersions {
		version := entry.(map[string]any)
		if !known[version["name"]] {
			version["storage"] = false
			versions = append(versions, version)
		}
	}
	_ = unstructured.SetNestedSlice(newer.Object, versions, "spec", "versions")
}

// Names lists the definitions in order.
func (d Definitions) Names() []string {
	names := make([]string, 0, len(d))
	for name := range d {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
