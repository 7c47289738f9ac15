"""A draft is nowhere: no page, list, search, feed, site map, export or file of the public."""

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import State
from iomiran.common.editorial.text import translated_fields
from iomiran.common.files.storage import store_bytes
from iomiran.common.http.caching import kept_pages
from programmes.models import ProgrammeEdition
from publications.models import PublicationEdition, PublicationFile
from returns.models import Observation, Release

from . import site
from .factories import make_user
from .reading import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

ASKED, HIDDEN = "qqasked", "qqhidden"  # two marker words: search pages repeat what was asked
VALUE = 987654321
EDITIONS = [model for model in apps.get_models() if issubclass(model, Edition)]


def mark(instance) -> None:
    """Put the marker words into every text of every language."""
    for name in translated_fields(type(instance)):
        for language in site.LANGUAGES:
            column = build_localized_fieldname(name, language)
            field = instance._meta.get_field(column)
            if isinstance(field, (models.CharField, models.TextField)) and field.max_length != 12:
                setattr(instance, column, f"{ASKED} {HIDDEN}"[: field.max_length])
    instance.save()


def next_edition(model) -> Edition:
    """A marked draft beside a live edition."""
    draft = draft_from(edition=model.objects.published().order_by("pk").first(), by=None)
    mark(draft)
    for relation in draft.copied_rows:
        for row in getattr(draft, relation).all():
            if hasattr(row, "text"):
                mark(row)
    return draft


def new_document(model) -> Edition:
    """A marked draft whose document has never been public."""
    draft = model.objects.published().order_by("pk").last()
    document = draft.document
    document.pk, document.slug = None, HIDDEN
    document._state.adding = True
    document.save()
    draft.pk, draft.document, draft.state = None, document, State.DRAFT
    draft._state.adding = True
    mark(draft)
    return draft


def marks_found(client, pages=None) -> list[str]:
    """Public addresses that carry a marker, over pages, lists, search, feeds and files."""
    kept_pages.clear()
    waiting = [
        page.url(language)
        for page in (pages or site.public_pages())
        for language in ("en", "fa", "ps")
    ]
    waiting += [f"{site.SEARCH.url(language)}?q={ASKED}" for language in site.LANGUAGES]
    waiting += ["/sitemap.xml"]
    seen, found = set(), []
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = Answer.of(client.get(address))
        if HIDDEN.encode() in answer.content or str(VALUE).encode() in answer.content:
            found.append(address)
        if answer.is_page:
            links = [link for link in answer.document.links if link.startswith(f"/{address[1:3]}")]
            waiting += [link for link in links if link.endswith((".csv", ".xml"))]
    return found


def test_what_is_drafted_is_nowhere():
    for model in EDITIONS:
        if model.objects.published().exists():
            next_edition(model)
    release = Release.objects.open().order_by("pk").first()
    observation = release.document.observations.order_by("pk").last()
    observation.pk, observation.key = None, f"{observation.key} {HIDDEN}"
    observation.from_release, observation.to_release = release.number, None
    observation.value = VALUE
    observation._state.adding = True
    observation.save()
    assert Observation.objects.filter(value=VALUE).exists()
    assert marks_found(Client()) == []


def test_every_content_type_is_tried():
    """Each has live content to draft from, or the test above would prove nothing."""
    assert [m.__name__ for m in EDITIONS if not m.objects.published().exists()] == []


@pytest.mark.parametrize("model", EDITIONS, ids=lambda model: model.__name__)
def test_a_document_that_was_never_public_has_no_address(model):
    if model is Release:
        pytest.skip("a release belongs to a series")
    draft = new_document(model)
    client = Client()
    kinds = {page.name: page.args[1:] for page in site.public_pages() if page.args}
    for name, rest in kinds.items():
        for language in site.LANGUAGES:
            address = site.Page(name, (HIDDEN, *rest)).url(language)
            assert client.get(address).status_code == 404, address
    assert draft.state == State.DRAFT


def test_a_document_that_was_never_public_stands_in_no_list():
    """One of each kind at once: the walk is the same for all."""
    for model in EDITIONS:
        if model is not Release:
            new_document(model)
    lists = [page for page in site.public_pages() if not page.args]
    assert marks_found(Client(), lists) == []


@pytest.mark.parametrize("suffix", ["series_csv", "series_xlsx"])
def test_a_series_that_was_never_public_has_no_file(suffix):
    from returns.models import SeriesEdition

    new_document(SeriesEdition)
    assert Client().get(reverse(f"returns:{suffix}", args=[HIDDEN])).status_code == 404


def test_what_is_published_is_found():
    """The other side: the same walk finds the marker once the draft is live."""
    publish_edition(edition=next_edition(ProgrammeEdition), by=None, without_approval="example")
    found = marks_found(
        Client(), [p for p in site.public_pages() if p.name.startswith(("programmes", "pages"))]
    )
    assert {"/en/programmes/", "/fa/programmes/", f"/en/search/?q={ASKED}"} <= set(found)


def file_of(edition, **kwargs):
    upload = store_bytes(
        HIDDEN.encode(), name="example.pdf", media_type="application/pdf", **kwargs
    )
    PublicationFile.objects.create(edition=edition, upload=upload, language="en")
    return reverse("file_download", args=[upload.sha256, upload.name])


def test_a_file_is_public_only_while_its_publication_is():
    client = Client()
    draft = draft_from(edition=PublicationEdition.objects.published().first(), by=None)
    address = file_of(draft)
    assert client.get(address).status_code == 404
    live = publish_edition(edition=draft, by=None, without_approval="example")
    assert client.get(address).getvalue() == HIDDEN.encode()
    withdraw_edition(edition=live, by=None, reason="An example reason.")
    assert client.get(address).status_code == 404


def test_staff_may_read_the_file_of_a_draft_and_nobody_keeps_it():
    draft = draft_from(edition=PublicationEdition.objects.published().first(), by=None)
    address = file_of(draft)
    for user, status in ((make_user(), 200), (make_user(staff=False), 404)):
        client = Client()
        client.force_login(user)
        response = client.get(address)
        assert response.status_code == status
        if status == 200:
            assert response["Cache-Control"] == "private, no-store"
            assert response.getvalue() == HIDDEN.encode()


def test_a_withdrawn_page_says_so_with_its_reason_and_nothing_else():
    live = ProgrammeEdition.objects.published().with_document().order_by("pk").last()
    mark(live)
    withdraw_edition(edition=live, by=None, reason="An example reason.")
    client = Client()
    page = site.Page("programmes:programme_detail", (live.document.slug,))
    for language in site.LANGUAGES:
        response = client.get(page.url(language))
        assert response.status_code == 410
        assert "An example reason." in response.content.decode()
        metas = Answer.of(response).document.head.metas
        assert "noindex" in metas["robots"]
        assert "description" not in metas, "its summary is taken back with it"
    lists = [p for p in site.public_pages() if not p.args]
    assert marks_found(client, lists) == []
