"""What sadpath costs beside Ruff, Semgrep, Fixit and pylint, over the very same files. See `benchmarks/README.md`."""
