package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
)

// settings is paperlake.yaml: every key is the name of a flag. Flags go before the environment
// (PAPERLAKE_MEMORY_LIMIT for --memory-limit), the environment before the file.
type settings struct {
	Lake        *string `yaml:"lake"`
	Color       *string `yaml:"color"`
	LogFormat   *string `yaml:"log-format"`
	Map         *string `yaml:"map"`
	Workers     *string `yaml:"workers"`
	MemoryLimit *string `yaml:"memory-limit"`
	Timeout     *string `yaml:"timeout"`
}

func (s *settings) of(flag string) *string {
	return map[string]*string{
		"lake": s.Lake, "color": s.Color, "log-format": s.LogFormat, "map": s.Map, "workers": s.Workers,
		"memory-limit": s.MemoryLimit, "timeout": s.Timeout,
	}[flag]
}

const defaultConfig = "paperlake.yaml"

func readSettings(path string) (*settings, error) {
	name := path
	if name == "" {
		name = defaultConfig
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && path == "" {
		return &settings{}, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("%s: no such settings file", name)
	}
	if err != nil {
		return nil, &codedError{exitUsage, err}
	}
	var s settings
	err = yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&s)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, usagef("%s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	return &s, nil
}

// applySettings fills the flags that were not given.
func (a *app) applySettings(cmd *cobra.Command) error {
	flags := cmd.Flags()
	if v, ok := os.LookupEnv("PAPERLAKE_CONFIG"); ok && !flags.Changed("config") {
		a.config = v
	}
	s, err := readSettings(a.config)
	if err != nil {
		return err
	}
	for _, name := range []string{"lake", "color", "log-format", "map", "workers", "memory-limit", "timeout"} {
		f := flags.Lookup(name)
		if f == nil || f.Changed {
			continue
		}
		variable := "PAPERLAKE_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
		value, from := os.Getenv(variable), variable
		if _, set := os.LookupEnv(variable); !set {
			given := s.of(name)
			if given == nil {
				continue
			}
			value, from = *given, fmt.Sprintf("%s, key %s", defaultConfig, name)
		}
		if err := flags.Set(name, value); err != nil {
			return usagef("%s: %w", from, err)
		}
	}
	return nil
}
