// Package stages holds the life of simulated nodes and pods, written as kwok Stages.
package stages

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.yaml
var files embed.FS

// All returns every Stage as one YAML stream.
func All() (string, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return "", err
	}
	documents := make([]string, len(names))
	for i, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return "", err
		}
		documents[i] = string(text)
	}
	return strings.Join(documents, "\n---\n"), nil
}
