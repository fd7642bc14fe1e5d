"""Records shown as pages: text, Markdown, HTML and JSON of the same blocks."""
