"""A file's bytes to a plain document, strictly, and where in the text each value stands.

Every format is read twice: by its strict reader, which says whether the text is well formed, and, only when something
was found, by its position map.
"""
