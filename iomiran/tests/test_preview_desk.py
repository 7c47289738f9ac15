"""Links to a preview are made, listed and revoked at the desk, by who may see the edition."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iomiran.common.editorial.models import AuditEntry, Bundle
from iomiran.common.preview.links import look, make_link, open_preview, revoke_link, token_of
from iomiran.common.preview.models import PreviewLink
from programmes.models import Programme, ProgrammeEdition

from .factories import make_author, make_user, next_slug, publish_example

pytestmark = pytest.mark.django_db

COOKIE = "iomiran_preview"


@pytest.fixture
def draft() -> ProgrammeEdition:
    return ProgrammeEdition.objects.create(
        document=Programme.objects.create(slug=next_slug("test-page")),
        title_en="A test page",
        summary_en="A test summary.",
        body_en="<p>A test text.</p>",
        level="A",
    )


def screen(edition, tail="preview/") -> str:
    change = reverse("admin:programmes_programmeedition_change", args=[edition.pk])
    return change.removesuffix("change/") + tail


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_look_from_the_desk_goes_to_the_real_address_without_a_link_in_it(draft):
    client = signed_in(make_author())
    for language in ("en", "fa", "fa-af", "ps"):
        gone = client.post(screen(draft), {"preview_language": language})
        assert gone.status_code == 302
        assert gone["Location"] == f"/{language}/programmes/{draft.document.slug}/"
        assert gone.cookies[COOKIE]["max-age"] <= 60 * 60
        page = client.get(gone["Location"])
        assert "A test page" in page.content.decode()
        assert screen(draft, "change/") in page.content.decode()
        assert page["Cache-Control"] == "private, no-store"
    assert PreviewLink.objects.count() == 1


def test_the_form_of_a_draft_leads_to_its_preview_and_that_of_a_live_page_does_not(draft):
    client = signed_in(make_author())
    assert 'name="preview_language"' in client.get(screen(draft, "change/")).content.decode()
    publish_example(draft)
    assert 'name="preview_language"' not in client.get(screen(draft, "change/")).content.decode()
    assert client.post(screen(draft), {"preview_language": "en"})["Location"] == screen(draft)


def test_a_link_for_a_colleague_is_made_listed_and_revoked(draft):
    author = make_author()
    client = signed_in(author)
    client.post(screen(draft), {"days": "7"})
    link = PreviewLink.objects.get()
    assert link.made_by == author
    assert link.expires_at - link.made_at > timedelta(days=6)
    text = client.get(screen(draft)).content.decode()
    assert token_of(link) in text
    assert str(author) in text
    colleague, address = Client(), f"/en/programmes/{draft.document.slug}/"
    assert colleague.get(address, {"preview": token_of(link)}).status_code == 200
    client.post(screen(draft), {"revoke": link.pk})
    assert colleague.get(address, {"preview": token_of(link)}).status_code == 410
    assert token_of(link) not in client.get(screen(draft)).content.decode()
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "share preview",
        "revoke preview",
    ]


def test_a_link_is_made_by_post_alone_and_for_the_lifetimes_that_are_offered(draft):
    client = signed_in(make_author())
    client.get(screen(draft), {"days": "7"})
    client.post(screen(draft), {"days": "365"})
    client.post(screen(draft), {})
    assert not PreviewLink.objects.exists()
    with pytest.raises(ValidationError):
        make_link(target=draft, by=make_author(), days=365)
    link = make_link(target=draft, by=make_author(), days=1)
    client.get(screen(draft), {"revoke": link.pk})
    assert open_preview(token_of(link)) is not None


def test_who_may_not_see_the_edition_makes_no_link_and_sees_none(draft):
    link = make_link(target=draft, by=make_author(), days=1)
    stranger, nobody = signed_in(make_user()), Client()
    assert stranger.get(screen(draft)).status_code == 403
    for asked in ({"days": "7"}, {"preview_language": "en"}, {"revoke": link.pk}):
        assert stranger.post(screen(draft), asked).status_code == 403
        assert nobody.post(screen(draft), asked)["Location"].startswith("/admin/login/")
    assert list(PreviewLink.objects.all()) == [link]
    assert open_preview(token_of(link)) is not None


def test_a_link_is_revoked_only_from_the_screen_of_its_own_edition(draft):
    other = ProgrammeEdition.objects.create(
        document=Programme.objects.create(slug=next_slug()), title_en="Another", level="A"
    )
    link = make_link(target=other, by=make_author(), days=1)
    client = signed_in(make_author())
    for asked in (link.pk, "", "x"):
        assert client.post(screen(draft), {"revoke": asked}).status_code == 404
    assert open_preview(token_of(link)) is not None


def test_a_link_shows_no_more_than_its_maker_may_see(draft):
    author = make_author()
    token = token_of(make_link(target=draft, by=author, days=1))
    assert open_preview(token) is not None
    author.groups.set(Group.objects.none())
    assert open_preview(token) is None


def test_a_new_look_ends_the_one_before(draft):
    author = make_author()
    first = token_of(look(target=draft, by=author))
    second = token_of(look(target=draft, by=author))
    assert open_preview(first) is None
    assert open_preview(second) is not None


def test_signing_out_ends_the_look_and_leaves_the_links_of_colleagues(draft):
    author = make_author()
    own, link = look(target=draft, by=author), make_link(target=draft, by=author, days=1)
    signed_in(author).logout()
    assert open_preview(token_of(own)) is None
    assert open_preview(token_of(link)) is not None


def test_revoking_twice_keeps_who_did_it_first(draft):
    first, second = make_author(), make_author()
    link = make_link(target=draft, by=first, days=1)
    revoke_link(link=link, by=first)
    assert revoke_link(link=link, by=second).revoked_by == first


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("previewlink_shows_one_thing", {"kind": "", "edition_pk": None}),
        ("previewlink_shows_one_thing", {"bundle": "new"}),
        ("previewlink_lasts", {"expires_at": timezone.now() - timedelta(days=1)}),
        ("previewlink_revoked_by_somebody", {"revoked_at": timezone.now()}),
        ("previewlink_one_for_self", {"for_self": True}),
    ],
)
def test_the_database_keeps_the_rules_of_links(draft, name, change):
    author = make_author()
    look(target=draft, by=author)
    link = make_link(target=draft, by=author, days=1)
    if change.get("bundle"):
        change = {"bundle": Bundle.objects.create(name="test-bundle")}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(**change)


def test_a_draft_without_words_has_a_preview_that_says_what_is_missing(draft):
    ProgrammeEdition.objects.filter(pk=draft.pk).update(body_en="")
    token = token_of(make_link(target=draft, by=make_author(), days=1))
    response = Client().get(f"/fa/programmes/{draft.document.slug}/", {"preview": token})
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"
    assert 'class="preview-banner__missing"' in response.content.decode()


def test_a_bundle_is_looked_at_from_its_screen(draft):
    bundle = Bundle.objects.create(name="test-bundle")
    ProgrammeEdition.objects.filter(pk=draft.pk).update(bundle=bundle)
    client, screens = (
        signed_in(make_user(superuser=True)),
        reverse("admin:common_bundle_changelist"),
    )
    assert "../preview/" in client.get(f"{screens}{bundle.pk}/change/").content.decode()
    client.post(f"{screens}{bundle.pk}/preview/", {"days": "1"})
    assert (
        token_of(PreviewLink.objects.get())
        in client.get(f"{screens}{bundle.pk}/preview/").content.decode()
    )
    gone = client.post(f"{screens}{bundle.pk}/preview/", {"preview_language": "fa"})
    assert gone["Location"] == f"/fa/programmes/{draft.document.slug}/"
    assert "A test page" in client.get(gone["Location"]).content.decode()
