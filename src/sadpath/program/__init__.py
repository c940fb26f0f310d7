"""The program under analysis: which modules belong together, and where walks start."""
