"""Static files: one stylesheet on the wire, whatever number of files it is written in.

A list of sixty imports is pleasant to keep and costs sixty requests on a slow network. When
the files are collected, each `@import url("…") layer(…);` of an entry stylesheet is replaced
by the file it names, before names are hashed and the results compressed.
"""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRIES = ("css/site.css", "css/admin.css")
_import = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w.-]+)\))?;')
_url = re.compile(r'url\("(?P<path>(?!data:|https?:|/)[^"]+)"\)')


def inlined(name: str, read) -> str:
    """The stylesheet `name` with its imports in place. `read(name)` gives a file's text."""
    folder = posixpath.dirname(name)

    def put_in(match: re.Match) -> str:
        target = posixpath.normpath(posixpath.join(folder, match["path"]))
        text = _url.sub(lambda url: f'url("{_rebased(url["path"], target, folder)}")', read(target))
        return f"@layer {match['layer']} {{\n{text}\n}}" if match["layer"] else text

    return _import.sub(put_in, read(name))


def _rebased(path: str, stylesheet: str, folder: str) -> str:
    absolute = posixpath.normpath(posixpath.join(posixpath.dirname(stylesheet), path))
    return posixpath.relpath(absolute, folder)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in ENTRIES:
                if name in paths:
                    text = inlined(name, lambda wanted: self._source(paths, wanted))
                    self.delete(name)
                    self._save(name, ContentFile(text.encode()))
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    def _source(self, paths, name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()
