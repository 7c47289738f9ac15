"""The last steps: submit for approval, and what a second person does with it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from iomiran.common.editorial.approving import return_edition
from iomiran.common.editorial.states import State
from iomiran.common.editorial.titles import document_title
from returns import actions
from returns.models import Release
from returns.receiving import AT_ONCE, publish, submit_again

from . import reporting
from .forms import ReasonForm, SubmitForm, WithdrawToForm


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


def withdraw_to(desk, request, release):
    """Take the live release back for an earlier one. GET asks which, and for the public reason."""
    if not request.user.has_perm("common.publish_data"):
        raise PermissionDenied
    earlier = Release.objects.filter(
        document_id=release.document_id,
        number__lt=release.number,
        state=State.SUPERSEDED,
        withdrawn_at=None,
    ).order_by("-number")
    form = WithdrawToForm(request.POST or None, earlier=earlier, reason=release.withdrawal_reason)
    if request.method == "POST" and form.is_valid():
        asked = {"reason": release.withdrawal_reason} | form.cleaned_data
        try:
            made = actions.withdraw_to(release=release, by=request.user, **asked)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            desk.message_user(request, _("The earlier figures are public again."))
            return desk._back(made)
    context = desk.admin_site.each_context(request) | {
        "title": _("Go back to an earlier release"),
        "opts": desk.model._meta,
        "release": release,
        "series_title": document_title(release.document),
        "form": form,
        "earlier": earlier,
    }
    return TemplateResponse(request, "admin/imports/withdraw_to.html", context)
