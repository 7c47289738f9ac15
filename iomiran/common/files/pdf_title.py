"""The title that a PDF carries inside."""

import threading

import pypdfium2

MOST = 500  # characters of it that are read
# pdfium must not be used by two threads at a time.
_lock = threading.Lock()


def title_in_pdf(content: bytes) -> str:
    """As its maker's program wrote it; "" where there is none or the file cannot be opened."""
    with _lock:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return ""
        try:
            return document.get_metadata_value("Title")[:MOST]
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            return ""
        finally:
            document.close()
