"""The first steps: the file, the meaning of its columns, and the reading in the worker."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from returns.importing.guessing import guess
from returns.importing.received import NotReadable
from returns.importing.received.faults import refused
from returns.importing.received.opening import check_size
from returns.models import ColumnMapping, Series
from returns.models.imports import ImportStatus
from returns.receiving import (
    OPEN,
    choose_columns,
    give_up,
    is_open,
    receive_file,
    received_of,
    usual_values,
)
from returns.tasks import put_in_queue

from .columns import ColumnsForm, HowReadForm
from .forms import UploadForm
from .reporting import shown_faults

# How the dates of a file are read: fields of the form, and options of the import.
DATES = ("date_order", "date_calendar")


def upload(desk, request):
    """GET: the form. POST: the file is kept and looked into, or refused with its faults."""
    series = Series.objects.filter(slug=request.GET.get("series", "")).first()
    form = UploadForm(request.POST or None, request.FILES or None, initial={"series": series})
    faults = []
    if name := getattr(request, "too_large", ""):
        form = UploadForm(initial={"series": request.POST.get("series", "")})
        faults = refused(name, "too_large", value=settings.RETURNS_IMPORT_LIMIT_MB).faults
    elif request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            check_size(file.name, file.size)
            data_import = receive_file(
                series=form.cleaned_data["series"],
                pieces=file.chunks(),
                name=file.name,
                by=request.user,
            )
        except NotReadable as refusal:
            faults = refusal.faults
        else:
            return desk.go_to(data_import, "columns")
    title = _("Bring in new figures")
    return desk.screen(request, "upload", title, form=form, faults=shown_faults(faults))


def columns(desk, request, data_import):
    """What each column means; read anew where sheet, encoding or delimiter are chosen."""
    desk.must_import(request)
    if data_import.status not in OPEN:
        return desk.go_to(data_import)
    how = {name: request.GET.get(name, "") for name in ("sheet", "encoding", "delimiter")}
    try:
        received = received_of(data_import, **how)
    except (NotReadable, LookupError) as refusal:
        faults = shown_faults(getattr(refusal, "faults", []))
        return desk.screen(request, "unreadable", _("Columns"), data_import, faults=faults)
    table = received.table(how["sheet"] or data_import.sheet)
    remembered = data_import.mapping or (
        ColumnMapping.objects.filter(series_id=data_import.series_id)
        .values_list("mapping", flat=True)
        .first()
    )
    found = guess(table, remembered, usual_values(data_import.series))
    said = {name: data_import.options.get(name, "") for name in DATES}
    form = ColumnsForm(request.POST or None, table=table, guess=found, initial=said)
    if request.method == "POST" and form.is_valid():
        options = {name: form.cleaned_data[name] for name in DATES}
        options |= {"encoding": received.encoding, "delimiter": received.delimiter}
        done = desk.act(
            request,
            _("The file is being read."),
            choose_columns,
            data_import=data_import,
            mapping=form.mapping,
            sheet=table.sheet,
            options=options,
        )
        return desk.go_to(data_import) if done else desk.go_to(data_import, "columns")
    return desk.screen(
        request,
        "columns",
        _("What the columns mean"),
        data_import,
        form=form,
        how=HowReadForm(received=received, table=table),
        table=table,
        guess=found,
        first_rows=table.sample(3),
    )


def again(desk, request, data_import):
    """After a failure of the machine: the same reading once more."""
    desk.must_import(request)
    desk.must_post(request)
    if data_import.status in (ImportStatus.FAILED, ImportStatus.READING) and data_import.mapping:
        type(data_import).objects.filter(pk=data_import.pk).update(
            status=ImportStatus.READING, message=""
        )
        put_in_queue(data_import)
        desk.message_user(request, _("The file is being read."), messages.SUCCESS)
    return desk.go_to(data_import)


def give_up_screen(desk, request, data_import):
    """GET asks; POST keeps nothing of the import."""
    desk.must_import(request)
    if not is_open(data_import):
        return desk.go_to(data_import)
    if request.method != "POST":
        return desk.screen(request, "give_up", _("Give this import up"), data_import)
    try:
        give_up(data_import=data_import, by=request.user)
    except ValidationError as error:
        desk.message_user(request, " ".join(error.messages), messages.ERROR)
        return desk.go_to(data_import)
    desk.message_user(request, _("The import is given up. Nothing of it is kept."))
    return HttpResponseRedirect(reverse("admin:returns_import_changelist"))
