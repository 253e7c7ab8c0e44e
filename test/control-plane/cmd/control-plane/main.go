package main

import "os"

func main() {
	if code, ok := runComponent(os.Args[1:]); ok {
		os.Exit(code)
	}
}
