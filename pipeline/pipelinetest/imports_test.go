package pipelinetest

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/paperlake/paperlake/"

// The rules on who may import what. A rule holds for every package whose path, inside the module, begins with
// one of its folders; test files are free.
var importRules = []struct {
	why     string
	folders []string
	allowed func(imported string) bool
}{
	{
		why: "text packages are pure Go on strings: the standard library and golang.org/x/text",
		folders: []string{"stages/normalize/latex", "stages/normalize/title", "stages/normalize/identity",
			"stages/enrich/link", "stages/enrich/claim"},
		allowed: func(imported string) bool {
			return isStandard(imported) || strings.HasPrefix(imported, "golang.org/x/text/")
		},
	},
	{
		why:     "DuckDB is imported by query alone",
		folders: []string{"chart", "cmd", "lake", "pipeline", "schemas", "stages"},
		allowed: func(imported string) bool { return !strings.Contains(imported, "duckdb") },
	},
	{
		why:     "the clients of the object stores are imported by remote alone",
		folders: []string{"bench", "chart", "cmd", "lake", "pipeline", "query", "schemas", "stages"},
		allowed: func(imported string) bool {
			return !strings.HasPrefix(imported, "gocloud.dev/") && !strings.HasPrefix(imported, "github.com/aws/") &&
				!strings.HasPrefix(imported, "github.com/Azure/") && !strings.HasPrefix(imported, "golang.org/x/oauth2")
		},
	},
	{
		why:     "remote is imported by the command alone",
		folders: []string{"bench", "pipeline", "schemas", "stages"},
		allowed: func(imported string) bool { return !own(imported, "remote") },
	},
	{
		why:     "stages know the tables and the text packages, nothing above them",
		folders: []string{"stages"},
		allowed: func(imported string) bool { return !own(imported, "pipeline", "lake", "query", "chart", "cmd") },
	},
	{
		why:     "the schemas depend on no other package of the project",
		folders: []string{"schemas"},
		allowed: func(imported string) bool { return !strings.HasPrefix(imported, module) },
	},
	{
		why:     "lake, query, chart and remote stand beside one another",
		folders: []string{"lake", "query", "chart", "remote"},
		allowed: func(imported string) bool {
			return !own(imported, "pipeline", "lake", "query", "chart", "cmd", "stages", "remote")
		},
	},
	{
		why:     "nothing on the path of a run uses regexp",
		folders: []string{"stages", "pipeline", "lake", "schemas"},
		allowed: func(imported string) bool { return imported != "regexp" },
	},
}

func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && first != "C"
}

func own(imported string, folders ...string) bool {
	return slices.ContainsFunc(folders, func(f string) bool {
		return imported == module+f || strings.HasPrefix(imported, module+f+"/")
	})
}

func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(relative))
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files++
		for _, spec := range parsed.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			for _, rule := range importRules {
				if own(module+folder, rule.folders...) && !rule.allowed(imported) && !own(imported, folder) {
					t.Errorf("%s imports %s: %s", relative, imported, rule.why)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Fatalf("only %d Go files were seen under %s", files, root)
	}
}
