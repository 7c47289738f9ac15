"""Where an import stands: being read, its faults, or the preview of what it would change."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import FileResponse
from django.utils.translation import gettext as _

from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.states import State
from iomiran.common.editorial.titles import edition_title
from iomiran.common.http.streaming import written
from iomiran.common.languages.info import LANGUAGES
from iomiran.common.queue import worker_is_alive
from returns.models import SeriesEdition
from returns.models.imports import ImportStatus
from returns.queries.places import place_names
from returns.tasks import is_publishing, is_under_way

from . import showing
from .faults import Reasons
from .forms import ReasonForm, SubmitForm
from .remade import remade_by

SHOWN = 1000
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class FaultLine:
    sheet: str
    row: int | None
    column: str
    value: str
    reason: str


def may_approve_this(desk, request, data_import) -> bool:
    """Whoever may publish data, but never the person who submitted it."""
    return (
        data_import.status == ImportStatus.SUBMITTED
        and desk.may_approve(request)
        and data_import.release is not None
        and data_import.release.is_in_review
        and data_import.release.submitted_by_id not in (None, request.user.pk)
        and not is_publishing(data_import)
    )


def is_given_back(data_import) -> bool:
    """Submitted once, and returned by the second person with a reason."""
    return data_import.release is not None and data_import.release.is_editable


def reason_given(data_import) -> str:
    """Why it was given back, as the history of actions has it."""
    release = data_import.release
    entry = AuditEntry.objects.filter(
        action="return",
        kind=release._meta.label_lower,
        document=release.document.slug,
        edition_number=release.number,
    ).first()
    return entry.reason if entry else ""


def shown_faults(faults) -> list[FaultLine]:
    return list(_fault_lines(faults))


def _fault_lines(faults) -> Iterator[FaultLine]:
    reasons = Reasons()
    for one in faults:
        yield FaultLine(one.sheet, one.row, one.column, one.value, reasons.of(one))


def state(desk, request, data_import):
    """The one address of an import, whatever it is doing."""
    match data_import.status:
        case ImportStatus.UPLOADED:
            if desk.has_add_permission(request):
                return desk.go_to(data_import, "columns")
            return desk.screen(request, "waiting", _("Import"), data_import)
        case ImportStatus.READING:
            return desk.screen(
                request,
                "progress",
                _("The file is being read"),
                data_import,
                percent=showing.percent_of(data_import),
                step=showing.step_of(data_import),
                is_under_way=is_under_way(data_import),
                worker_is_alive=worker_is_alive(),
            )
        case ImportStatus.FAULTY | ImportStatus.FAILED:
            return desk.screen(
                request,
                "faults",
                _("The file has faults"),
                data_import,
                faults=shown_faults(data_import.faults.all()[:SHOWN]),
                shown=SHOWN,
            )
    return preview(desk, request, data_import)


def preview(desk, request, data_import, **forms):
    edition = SeriesEdition.objects.published().filter(document_id=data_import.series_id).first()
    names = {slug: edition_title(place)[0] for slug, place in place_names().items()}
    findings = showing.findings_of(data_import)
    given_back = is_given_back(data_import)
    is_ready = data_import.status == ImportStatus.READY or given_back
    approvable = may_approve_this(desk, request, data_import)
    waits = data_import.status == ImportStatus.SUBMITTED and not given_back
    return desk.screen(
        request,
        "preview",
        _("What would change"),
        data_import,
        groups=showing.groups_of(data_import, names) if _has_rows(data_import) else [],
        has_rows=_has_rows(data_import),
        remade=remade_by(data_import) if _has_rows(data_import) else [],
        totals=showing.totals_of(data_import),
        findings=findings,
        findings_left_out=data_import.report.get("findings_left_out", 0),
        charts=showing.charts_of(data_import, str(edition.get_unit_display()) if edition else ""),
        is_ready=is_ready,
        submit_form=forms.get("submit_form")
        or (_submit_form(data_import, bool(findings)) if is_ready else None),
        reason_form=forms.get("reason_form") or (ReasonForm() if approvable else None),
        may_approve_this=approvable,
        waits=waits,
        given_back=reason_given(data_import) if given_back else "",
        is_publishing=waits and is_publishing(data_import),
        release=data_import.release,
        texts=_texts(data_import.release) if approvable else [],
        is_public=bool(data_import.release and data_import.release.state == State.PUBLISHED),
    )


def _submit_form(data_import, findings: bool) -> SubmitForm:
    form = SubmitForm(findings=findings)
    if data_import.release is not None:
        form.initial = {name: getattr(data_import.release, name) for name in form.fields}
    return form


def _texts(release) -> list[tuple[str, str, str]]:
    """(language, notes, note on findings) in every language that was written."""
    found = []
    for code, _name in LANGUAGES:
        suffix = code.replace("-", "_")
        notes = getattr(release, f"notes_{suffix}")
        if notes:
            found.append((code, notes, getattr(release, f"findings_note_{suffix}") or ""))
    return found


def _has_rows(data_import) -> bool:
    return data_import.status in (ImportStatus.READY, ImportStatus.SUBMITTED)


def faults(desk, request, data_import):
    """Every fault as CSV, of which there may be one in each cell: never all of them in memory.

    A value that a spreadsheet would take for a formula is quoted.
    """

    def write(file):
        file.write(codecs.BOM_UTF8)
        writer = csv.writer(codecs.getwriter("utf-8")(file))
        writer.writerow([_("sheet"), _("row"), _("column"), _("value"), _("what is wrong")])
        for line in _fault_lines(data_import.faults.all().iterator()):
            cells = (line.sheet, line.row, line.column, line.value, line.reason)
            writer.writerow([_safe(cell) for cell in cells])

    return FileResponse(
        written(write),
        as_attachment=True,
        filename=f"import-{data_import.pk}-faults.csv",
        content_type="text/csv; charset=utf-8",
    )


def _safe(cell):
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
