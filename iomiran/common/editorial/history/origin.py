"""Who changes something, and through what: every event of the history carries it.

Asked only where something may be written by a known person or by the portal itself. A reader's
request costs nothing and leaves nothing.
"""

import json
import re
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from .tracking import is_tracked

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def origin(**told):
    """What is written inside is told of in the history: `origin(user=1)`; the innermost counts.

    pghistory's own context speaks before every statement and cannot read composed ones; this one
    speaks before those that write rows with a history.
    """
    literal = json.dumps(told).replace("'", "''")

    def tell(execute, sql, params, many, context):
        write = _WRITE.match(sql) if isinstance(sql, str) and not many else None
        if write is None or not is_tracked(write[1]):
            return execute(sql, params, many, context)
        text = literal.replace("%", "%%") if params is not None else literal
        said = f"SELECT set_config('pghistory.context_metadata', '{text}', true); "
        result = execute(said + sql, params, many, context)
        while result is not None and result.nextset():
            pass  # the answer of the statement itself is the last one
        return result

    with connection.execute_wrapper(tell):
        yield


class OriginMiddleware:
    """After Django's authentication. Nothing is kept of who is not signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            request.method in SAFE
            or settings.SESSION_COOKIE_NAME not in request.COOKIES
            or not request.user.is_authenticated
        ):
            return self.get_response(request)
        with origin(user=request.user.pk, address=request.path):
            return self.get_response(request)


def worker_origin(call_next, context, worker):
    """Around every piece of work of the queue."""
    with origin(task=context.job.task_name):
        return call_next()
