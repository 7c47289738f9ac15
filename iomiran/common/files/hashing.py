"""The fingerprint of a file that is sent only to be looked up: its bytes are never kept."""

import hashlib
import time

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from .checking import MOST_BYTES

# What a form may have beside the file.
AROUND = 64 * 1024
# Seconds for all of it: whoever sends more slowly keeps a turn from others.
MOST_SECONDS = 90


class HashOnly(FileUploadHandler):
    """The one handler of such a form: `sha256` of the first file, "" where none came whole.

    A piece is let go once it is hashed, so that memory and disk hold nothing of the file. What is
    larger than anything that the portal takes itself is not read to its end: `too_large`; nor what
    comes too slowly: `too_slow`.
    """

    chunk_size = 64 * 1024

    def __init__(self, request):
        super().__init__(request)
        self.sha256 = ""
        self.too_slow = False
        self._until = time.monotonic() + MOST_SECONDS
        self.too_large = int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + AROUND

    def new_file(self, *args, **kwargs):
        if self.too_large:
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)
        self._summary, self._size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data, start):
        self._size += len(raw_data)
        if self._size > MOST_BYTES:
            self.too_large = True
            raise StopUpload(connection_reset=True)
        if time.monotonic() > self._until:
            self.too_slow = True
            raise StopUpload(connection_reset=True)
        self._summary.update(raw_data)

    def file_complete(self, file_size):
        self.sha256 = self.sha256 or self._summary.hexdigest()


def sent_fingerprint(request) -> HashOnly:
    """Reads the body of a request whose view reads nothing of it before."""
    handler = HashOnly(request)
    request.upload_handlers = [handler]
    if not handler.too_large:
        _ = request.FILES
    return handler
