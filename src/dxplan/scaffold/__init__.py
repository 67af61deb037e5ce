"""New plugins, written as files that install, lint and pass their tests as they are."""
