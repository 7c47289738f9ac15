"""Is this document ours? Answered by its code, or by the file itself."""

import re

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from iomiran.common.files.checking import MOST_BYTES
from iomiran.common.files.hashing import sent_fingerprint
from iomiran.common.files.presenting import size_text
from iomiran.common.http.allowances import Allowances, TooOftenError
from iomiran.common.http.turns import BusyError, Turns
from iomiran.common.nav import site_url, trail
from publications.codes import printed, typed
from publications.verification import document_with

from . import verdicts

SHA256 = re.compile(r"[0-9a-f]{64}\Z", re.IGNORECASE)
LONGEST = 40
# A file from a slow network keeps a thread of the server: the others stay with the pages.
turns = Turns(2)
sent_by_one = Allowances(30)
SECONDS = 10


@require_safe
def document_form(request):
    """The form; with `?code=` the way to the answer, or what is wrong with the code."""
    asked = _plain(request.GET.get("code", ""))
    if not asked:
        return _form(request)
    if code := typed(asked):
        return redirect("pages:verify_answer", printed(code))
    return _form(request, code=asked, code_error=verdicts.no_code())


@require_safe
def document_answer(request, mark: str):
    """`mark` is a code, however it is written, or the SHA-256 of a file."""
    sha256 = mark.lower() if SHA256.match(mark) else ""
    code = "" if sha256 else typed(_plain(mark))
    if not sha256 and not code:
        return _form(request, 404, code=_plain(mark), code_error=verdicts.no_code())
    verdict = verdicts.verdict(document_with(code=code, sha256=sha256), code)
    name = sha256 or printed(code)
    context = {
        "page_title": verdict.heading,
        "page_robots": "noindex",
        "canonical_url": site_url(reverse("pages:verify_answer", args=[name])),
        "breadcrumbs": _trail((verdict.heading, "")),
        "verdict": verdict,
        "form": _form_parts(),
    }
    return _not_kept(render(request, "pages/verify_answer.html", context))


@never_cache
@csrf_exempt  # nothing changes: there is nothing that another site could have done
@require_http_methods(["GET", "HEAD", "POST"])
def document_upload(request):
    """Where no script works out the fingerprint: the file is sent, compared and not kept."""
    if request.method != "POST":
        return redirect("pages:verify_document")
    try:
        sent_by_one.take(request)
        with turns.taken():
            sent = sent_fingerprint(request)
        if sent.too_slow:
            raise BusyError
    except TooOftenError as error:
        return _later(_form(request, 429, file_error=verdicts.many()), error.seconds)
    except BusyError:
        sent_by_one.give_back(request)
        return _later(_form(request, 503, file_error=verdicts.busy()), SECONDS)
    if sent.too_large:
        return _form(request, 413, file_error=verdicts.too_large(size_text(MOST_BYTES)))
    if not sent.sha256:
        return _form(request, 400, file_error=verdicts.no_file())
    return redirect("pages:verify_answer", sent.sha256)


def _plain(text: str) -> str:
    return text.replace("\x00", "")[:LONGEST].strip()


def _form(request, status: int = 200, **said):
    context = {
        "page_title": _("Is this document ours?"),
        "page_description": verdicts.about_the_form(),
        "breadcrumbs": _trail(),
        "form": _form_parts() | said,
    }
    if said:
        context |= {"page_robots": "noindex", "alternates": []}
    response = render(request, "pages/verify_document.html", context, status=status)
    return _not_kept(response) if said else response


def _form_parts() -> dict:
    """What components/verify_form.html shows."""
    return {
        "code_url": reverse("pages:verify_document"),
        "upload_url": reverse("pages:verify_upload"),
        "answer_url": reverse("pages:verify"),
        "most": MOST_BYTES,
        "too_large": verdicts.too_large(size_text(MOST_BYTES)),
    }


def _trail(*steps):
    ours = (_("Is this document ours?"), reverse("pages:verify_document") if steps else "")
    return trail((_("Is this message genuine?"), reverse("pages:verify")), ours, *steps)


def _later(response, seconds: int):
    response["Retry-After"] = str(seconds)
    return response


def _not_kept(response):
    """What somebody asks about is for nobody else, and may be otherwise in a minute."""
    response["Cache-Control"] = "no-store"
    return response
