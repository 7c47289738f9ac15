"""The blank form of every kind of content: it opens, makes a draft, and names what is missing."""

import pytest
from django.contrib import admin
from django.forms import IntegerField
from django.test import Client
from django.urls import reverse
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.desk.admin import EditionAdmin
from iomiran.common.editorial.states import State
from programmes.tests.factories import make_programme
from returns.models import Place, PlaceEdition
from returns.tests.factories import make_series

from .factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]

# What a field wants that has no choices and takes no plain word.
ANSWERS = {"date": "2025", "launched": "2025", "address": "https://www.example.org/"}
# A release comes from an import with its rows, never from a form.
MODELS = [
    model
    for model, model_admin in admin.site._registry.items()
    if isinstance(model_admin, EditionAdmin) and model._meta.model_name != "release"
]


@pytest.fixture
def client():
    client = Client()
    client.force_login(
        make_user(superuser=True), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def add_address(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def initial(response) -> dict:
    """What the browser would send back of an untouched form, with its empty inlines."""
    forms = [response.context["adminform"].form]
    forms += [
        inline.formset.management_form for inline in response.context["inline_admin_formsets"]
    ]
    values = {bound.html_name: bound.value() for form in forms for bound in form}
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    }


def least(model, response) -> dict:
    """The English texts without which nothing is published, and an answer to every choice."""
    form = response.context["adminform"].form
    values = {"slug": "an-example"}
    for name in model.required_text:
        values[build_localized_fieldname(name, "en")] = "Example"
    for name, field in form.fields.items():
        if not field.required or name in values or form[name].value() not in (None, ""):
            continue
        choices = [str(value) for value, _label in getattr(field, "choices", []) if str(value)]
        number = "1" if isinstance(field, IntegerField) else "example"
        values[name] = choices[0] if choices else ANSWERS.get(name, number)
    return values


def test_the_kinds_are_all_there():
    assert len(MODELS) > 8


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_blank_form_makes_a_draft_or_says_what_is_missing(model, client):
    make_series()  # a figure is of a series,
    make_programme(live=False)  # an appeal of a programme
    address = add_address(model)
    form = client.get(address)
    assert form.status_code == 200
    blank = initial(form)

    empty = client.post(address, blank)
    assert empty.status_code == 200
    assert empty.context["adminform"].form.errors
    assert client.post(address, {}).status_code == 200, "not even the inlines were sent"

    response = client.post(address, blank | least(model, form))
    assert response.status_code == 302, response.context["errors"]
    draft = model.objects.open().get(document__slug="an-example")
    assert (draft.state, draft.number) == (State.DRAFT, 1)
    assert draft.has_language("en")
    change = reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[draft.pk]
    )
    assert client.get(change).status_code == 200


def test_a_new_place_has_a_kind_which_stays(client):
    address = add_address(PlaceEdition)
    blank = initial(client.get(address))
    values = blank | {"slug": "example-crossing", "name_en": "Example", "level": "A"}
    missing = client.post(address, values)
    assert "place_kind" in missing.context["adminform"].form.errors
    everywhere = client.post(address, values | {"place_kind": "everywhere"})
    assert "place_kind" in everywhere.context["adminform"].form.errors
    assert client.post(address, values | {"place_kind": "crossing"}).status_code == 302
    place = Place.objects.get(slug="example-crossing")
    assert place.kind == "crossing"
    change = reverse("admin:returns_placeedition_change", args=[place.editions.get().pk])
    assert "place_kind" not in client.get(change).context["adminform"].form.fields
