"""Images: built offline from locked inputs, named by their id, found by the digest of all that they are made of.

Read `definition` (``sandboxes/<name>`` and its lock digest), then `build` (the layers of an image, each made once),
with `debian` (the root file system), `wheels` (Python packages) and `build_container` (a script's layer); `layer` gives
the same files the same bytes. `inventory` finds what was built; `image_files` reads files out of an image.
"""
