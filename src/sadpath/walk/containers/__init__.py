"""Lists, dicts, sets and iteration."""
