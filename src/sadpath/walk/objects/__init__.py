"""Objects and classes: making them, and reading, setting and deleting their attributes."""
