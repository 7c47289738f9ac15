"""Documents as they are kept: with the text of their pages for search, and a cover.

What a file holds is read at once where that is quick, else by the worker. It may be read again
at any time: what was kept before is replaced.
"""

import hashlib
import logging
from contextlib import suppress

from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.models import Func, Value
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from iomiran.common.editorial.actions import raise_generation
from iomiran.common.languages.numbers import format_number
from iomiran.common.search import joined_pairs, words

from .access import is_public
from .checking import CheckedDocument
from .models import Reading, Upload, UploadText
from .pdf.asking import Contents, read_here, read_through
from .pdf.contents import UnreadablePdf
from .storage import discard_upload, path_of, store_bytes

logger = logging.getLogger(__name__)

PDF = "application/pdf"
# The name of the task in `iomiran.common.tasks`.
TASK = "common.read_document"
LONGEST_WORD = 60  # characters; what is longer is no word
ENDED = ("succeeded", "failed", "cancelled", "aborted")  # work in the queue
DONE = (Reading.READ, Reading.NO_TEXT)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def store_document(checked: CheckedDocument, *, by=None) -> Upload:
    """Keep a file that was checked, and have it read."""
    upload = store_bytes(
        checked.content,
        name=checked.name,
        media_type=checked.media_type,
        pages=checked.pages,
        by=by,
    )
    if upload.media_type != PDF or upload.reading in DONE:
        return upload
    if checked.contents:
        keep_contents(upload, checked.contents)
    else:
        read_later(upload)
    return upload


def keep_own(upload: Upload) -> None:
    """Read a PDF that the portal made itself; nothing where that is done."""
    if upload.media_type != PDF or upload.reading in DONE:
        return
    try:
        keep_contents(upload, read_here(path_of(upload.sha256).read_bytes()))
    except (UnreadablePdf, OSError):
        _give_up(upload)


def read_later(upload: Upload) -> None:
    """Have the worker read it; once, however often it is asked for."""
    upload.reading = Reading.WAITING
    lock = f"read document {upload.pk}"
    # Together: what waits without a piece of work in the queue is given up.
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(reading=Reading.WAITING)
        with suppress(AlreadyEnqueued), transaction.atomic():
            task = app.configure_task(TASK, lock=lock, queueing_lock=lock)
            task.defer(upload_id=upload.pk)


def read_document(upload: Upload) -> None:
    """Read it through, as far as the machine gets with it."""
    try:
        content = path_of(upload.sha256).read_bytes()
    except OSError:
        logger.exception("The bytes of %s cannot be read", upload.sha256)
        return _give_up(upload)
    findings = read_through(content)
    if findings.contents:
        return keep_contents(upload, findings.contents)
    return _give_up(upload)


def _give_up(upload: Upload) -> None:
    Upload.objects.filter(pk=upload.pk).update(reading=Reading.FAILED)


def give_up_forgotten() -> None:
    """What waits, and for which no work is in the queue any more, will not be read."""
    waiting = set(Upload.objects.filter(reading=Reading.WAITING).values_list("pk", flat=True))
    # Asked after the first: whoever waits since then is not meant.
    jobs = ProcrastinateJob.objects.filter(task_name=TASK).exclude(status__in=ENDED)
    forgotten = waiting - set(jobs.values_list("args__upload_id", flat=True))
    Upload.objects.filter(pk__in=forgotten, reading=Reading.WAITING).update(reading=Reading.FAILED)


@transaction.atomic
def keep_contents(upload: Upload, contents: Contents) -> None:
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    earlier = upload.cover
    upload.texts.all().delete()
    UploadText.objects.bulk_create(
        UploadText(upload=upload, page=page, text=text, words=_vector(text))
        for page, text in enumerate(contents.texts, start=1)
        if text
    )
    upload.reading = Reading.READ if contents.has_text else Reading.NO_TEXT
    upload.pages_read = len(contents.texts)
    _keep_cover(upload, contents)
    upload.save(
        update_fields=["reading", "pages_read", "cover", "cover_width", "cover_height"],
    )
    if earlier and earlier != upload.cover:
        discard_upload(earlier)
    if is_public(upload):
        raise_generation()


def _keep_cover(upload: Upload, contents: Contents) -> None:
    if contents.cover is None:
        upload.cover = upload.cover_width = upload.cover_height = None
        return
    stem = upload.name.rsplit(".", 1)[0]
    upload.cover = store_bytes(
        contents.cover.content, name=f"{stem}-cover.webp", media_type="image/webp"
    )
    upload.cover_width, upload.cover_height = contents.cover.width, contents.cover.height


def _vector(text: str) -> Func:
    """The words as they are compared, neighbours as one word included.

    The words are made here and not by PostgreSQL's configuration `simple`, whose parser divides
    Persian otherwise than our folding does.
    """
    found = words(text)
    each = {word[:LONGEST_WORD] for word in (*found, *joined_pairs(found))}
    return Func(
        Value(sorted(each)),
        template="array_to_tsvector(%(expressions)s::text[])",
        output_field=SearchVectorField(),
    )


def reading_note(upload: Upload) -> str:
    """What staff should know of the text of a file; "" where all of it is found."""
    match upload.reading:
        case Reading.WAITING:
            return _("Its text is being read for search.")
        case Reading.NO_TEXT:
            return _("It has no text: search and screen readers find nothing in it.")
        case Reading.FAILED:
            return _("Its text cannot be read: search finds nothing in it.")
        case Reading.READ if upload.pages_read < (upload.pages or 0):
            number = format_number(upload.pages_read)
            return _("Search finds only its first %(number)s pages.") % {"number": number}
    return ""
