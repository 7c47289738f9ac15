"""What the worker does for the library. Each piece may be cut short and begun again."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from . import making
from .models import PublicationEdition

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=4)


@app.task(name="publications.remake_sheets", retry=AGAIN)
def remake_sheets(publication_id: int) -> None:
    """The sheets of one publication from what is live now; nothing where it is live no more.

    What is live decides, not what was when this was asked for: done twice it changes nothing.
    """
    for edition in making.made_by_the_portal().filter(document=publication_id):
        making.make_all(edition)


def put_in_queue(publication: PublicationEdition) -> None:
    """Once, however often it is asked for before it begins."""
    lock = f"sheets {publication.document_id}"
    try:
        with transaction.atomic():
            waiting = remake_sheets.configure(lock=lock, queueing_lock=lock)
            waiting.defer(publication_id=publication.document_id)
    except AlreadyEnqueued:
        pass
