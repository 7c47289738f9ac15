"""`make bench`: what the portal costs, as ratios.

A time means something only beside another of the same process in the same run. Nothing here
decides whether a test passes. A part is a module with a `run()`; PARTS names all of them, in
the order in which they are measured.
"""

PARTS = ("pages", "sheets", "views", "scale", "imports", "files")
