"""What may be done to the statistics beside what may be done to every edition."""

from django.db import transaction

from iomiran.common.editorial.actions import raise_generation, record

from .models import Correction


@transaction.atomic
def record_correction(*, correction: Correction, by) -> Correction:
    """Keep a new or reworded correction: readers see it at once on the page of its series.

    Raises ValidationError where it cannot be.
    """
    correction.clean()
    correction.validate_constraints()
    correction.save()
    record(action="correct", edition=correction.release, by=by, reason=correction.what_en)
    raise_generation()
    return correction
