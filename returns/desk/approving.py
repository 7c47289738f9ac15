"""The last steps: submit for approval, and what a second person does with it."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from iomiran.common.editorial.actions import return_edition
from returns import actions
from returns.receiving import AT_ONCE, publish, submit_again

from . import reporting
from .forms import ReasonForm, SubmitForm


def submit(desk, request, data_import):
    desk.must_import(request)
    desk.must_post(request)
    form = SubmitForm(request.POST, findings=bool(data_import.report.get("findings")))
    if not form.is_valid():
        return reporting.preview(desk, request, data_import, submit_form=form)
    again = reporting.is_given_back(data_import)
    desk.act(
        request,
        _("It is submitted. A colleague who may publish data approves it or gives it back."),
        submit_again if again else actions.submit_release,
        data_import=data_import,
        texts=form.cleaned_data,
    )
    return desk.go_to(data_import)


def approve(desk, request, data_import):
    desk.must_post(request)
    if not reporting.may_approve_this(desk, request, data_import):
        raise PermissionDenied
    if (data_import.rows_total or 0) > AT_ONCE:
        done = _("It is approved and is being published.")
    else:
        done = _("The release is public now.")
    desk.act(request, done, publish, data_import=data_import)
    return desk.go_to(data_import)


def give_back(desk, request, data_import):
    desk.must_post(request)
    if not reporting.may_approve_this(desk, request, data_import):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return reporting.preview(desk, request, data_import, reason_form=form)
    desk.act(
        request,
        _("It is given back with your reason."),
        return_edition,
        edition=data_import.release,
        reason=form.cleaned_data["reason"],
    )
    return desk.go_to(data_import)
