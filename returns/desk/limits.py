"""A file that is too large is refused by the length that its sender announces, before it comes."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

ADDRESS = "admin:returns_import_add"
AROUND = 64 * 1024  # what a form may have beside the file


class LimitedUpload(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS; only the screen that takes figures has such a limit.

    `request.too_large` is the name of the file that was not read: the screen says so.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        limit = settings.RETURNS_IMPORT_LIMIT_MB * 1024 * 1024
        match = self.request.resolver_match
        is_ours = bool(match and match.view_name == ADDRESS)
        self.refuses = is_ours and content_length > limit + AROUND
        if is_ours:
            self.request.upload_limit = limit + AROUND

    def new_file(self, field_name, file_name, *args, **kwargs):
        if self.refuses:
            self.request.too_large = file_name
            raise StopUpload(connection_reset=True)
        super().new_file(field_name, file_name, *args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
