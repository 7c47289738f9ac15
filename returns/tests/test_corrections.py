"""Corrections: shown at once, on record, of one series."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from iomiran.common.editorial.models import AuditEntry
from iomiran.common.http.generation import current_generation
from iomiran.tests.factories import make_user
from returns.actions import record_correction
from returns.models import Correction

from .factories import make_observation, make_release, make_series, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    release = make_release(make_series().document)
    make_observation(release)
    return publish(release)


def a_correction(release, /, **fields) -> Correction:
    values = {
        "series": release.document,
        "release": release,
        "on": date(2026, 1, 1),
        "what_en": "An example misprint.",
        "effect_en": "None.",
    }
    return Correction(**values | fields)


def test_a_correction_is_seen_at_once_and_leaves_an_audit_row(release):
    page = reverse("returns:series_detail", args=[release.document.slug])
    client = Client()
    assert "An example misprint." not in client.get(page).text
    before = current_generation().number
    record_correction(correction=a_correction(release), by=None)
    assert current_generation().number == before + 1
    assert "An example misprint." in client.get(page).text
    assert AuditEntry.objects.filter(action="correct", reason="An example misprint.").count() == 1


def test_a_correction_is_not_seen_before_its_release(release):
    coming = make_release(release.document)
    record_correction(correction=a_correction(coming), by=None)
    pages = [reverse("returns:series_detail", args=[release.document.slug])]
    pages += [reverse(f"returns:{name}") for name in ("overview", "returns_feed", "returns_atom")]
    for page in pages:
        assert "An example misprint." not in Client().get(page).text, page
    publish(coming)
    for page in pages:
        assert "An example misprint." in Client().get(page).text, page


def test_what_cannot_be_a_correction_is_refused(release):
    other = make_release(make_series().document)
    before = current_generation()
    for fault in ({"what_en": ""}, {"release": other}, {"old_value": 1, "new_value": 1}):
        with pytest.raises(ValidationError):
            record_correction(correction=a_correction(release, **fault), by=None)
    assert not Correction.objects.exists()
    assert current_generation() == before


def test_the_admin_records_it_in_the_same_way(release):
    client = Client()
    user = make_user(superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:returns_correction_add")
    values = {"series": release.document_id, "release": release.pk, "on": "2026-01-01"}
    before = current_generation().number
    refused = client.post(address, values)
    assert refused.status_code == 200
    assert "what_en" in refused.context["adminform"].form.errors
    texts = {"what_en": "An example misprint.", "effect_en": "None."}
    response = client.post(address, values | texts)
    assert response.status_code == 302, response.context["errors"]
    assert current_generation().number == before + 1
    assert AuditEntry.objects.get(action="correct").by == user
    change = reverse("admin:returns_correction_change", args=[Correction.objects.get().pk])
    assert client.post(change, values | texts | {"effect_en": "Little."}).status_code == 302
    assert current_generation().number == before + 2
