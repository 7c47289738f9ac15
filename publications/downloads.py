"""How often files are fetched: one number for a file and a day, and nothing of who fetched it."""

import logging

from django.db import Error, connection, transaction
from django.utils.timezone import localdate

from iomiran.common.files.models import Upload
from iomiran.common.files.presenting import FORMATS

from .models import Publication

logger = logging.getLogger(__name__)

COUNT = """
    INSERT INTO publications_downloadcount AS row (day, publication_id, key, count)
    {one}
    ON CONFLICT (publication_id, key, day) DO UPDATE SET count = row.count + 1
"""
AT_ITS_PLACE = COUNT.format(one="VALUES (%s, %s, %s, 1)")
# The same bytes may stand at two places: the one where they are current is meant.
BY_ITS_BYTES = COUNT.format(
    one="""
    SELECT %s, publication_id, key, 1 FROM publications_issuedfile
    WHERE upload_id = %s AND publication_id IS NOT NULL
    ORDER BY replaced_at DESC NULLS FIRST, id LIMIT 1
    """
)


def count_download(*, publication: Publication, key: str) -> None:
    """One more today. A database that takes no writing must not keep a file from its reader."""
    _counted(AT_ITS_PLACE, publication.pk, key)


def count_version(upload: Upload) -> None:
    """The same for a file that was fetched at the address of its bytes, if it is of the library."""
    if upload.media_type in FORMATS:
        _counted(BY_ITS_BYTES, upload.pk)


def _counted(statement: str, *values) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [localdate(), *values])
    except Error:
        logger.warning("A download could not be counted.", exc_info=True)
