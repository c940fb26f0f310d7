"""The language's builtins."""
