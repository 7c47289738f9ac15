"""Making the portal's infosheets again: all of them, or those of one publication."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from iomiran.common.editorial.desk.steps import MANAGE
from iomiran.common.languages.bidi import isolate
from iomiran.common.languages.info import own_name
from iomiran.common.languages.numbers import format_number
from iomiran.common.queue import worker_is_alive
from publications.models import SheetRun
from publications.remaking import begin_run, do_run, give_up, sheets_of
from publications.tasks import is_in_queue, make_in_queue

SCREEN = "admin:publications_publicationedition_sheets"
# Sheets that are made while the browser waits: for all, where no worker is there to do it.
AT_ONCE, AT_MOST = 4, 40


def sheets_view(desk, request):
    """GET shows what the last making came to, POST begins another."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    last = SheetRun.objects.filter(publication=None).select_related("by").first()
    if request.method == "POST":
        if not desk.holds(request, MANAGE):
            raise PermissionDenied
        _begin(desk, request)
        return HttpResponseRedirect(reverse(SCREEN))
    context = desk.admin_site.each_context(request) | {
        "title": _("Make the infosheets again"),
        "opts": desk.model._meta,
        "may_make": desk.holds(request, MANAGE),
        "number": len(sheets_of()),
        "run": last,
        "faults": _faults(last) if last else [],
        "is_in_queue": bool(last and not last.ended_at and is_in_queue(last)),
        "worker_is_alive": worker_is_alive(),
    }
    return TemplateResponse(request, "admin/publications/sheets.html", context)


def make_again_view(desk, request, pk):
    """The sheets of one live publication."""
    edition = desk._edition(request, pk)
    if request.method != "POST" or not desk.holds(request, MANAGE):
        raise PermissionDenied
    _begin(desk, request, edition.document)
    return desk._back(edition)


def _begin(desk, request, publication=None) -> None:
    _give_up_what_was_cut_short(publication)
    try:
        run = begin_run(by=request.user, publication=publication)
    except ValidationError as error:
        for message in error.messages:
            desk.message_user(request, message, messages.ERROR)
        return
    if run.total > AT_ONCE and (worker_is_alive() or run.total > AT_MOST):
        make_in_queue(run)
        desk.message_user(request, _("They are being made. You may leave this screen."))
        return
    do_run(run)
    _tell(desk, request, run)


def _give_up_what_was_cut_short(publication) -> None:
    under_way = SheetRun.objects.filter(publication=publication, ended_at=None).first()
    if under_way and not is_in_queue(under_way):
        give_up(under_way)


def _tell(desk, request, run: SheetRun) -> None:
    said = _("Infosheets: %(made)s made, %(unchanged)s unchanged, %(without)s without text.")
    numbers = {"made": run.made, "unchanged": run.unchanged, "without": run.without_text}
    shown = {name: format_number(number) for name, number in numbers.items()}
    desk.message_user(request, said % shown, messages.SUCCESS)
    for fault in _faults(run):
        said = _("It could not be made: %(reason)s") % fault
        desk.message_user(request, f"{fault['sheet']}: {said}", messages.WARNING)


def _faults(run: SheetRun) -> list[dict]:
    return [
        {"sheet": f"{isolate(slug)} ({isolate(own_name(code))})", "reason": isolate(detail)}
        for slug, code, detail in run.faults
    ]
