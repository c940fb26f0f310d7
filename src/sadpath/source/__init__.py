"""From paths on the command line to the bytes and modules that are worth parsing."""
