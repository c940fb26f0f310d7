"""The HTML report's parts: template, style and script as files of their own, the map and the data as modules."""
