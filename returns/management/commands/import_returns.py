"""Read a file of counts for a series and show its faults, or what a release of it would change."""

import json
import mimetypes
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from iomiran.common.files.storage import store_bytes
from returns.actions import submit_release
from returns.importing.faults import reason_of
from returns.importing.guessing import guess
from returns.importing.jobs import read_import, table_of
from returns.importing.received import NotReadable
from returns.models import ColumnMapping, Import, ImportStatus, Series

SHOWN = 1000


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("series", help="address of the series")
        parser.add_argument("file", type=Path)
        parser.add_argument("--sheet", default="")
        parser.add_argument("--mapping", type=Path, help="JSON: {target: column, …}")
        parser.add_argument("--submit", action="store_true", help="hand it over for approval")
        parser.add_argument("--by", default="", help="e-mail of who submits it; needed for that")
        parser.add_argument("--note", default="", help="public note on what does not add up")

    def handle(self, *args, series, file, sheet, mapping, submit, by, note, **options):
        document = Series.objects.filter(slug=series).first()
        if document is None:
            raise CommandError(f"There is no series {series!r}.")
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        person = self._person(by) if by or submit else None
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        upload = store_bytes(file.read_bytes(), name=file.name, media_type=media_type, by=person)
        data_import = Import(series=document, upload=upload, sheet=sheet, created_by=person)
        data_import.options = {"name": file.name}
        try:
            data_import.mapping = self._mapping(mapping, document, data_import)
        except NotReadable as error:
            raise CommandError("\n".join(fault.reason for fault in error.faults)) from error
        data_import.save()
        data_import = read_import(data_import)
        if data_import.status != ImportStatus.READY:
            self._show_faults(data_import, file.name)
        self._show_preview(data_import)
        if submit:
            texts = {"findings_note_en": note} if note else {}
            try:
                release = submit_release(data_import=data_import, by=person, texts=texts)
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
            self.stdout.write(f"Release {release.number} waits for approval.")

    def _person(self, email: str):
        """Somebody else must approve what is submitted: so it is known who did."""
        if not email:
            raise CommandError("Say with --by whose submission it is: the e-mail of an account.")
        person = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
        if person is None or not person.has_perm("returns.add_import"):
            raise CommandError(f"{email!r} is nobody who may bring in counts.")
        return person

    def _mapping(self, path: Path | None, series: Series, data_import: Import) -> dict:
        if path is not None:
            try:
                return json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise CommandError(f"{path} is no mapping: {error}") from error
        kept = ColumnMapping.objects.filter(series=series).first()
        return guess(table_of(data_import), kept.mapping if kept else None).mapping

    def _show_faults(self, data_import: Import, name: str) -> None:
        for fault in data_import.faults.all()[:SHOWN]:
            place = [name, fault.sheet and f"sheet {fault.sheet}"]
            place += [fault.row and f"row {fault.row}", fault.column and f"column {fault.column}"]
            said = f" {fault.value!r}:" if fault.value else ""
            self.stdout.write(f"{', '.join(filter(None, place))}:{said} {reason_of(fault)}")
        raise CommandError(
            f"{data_import.fault_count} faults; nothing can be submitted. {data_import.message}"
        )

    def _show_preview(self, data_import: Import) -> None:
        report = data_import.report
        counts = ", ".join(f"{count} {name}" for name, count in report["preview"].items())
        self.stdout.write(f"{data_import.rows_total} counts: {counts}.")
        for total in report["totals"]:
            named = "/".join(str(v) for k, v in total.items() if k not in _NUMBERS)
            self.stdout.write(f"  {named}: {total['before']} before, {total['after']} after")
        for finding in report["findings"]:
            self.stdout.write(
                f"  {finding['rule']}: {finding['key']} printed {finding['printed']},"
                f" computed {finding['computed']}"
            )


_NUMBERS = {"before", "after", "rows_before", "rows_after"}
