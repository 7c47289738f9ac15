"""The desk: closed to the public, each group may do its part, what is public is never edited."""

import io

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from iomiran.accounts import second_factor
from iomiran.accounts.groups import AUTHORS, DATA_STEWARDS, REVIEWERS, wanted
from iomiran.accounts.models import User
from iomiran.common.editorial.models import AuditEntry, Edition
from iomiran.common.editorial.states import State
from programmes.models import ProgrammeEdition
from programmes.tests.factories import make_programme

from .factories import make_author, make_data_steward, make_reviewer, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]

PASSWORD = "a long example password"
LOGIN = "/admin/login/"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def screen(edition, name="change") -> str:
    options = edition._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=[edition.pk])


def admin_addresses() -> list[str]:
    """Every screen of the desk, those of one row with the number 1."""
    addresses = [
        reverse(f"admin:{name}")
        for name in ("index", "password_change", "password_change_done", "jsi18n", "autocomplete")
    ]
    for model, model_admin in admin.site._registry.items():
        addresses.append(reverse("admin:app_list", args=[model._meta.app_label]))
        for pattern in model_admin.get_urls():
            if pattern.name:
                arguments = [1] if pattern.pattern.converters else []
                addresses.append(reverse(f"admin:{pattern.name}", args=arguments))
    return sorted(set(addresses))


def test_every_content_type_has_its_screens():
    missing = [
        m.__name__
        for m in apps.get_models()
        if issubclass(m, Edition) and m not in admin.site._registry
    ]
    assert missing == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["the public", "a reader with an account"])
def test_every_screen_refuses(who, method):
    client = Client() if who == "the public" else client_of(make_user(staff=False))
    addresses = admin_addresses()
    assert len(addresses) > 60
    for address in addresses:
        response = getattr(client, method)(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith(LOGIN) or response["Location"] == "/admin/", address


@pytest.mark.parametrize(
    "address", ["/admin/nothing/", "/admin/../etc/passwd", "/admin/programmes/"]
)
def test_an_unknown_screen_tells_the_public_nothing(address):
    response = Client().get(address)
    assert response.status_code in (302, 404)
    assert b"Traceback" not in response.content


def test_the_gallery_is_for_staff(static_files):
    for language in ("en", "fa"):
        address = f"/{language}/gallery/"
        assert Client().get(address).status_code == 404
        assert client_of(make_user(staff=False)).get(address).status_code == 404
        response = client_of(make_user()).get(address)
        assert response.status_code == 200
        assert response["Cache-Control"].startswith(("private", "max-age=0"))


def test_a_page_for_staff_is_never_kept_for_others():
    programme = make_programme()
    address = programme.get_absolute_url()
    assert client_of(make_user()).get(address)["Cache-Control"] == "private, no-store"
    assert "staff" not in Client().get(address).content.decode().lower().split("<main")[0]


@pytest.mark.parametrize("group", [AUTHORS, REVIEWERS, DATA_STEWARDS])
def test_a_group_has_what_is_wanted_and_opens_its_screens(group):
    held = set(
        Group.objects.get(name=group).permissions.values_list("content_type__app_label", "codename")
    )
    assert held == wanted()[group]
    client = client_of(make_user(group))
    assert client.get("/admin/").status_code == 200
    for model in admin.site._registry:
        label, name = model._meta.app_label, model._meta.model_name
        expected = 200 if (label, f"view_{name}") in held else 403
        response = client.get(reverse(f"admin:{label}_{name}_changelist"))
        assert response.status_code == expected, f"{group}: {label}.{name}"


def test_every_screen_opens_for_an_administrator():
    client = client_of(make_user(superuser=True))
    for model, model_admin in admin.site._registry.items():
        label, name = model._meta.app_label, model._meta.model_name
        assert (
            client.get(reverse(f"admin:{label}_{name}_changelist"), {"q": "example"}).status_code
            == 200
        )
        add = client.get(reverse(f"admin:{label}_{name}_add"))
        assert add.status_code == (200 if model_admin.has_add_permission(add.wsgi_request) else 403)


def form_of(response) -> dict:
    """What the browser would send back: the values of the form and of its inlines."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                values[bound.html_name] = value
    return {name: value for name, value in values.items() if not hasattr(value, "read")}


def test_a_draft_is_edited_published_and_withdrawn():
    """The whole walk of one edition through the screens, each step by who may take it."""
    live = make_programme()
    editor, publisher = client_of(make_author()), client_of(make_reviewer())

    response = editor.post(screen(live, "draft"), follow=True)
    draft = ProgrammeEdition.objects.open().get()
    assert response.redirect_chain[-1][0] == screen(draft)
    response = editor.post(screen(draft), form_of(response) | {"title_en": "Another title"})
    assert response.status_code == 302, response.context["errors"]
    assert ProgrammeEdition.objects.published().get().title_en == "Example programme"
    address = live.get_absolute_url()
    assert b"Another title" not in Client().get(address).content

    assert editor.post(screen(draft, "publish")).status_code == 403
    assert publisher.get(screen(draft, "publish")).status_code == 403, "a link must not publish"
    publisher.post(screen(draft, "publish"))
    assert b"Another title" not in Client().get(address).content, "nobody submitted it"
    editor.post(screen(draft, "submit"))
    publisher.post(screen(draft, "publish"))
    assert b"Another title" in Client().get(address).content

    assert (
        editor.post(screen(draft, "withdraw"), {"reason": "An example reason."}).status_code == 403
    )
    publisher.post(screen(draft, "withdraw"), {"reason": " "})
    assert ProgrammeEdition.objects.published().exists(), "no withdrawal without a reason"
    publisher.post(screen(draft, "withdraw"), {"reason": "An example reason."})
    gone = Client().get(address)
    assert gone.status_code == 410
    assert b"An example reason." in gone.content
    actions = AuditEntry.objects.filter(by__isnull=False).values_list("action", flat=True)
    assert list(actions) == ["withdraw", "publish", "submit", "edit", "draft"]


def test_what_is_public_is_not_edited():
    live = make_programme()
    for user in (make_author(), make_reviewer(), make_user(superuser=True)):
        client = client_of(user)
        assert client.get(screen(live)).status_code == 200
        assert client.post(screen(live), {"title_en": "Changed"}).status_code in (403, 409)
        assert client.post(screen(live, "delete"), {"post": "yes"}).status_code in (302, 403)
    live.refresh_from_db()
    assert (live.title_en, live.state) == ("Example programme", State.PUBLISHED)


def test_a_new_page_wants_an_address_of_its_own():
    taken = make_programme(live=False).document.slug
    client = client_of(make_author())
    add = reverse("admin:programmes_programmeedition_add")
    values = form_of(client.get(add)) | {"title_en": "Example", "level": "A"}
    for address, said in (("", "Give the page an address."), (taken, "This address is taken.")):
        response = client.post(add, values | {"slug": address})
        assert said in response.content.decode()
    response = client.post(add, values | {"slug": "a-new-one"})
    assert response.status_code == 302, response.context["errors"]
    assert ProgrammeEdition.objects.open().filter(document__slug="a-new-one").exists()


def test_data_stewards_do_not_publish_programmes():
    draft = make_programme(live=False)
    assert client_of(make_data_steward()).post(screen(draft, "publish")).status_code == 403


@pytest.fixture
def one_time():
    """(e-mail, one-time password) as `make admin` prints them."""
    out = io.StringIO()
    call_command("make_admin", email="desk@example.org", stdout=out)
    return "desk@example.org", out.getvalue().split("Password:")[1].split()[0]


def test_a_one_time_password_opens_only_the_screen_that_replaces_it(one_time):
    email, password = one_time
    client = Client()
    client.post(LOGIN, {"username": email, "password": password, "next": "/admin/"})
    change = reverse("admin:password_change")
    for address in ("/admin/", reverse("admin:programmes_programmeedition_changelist")):
        assert client.get(address)["Location"] == change
    new = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post(change, new | {"old_password": password}).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert attempts(Client(), email, 1, password=password).status_code == 200, "it is spent"


def test_e_mail_addresses_differ_by_more_than_case(one_time):
    email, password = one_time
    response = Client().post(LOGIN, {"username": email.upper(), "password": password})
    assert response.status_code == 302
    assert User.objects.filter(email__iexact=email).count() == 1


def attempts(client, email, times, address="192.0.2.1", password="wrong"):
    for _attempt in range(times):
        response = client.post(
            LOGIN, {"username": email, "password": password}, REMOTE_ADDR=address
        )
    return response


def test_too_many_failures_lock_the_name_at_that_address_and_no_other():
    user, colleague = make_user(), make_user()
    client = Client()
    assert attempts(client, user.email, 7).status_code == 200
    assert attempts(client, user.email, 1).status_code == 429
    assert attempts(client, user.email, 1, password=PASSWORD).status_code == 429, "locked"
    assert attempts(client, colleague.email, 1, password=PASSWORD).status_code == 302
    assert attempts(Client(), user.email, 1, "192.0.2.2", PASSWORD).status_code == 302


def test_a_deactivated_account_cannot_sign_in():
    user = make_user()
    user.is_active = False
    user.save()
    assert attempts(Client(), user.email, 1, password=PASSWORD).status_code == 200


def test_accounts_are_never_deleted():
    user, client = make_user(), client_of(make_user(superuser=True))
    assert (
        client.post(
            reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    assert User.objects.filter(pk=user.pk).exists()


def test_without_its_second_factor_a_new_account_sees_nothing_but_its_set_up(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = client_of(make_user(superuser=True))
    for address in ("/admin/", reverse("admin:programmes_programmeedition_changelist")):
        assert client.get(address)["Location"] == reverse("admin:second_factor")
    assert client.get("/en/gallery/").status_code == 404


def test_a_password_alone_does_not_open_an_account_with_a_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user, client = make_user(superuser=True), Client()
    TOTPDevice.objects.create(user=user, name="example", confirmed=True)
    recovery = second_factor.new_recovery_codes(user)[0]
    values = {"username": user.email, "password": PASSWORD, "next": "/admin/"}
    assert b'name="code"' in client.get(LOGIN).content
    for code in ("", "wrong"):
        assert client.post(LOGIN, values | {"code": code}).status_code == 200
        assert client.get("/admin/")["Location"].startswith(LOGIN)
    assert client.post(LOGIN, values | {"code": recovery}).status_code == 302
    assert client.get("/admin/").status_code == 200
    again = Client().post(LOGIN, values | {"code": recovery})
    assert again.status_code == 200, "a recovery code opens the desk once"


def test_every_screen_has_the_language_of_its_reader():
    user = make_author()
    user.language = "fa"
    user.save()
    page = client_of(user).get("/admin/").content.decode()
    assert '<html lang="fa"' in page
    assert 'dir="rtl"' in page.split("<body")[0]
