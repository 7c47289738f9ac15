"""A file that is too large is not kept while it comes: neither in memory nor on the disk."""

import io

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .checking import MOST_BYTES


class TooLarge(UploadedFile):
    """Stands for a file that was not kept: its name and how large it was, no content."""


class LimitedDocument(FileUploadHandler):
    """Before the handlers that keep files: what comes after the limit is thrown away.

    The rest of the form arrives whole, so that nothing typed into it is lost. A screen with a
    limit of its own sets `request.upload_limit` in a handler before this one.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.limit = getattr(self.request, "upload_limit", MOST_BYTES)
        self.is_too_large = False

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= self.limit:
            return raw_data
        self.is_too_large = True
        return None

    def file_complete(self, file_size):
        if not self.is_too_large:
            return None
        return TooLarge(io.BytesIO(), self.file_name, self.content_type, size=file_size)
