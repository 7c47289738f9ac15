"""What is not public yet is seen at its real address by who holds a link, and by nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from iomiran.common.editorial.actions import discard_draft, draft_from
from iomiran.common.editorial.lens import looking_through
from iomiran.common.editorial.models import AuditEntry, Bundle, ContentGeneration
from iomiran.common.http.caching import kept_pages
from iomiran.common.preview.links import make_link, open_preview, revoke_link, token_of
from iomiran.common.preview.models import PreviewLink
from iomiran.common.preview.presenting import address_in
from news.models import NewsItemEdition
from programmes.models import ProgrammeEdition
from publications.models import PublicationEdition
from returns.models import Release

from . import site
from .factories import make_user, publish_example
from .reading import Answer
from .test_drafts import EDITIONS, HIDDEN, file_of, mark, marks_found, new_document, next_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

KINDS = [model for model in EDITIONS if model.has_preview]
COOKIE = "iomiran_preview"


def link_to(target, by=None, days=7) -> str:
    """The token of a link for a colleague, made by somebody who may see everything."""
    return token_of(make_link(target=target, by=by or make_user(superuser=True), days=days))


def reader_of(token: str) -> Client:
    """A browser that has opened the link before."""
    client = Client()
    client.cookies[COOKIE] = token
    return client


def shown(response) -> bool:
    return HIDDEN in response.content.decode()


def end_at(token: str, when) -> None:
    """As if the link had been made to end then."""
    link = open_preview(token).link
    PreviewLink.objects.filter(pk=link.pk).update(made_at=when - timedelta(days=1), expires_at=when)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_every_kind_is_seen_at_its_real_address_in_every_language(model):
    draft = next_edition(model)
    token = link_to(draft)
    for language in site.LANGUAGES:
        address = address_in(draft, language)
        assert address.startswith(f"/{language}/")
        assert not shown(Client().get(address)), address
        assert shown(Client().get(address_in(draft, language, token))), address
        assert shown(reader_of(token).get(address)), address
        assert not shown(Client().get(address)), address


@pytest.mark.parametrize("model", [ProgrammeEdition, NewsItemEdition, PublicationEdition])
def test_a_document_that_was_never_public_has_a_page_and_stands_in_lists(model):
    draft = new_document(model)
    reader = reader_of(link_to(draft))
    name = {ProgrammeEdition: "programme", NewsItemEdition: "news"}.get(model, "publication")
    listed_on = site.Page(f"{model._meta.app_label}:{name}_list")
    for language in site.LANGUAGES:
        address = address_in(draft, language)
        assert Client().get(address).status_code == 404
        assert shown(reader.get(address))
        found = [listed_on.url(language), f"{site.SEARCH.url(language)}?q=qqasked"]
        if model is ProgrammeEdition:
            found.append(site.Page("pages:home").url(language))
        for address in found:
            assert shown(reader.get(address)), address
            assert not shown(Client().get(address)), address


def test_nothing_of_a_preview_reaches_those_who_have_no_link():
    for model in KINDS:
        draft = next_edition(model)
        token = link_to(draft)
        for language in ("en", "fa"):
            reader_of(token).get(address_in(draft, language))
            Client().get(address_in(draft, language, token))
    assert marks_found(Client()) == []
    assert HIDDEN.encode() not in b"".join(page.content for page in kept_pages._pages.values())


def test_a_kept_page_never_answers_a_preview_and_a_preview_is_never_kept():
    draft = next_edition(ProgrammeEdition)
    address, reader = address_in(draft, "en"), reader_of(link_to(draft))
    public = Client().get(address)
    previewed = reader.get(address, headers={"If-None-Match": public["ETag"]})
    assert previewed.status_code == 200
    assert shown(previewed)
    again = Client().get(address)
    assert again.content == public.content
    assert again["ETag"] == public["ETag"]
    assert "Cookie" not in again.get("Vary", "")


@pytest.mark.parametrize("path", ["", "about/", "search/?q=a", "nothing-is-here/"])
def test_every_page_of_a_preview_says_so_and_is_nobodys_to_keep_or_index(path):
    draft = next_edition(ProgrammeEdition)
    for language in site.LANGUAGES:
        response = reader_of(link_to(draft)).get(f"/{language}/{path}")
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in response
        assert "Last-Modified" not in response
        document = Answer.of(response).document
        assert document.head.metas["robots"] == "noindex, nofollow"
        assert "preview-banner" in document.classes
        links = [address_in(draft, code) for code in site.LANGUAGES]
        assert set(links) <= set(document.links)


def test_the_cookie_is_for_the_server_alone_and_ends_with_the_link():
    draft = next_edition(ProgrammeEdition)
    token = link_to(draft)
    response = Client().get(address_in(draft, "fa", token))
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert 0 < cookie["max-age"] <= 60 * 60
    assert response["Clear-Site-Data"] == '"cache"'
    end_at(token, timezone.now() + timedelta(minutes=10))
    assert Client().get(address_in(draft, "fa", token)).cookies[COOKIE]["max-age"] <= 600


def test_the_link_leaves_the_address_once_the_browser_keeps_the_cookie():
    draft = next_edition(ProgrammeEdition)
    client, token = Client(), link_to(draft)
    assert shown(client.get(address_in(draft, "en", token)))
    again = client.get(address_in(draft, "en", token))
    assert (again.status_code, again["Location"]) == (302, address_in(draft, "en"))
    assert shown(client.get(again["Location"]))


def test_leaving_takes_the_cookie_away():
    draft = next_edition(ProgrammeEdition)
    client = reader_of(link_to(draft))
    left = client.get(address_in(draft, "en"), {"preview": "leave"})
    assert (left.status_code, left["Location"]) == (302, address_in(draft, "en"))
    assert client.cookies[COOKIE].value == ""
    assert not shown(client.get(left["Location"]))


def _expired(draft, token):
    end_at(token, timezone.now() - timedelta(seconds=1))


def _revoked(draft, token):
    revoke_link(link=open_preview(token).link, by=make_user())


def _published(draft, token):
    mark(publish_example(draft))


def _thrown_away(draft, token):
    discard_draft(edition=draft, by=None)


def _maker_gone(draft, token):
    user = open_preview(token).link.made_by
    user.is_active = False
    user.save()


def _maker_may_no_more(draft, token):
    user = open_preview(token).link.made_by
    user.is_superuser = False
    user.save()


ENDS = [_expired, _revoked, _published, _thrown_away, _maker_gone, _maker_may_no_more]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__.strip("_"))
def test_a_link_that_is_over_shows_nothing_and_says_so(end):
    draft = next_edition(ProgrammeEdition)
    token = link_to(draft)
    addresses = {code: address_in(draft, code) for code in site.LANGUAGES}
    end(draft, token)
    assert open_preview(token) is None
    for address in addresses.values():
        kept_pages.clear()
        for_all = Client().get(address)
        asked = Client().get(address, {"preview": token})
        assert asked.status_code == 410
        assert asked["Cache-Control"] == "private, no-store"
        assert address in Answer.of(asked).document.links
        carried = reader_of(token).get(address)
        assert carried.content == for_all.content
        assert carried.cookies[COOKIE].value == ""
        assert carried["Cache-Control"] == "private, no-store"


def test_a_forged_link_shows_nothing_and_costs_no_query(django_assert_num_queries):
    draft = next_edition(ProgrammeEdition)
    token = link_to(draft)
    key, signature = token.rsplit(".", 1)
    other = link_to(next_edition(NewsItemEdition))
    other_key = f"{key[:-1]}{'B' if key.endswith('A') else 'A'}"
    forged = [f"{key}.{signature[:-1]}", f"{other_key}.{signature}", key, ".", "é.é"]
    forged.append(f"{other.rsplit('.', 1)[0]}.{signature}")
    for text in forged:
        with django_assert_num_queries(0):
            assert open_preview(text) is None
        assert Client().get(address_in(draft, "en"), {"preview": text}).status_code == 410


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap.xml",
        "/robots.txt",
        "/en/news/feed.xml",
        "/en/embed/returns/?series=iom-undocumented-weekly",
        "/api/v1/series",
        "/en/returns/series/iom-undocumented-weekly.csv",
    ],
)
def test_what_is_made_for_machines_shows_the_public_state(address):
    """Feeds, exports, the API and what other sites frame take no notice of a link."""
    drafts = [next_edition(model) for model in KINDS]
    bundle = Bundle.objects.create(name="test-bundle")
    for draft in drafts:
        type(draft).objects.filter(pk=draft.pk).update(bundle=bundle)
    response = reader_of(link_to(bundle)).get(address)
    content = response.getvalue() if response.streaming else response.content
    assert response.status_code in (200, 404)
    assert HIDDEN.encode() not in content
    assert COOKIE not in response.cookies


def test_files_of_a_preview_are_as_private_as_its_page():
    draft = draft_from(edition=PublicationEdition.objects.published().first(), by=None)
    address, token = file_of(draft), link_to(draft)
    assert Client().get(address).status_code == 404
    client = reader_of(token)
    response = client.get(address)
    assert response.getvalue() == HIDDEN.encode()
    assert response["Cache-Control"] == "private, no-store"
    again = client.get(address, headers={"If-None-Match": f'"{draft.files.last().upload.sha256}"'})
    assert (again.status_code, again.getvalue()) == (200, HIDDEN.encode())
    end_at(token, timezone.now() - timedelta(seconds=1))
    assert client.get(address).status_code == 404


def test_a_bundle_is_seen_together():
    news, programme = next_edition(NewsItemEdition), next_edition(ProgrammeEdition)
    bundle = Bundle.objects.create(name="test-bundle")
    for draft in (news, programme):
        type(draft).objects.filter(pk=draft.pk).update(bundle=bundle)
    reader = reader_of(link_to(bundle))
    for draft in (news, programme):
        assert shown(reader.get(address_in(draft, "en")))
        assert not shown(Client().get(address_in(draft, "en")))


def test_a_preview_of_a_release_is_refused():
    staged = draft_from(edition=Release.objects.published().first(), by=None)
    with pytest.raises(ValidationError):
        make_link(target=staged, by=make_user(), days=1)


def test_a_look_changes_nothing():
    draft = next_edition(ProgrammeEdition)
    token = link_to(draft)
    before = ContentGeneration.objects.get(pk=1).number, AuditEntry.objects.count()
    assert shown(reader_of(token).get(address_in(draft, "en")))
    assert (ContentGeneration.objects.get(pk=1).number, AuditEntry.objects.count()) == before


def test_the_lens_stays_in_its_own_thread_and_is_taken_off_after_an_error():
    draft = next_edition(ProgrammeEdition)
    lens = open_preview(link_to(draft)).shown
    with ThreadPoolExecutor(1) as other, looking_through(lens):
        inside = str(ProgrammeEdition.objects.published().query)
        outside = other.submit(lambda: str(ProgrammeEdition.objects.published().query)).result()
    assert inside != outside == str(ProgrammeEdition.objects.published().query)
    with pytest.raises(RuntimeError), looking_through(lens):
        raise RuntimeError
    assert not ProgrammeEdition.objects.published().filter(pk=draft.pk).exists()
