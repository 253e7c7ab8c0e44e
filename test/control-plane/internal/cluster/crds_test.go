package cluster

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// definitionText is a definition of models.example.org with one version, whose schema has an array of untyped items.
func definitionText(version, mark string) string {
	return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: models.example.org, annotations: { mark: ` + mark + ` } }
spec:
  group: example.org
  names: { kind: Model, plural: models }
  scope: Namespaced
  conversion: { strategy: Webhook }
  versions:
  - name: ` + version + `
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          children: { type: array, items: { description: any } }
          ports: { type: array, items: { x-kubernetes-int-or-string: true } }
`
}

func readFrom(t *testing.T, files map[string]string, groups ...string) Definitions {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	definitions, err := ReadDefinitions(folder, groups)
	if err != nil {
		t.Fatal(err)
	}
	return definitions
}

func versionNames(definition *unstructured.Unstructured) (all, stored []string) {
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	for _, entry := range versions {
		version := entry.(map[string]any)
		all = append(all, version["name"].(string))
		if version["storage"] == true {
			stored = append(stored, version["name"].(string))
		}
	}
	return all, stored
}

func TestMergesTheVersionsOfTwoOperatorsAndStoresTheSuccessors(t *testing.T) {
	definitions := readFrom(t, map[string]string{
		"training-operator__models.yaml": definitionText("v1", "old"),
		"mpi-operator__models.yaml":      definitionText("v2beta1", "new"),
	})
	all, stored := versionNames(definitions["models.example.org"])
	if !slices.Equal(all, []string{"v2beta1", "v1"}) || !slices.Equal(stored, []string{"v2beta1"}) {
		t.Errorf("versions %v, stored %v", all, stored)
	}
}

func TestPrefersTheNewestFileAndTheExperimentalChannel(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"tag":     {"a@v1.0.0.yaml": definitionText("v1", "lost"), "a.yaml": definitionText("v1", "kept")},
		"channel": {"z-standard.yaml": definitionText("v1", "lost"), "a-experimental.yaml": definitionText("v1", "kept")},
	} {
		definition := readFrom(t, files)["models.example.org"]
		if mark := definition.GetAnnotations()["mark"]; mark != "kept" {
			t.Errorf("%s: took the %s one", name, mark)
		}
	}
}

func TestRepairsWhatNoServerCouldServe(t *testing.T) {
	definition := readFrom(t, map[string]string{"a.yaml": definitionText("v1", "x")})["models.example.org"]
	strategy, _, _ := unstructured.NestedString(definition.Object, "spec", "conversion", "strategy")
	if strategy != "None" {
		t.Errorf("conversion %q", strategy)
	}
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	at := func(property, field string) any {
		found, _, _ := unstructured.NestedFieldNoCopy(
			versions[0].(map[string]any), "schema", "openAPIV3Schema", "properties", property, "items", field)
		return found
	}
	if at("children", "type") != "object" || at("children", "x-kubernetes-preserve-unknown-fields") != true {
		t.Error("untyped items stay untyped")
	}
	if at("ports", "type") != nil {
		t.Error("items that may be a number or a string got a type")
	}
}

func TestReadsOnlyTheGroupsThatAreAskedFor(t *testing.T) {
	files := map[string]string{"a.yaml": definitionText("v1", "x")}
	if found := readFrom(t, files, "other.org"); len(found) != 0 {
		t.Errorf("found %v", found.Names())
	}
	if found := readFrom(t, files, "other.org", "example.org"); len(found) != 1 {
		t.Errorf("found %v", found.Names())
	}
}
