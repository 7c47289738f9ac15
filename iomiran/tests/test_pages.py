"""Every public page in every language: its head, its language, the same bytes for everybody."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from . import site

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
    pytest.mark.long,
]

DEMONSTRATION = "Demonstration, not an official IOM site."
IOM = re.compile(r"\bIOM\b|International Organization for Migration|مهاجرت")
PHONE = re.compile(
    r"\+[\d۰-۹][\d۰-۹\s().-]{7,}[\d۰-۹]"  # +98 21 …
    r"|(?<![\d۰-۹.,٬])[0۰][\d۰-۹]{2,3}[\s-][\d۰-۹]{3,4}[\s-]?[\d۰-۹]{4}(?![\d۰-۹])"  # 021-1234 5678
    r"|(?<![\d۰-۹])[0۰][\d۰-۹]{10}(?![\d۰-۹])"  # 02112345678
)


def tag(language: str) -> str:
    """The language as HTML names it."""
    return site.TAGS.get(language, language)


def direction(language: str) -> str:
    return "rtl" if language in site.RIGHT_TO_LEFT else "ltr"


def none(faults: list[str]) -> None:
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:40])


def test_the_site_has_pages_of_every_app(pages):
    apps = {page.name.split(":")[0] for page, _language, _answer in pages}
    assert apps == {"pages", "programmes", "returns", "news", "publications"}


def test_every_page_answers_in_every_language(pages):
    none([f"{answer.url} {answer.status}" for _p, _l, answer in pages if answer.status != 200])


def test_every_page_says_its_language_and_direction(pages):
    faults = []
    for _page, language, answer in pages:
        head = answer.document.head
        if (head.lang.lower(), head.dir) != (language, direction(language)):
            faults.append(f"{answer.url} lang={head.lang} dir={head.dir}")
        if answer.headers.get("Content-Language", "").lower() != language:
            faults.append(f"{answer.url} Content-Language {answer.headers.get('Content-Language')}")
    none(faults)


def test_every_page_has_one_heading_of_the_first_level(pages):
    none([f"{a.url} {a.document.h1}" for _p, _l, a in pages if a.document.h1 != 1])


def test_every_title_stands_once_in_its_language(pages):
    titles = Counter((language, a.document.head.title.strip()) for _p, language, a in pages)
    faults = [f"{a.url} has no title" for _p, _l, a in pages if not a.document.head.title.strip()]
    none(
        faults
        + [f"{language}: {title!r} {n} times" for (language, title), n in titles.items() if n > 1]
    )


def test_every_page_describes_itself(pages):
    faults = []
    for _page, _language, answer in pages:
        metas = answer.document.head.metas
        for name in ("description", "og:title", "og:description", "og:url", "viewport"):
            if not metas.get(name, "").strip():
                faults.append(f"{answer.url} has no {name}")
    none(faults)


def test_every_page_names_its_canonical_address(pages, settings):
    """That of the text's own language: a page that fell back is not a second original."""
    none([
        f"{answer.url} {answer.document.head.canonical}"
        for page, language, answer in pages
        if answer.document.head.canonical != [settings.SITE_URL + page.url(page.source(language))]
    ])  # fmt: skip


def test_a_page_that_fell_back_is_no_index_and_marks_the_text(pages):
    faults = []
    for page, language, answer in pages:
        source = page.source(language)
        if source == language:
            continue
        document = answer.document
        if "noindex" not in document.head.metas.get("robots", ""):
            faults.append(f"{answer.url} may be indexed")
        marks = {(lang.lower(), dir_) for lang, dir_ in document.marks}
        if (source, direction(source)) not in marks:
            faults.append(f"{answer.url} does not mark its text as {source}")
    none(faults)


def test_a_page_in_its_own_language_may_be_indexed(pages):
    none([
        answer.url
        for page, language, answer in pages
        if page.source(language) == language
        and page != site.SEARCH
        and "noindex" in answer.document.head.metas.get("robots", "")
    ])  # fmt: skip


def test_every_original_names_its_other_languages(pages, settings):
    """The same set as in the site map, each address the same page."""
    faults = []
    for page, language, answer in pages:
        if page.source(language) != language:
            continue
        expected = {tag(code): settings.SITE_URL + page.url(code) for code in page.languages}
        alternates = dict(answer.document.head.alternates)
        default = alternates.pop("x-default", None)
        if alternates != expected:
            faults.append(f"{answer.url} names {sorted(alternates)}, not {sorted(expected)}")
        if default != expected["en"]:
            faults.append(f"{answer.url} x-default {default}")
    none(faults)


def test_every_page_has_the_same_bytes_twice(pages):
    """A second reader, after the first copy was forgotten."""
    from iomiran.common.http.caching import kept_pages

    kept_pages.clear()
    client = Client(headers={"user-agent": "another", "accept-language": "ps"})
    none([a.url for _p, _l, a in pages if client.get(a.url).content != a.content])


def test_no_page_sets_a_cookie_or_differs_by_one(pages):
    faults = []
    for _page, _language, answer in pages:
        if answer.cookies or "Set-Cookie" in answer.headers:
            faults.append(f"{answer.url} sets {answer.cookies}")
        if "cookie" in answer.headers.get("Vary", "").lower():
            faults.append(f"{answer.url} varies by cookie")
        if b"csrf" in answer.content.lower() or b"nonce" in answer.content.lower():
            faults.append(f"{answer.url} carries a token or a nonce")
    none(faults)


def test_every_page_is_cacheable_and_answers_304_and_head(visits):
    faults = []
    for _page, _language, answer, again, head in visits:
        etag = answer.headers.get("ETag")
        if not etag or "public" not in answer.headers.get("Cache-Control", ""):
            faults.append(f"{answer.url} is not cacheable")
            continue
        if again != 304:
            faults.append(f"{answer.url} is sent again to a reader who has it")
        if (head.status, head.content, head.headers["ETag"]) != (200, b"", etag):
            faults.append(f"{answer.url} HEAD {head.status}")
    none(faults)


def test_a_page_that_is_not_kept_answers_head_as_it_answers_get(pages):
    """One page of each kind, which is made for HEAD alone."""
    client, faults = Client(), []
    asked = {page.name: answer for page, _language, answer in pages}
    for answer in asked.values():
        head = client.head(answer.url)
        if (head.status_code, head.content) != (200, b"") or head["ETag"] != answer.headers["ETag"]:
            faults.append(f"{answer.url} HEAD {head.status_code}")
    none(faults)


def test_no_page_takes_another_method(pages):
    client, faults = Client(), []
    for page, language, answer in pages:
        if language == "en":
            for method in ("post", "put", "delete", "patch"):
                status = getattr(client, method)(page.url("en")).status_code
                if status != 405:
                    faults.append(f"{method} {answer.url} {status}")
    none(faults)


def test_every_page_says_that_it_is_a_demonstration(pages):
    faults = []
    for _page, language, answer in pages:
        with translation.override(language):
            sentence = gettext(DEMONSTRATION)
        assert language == "en" or sentence != DEMONSTRATION, f"not translated into {language}"
        if sentence not in answer.document.text:
            faults.append(answer.url)
    none(faults)


@pytest.mark.parametrize("official", [False, True])
def test_only_an_official_site_names_iom_as_publisher(official, settings):
    settings.OFFICIAL_SITE = official
    client = Client()
    for url in site.kinds("en").values():
        answer = client.get(url).content.decode()
        assert (DEMONSTRATION in answer) is not official, url
        if not official:
            assert not re.search(
                r'"publisher"\s*:\s*\{[^}]*(IOM|International Organization)', answer
            ), url


def test_linked_data_is_valid(pages):
    for _page, _language, answer in pages:
        for data in answer.document.linked_data:
            entries = data if isinstance(data, list) else [data]
            assert all("schema.org" in entry["@context"] and entry["@type"] for entry in entries)


def test_no_page_has_inline_styles_scripts_or_foreign_files(pages):
    faults = []
    for _page, _language, answer in pages:
        document = answer.document
        faults += [f"{answer.url} {style}" for style in document.inline_styles]
        faults += [
            f"{answer.url} inline script {kind!r}"
            for kind, _text in document.inline_scripts
            if kind != "application/ld+json"
        ]
        faults += [
            f"{answer.url} loads {asset}"
            for asset in document.assets
            if re.match(r"([a-z]+:)?//", asset) or asset.startswith("data:")
        ]
        faults += [f"{answer.url} id {i}" for i, n in Counter(document.ids).items() if n > 1]
    none(faults)


def test_no_page_gives_a_telephone_number(pages):
    """No number is confirmed; a wrong one would send people to a fraud."""
    faults = []
    for _page, _language, answer in pages:
        if found := PHONE.search(answer.document.text):
            faults.append(f"{answer.url} {found.group()}")
        faults += [
            f"{answer.url} {a}" for a in answer.document.links if a.startswith(("tel:", "sms:"))
        ]
    none(faults)


def test_no_page_shows_a_template_gone_wrong(pages):
    """Left-over tags, missing values, Python's own words, Arabic letters in Persian."""
    left = re.compile(
        r"\{[%{#]|[%}]\}|(?<!-)\bNone\b(?! of\b)|&(?:amp;)?lt;\w|<(?:bound|function)"
        r"|%\(\w+\)s|\bnan\b"
    )
    faults = []
    for _page, language, answer in pages:
        text = answer.document.text
        faults += [f"{answer.url} {found.group()!r}" for found in [left.search(text)] if found]
        if language == "fa" and (found := re.search(r".{0,20}[يك].{0,20}", text)):
            faults.append(f"{answer.url} an Arabic letter in {found.group()!r}")
    none(faults)


def test_only_protection_pages_have_a_quick_exit_and_they_are_not_shared(pages):
    protected = site.protected_pages()
    assert protected
    faults = []
    for page, _language, answer in pages:
        guarded = (page.name, *page.args) in protected
        classes = answer.document.classes
        if ("quick-exit" in classes) is not guarded:
            faults.append(f"{answer.url} quick exit: {'quick-exit' in classes}")
        if guarded and "share" in classes:
            faults.append(f"{answer.url} invites to share")
    none(faults)


def test_protection_pages_stand_in_no_latest_list(pages):
    """Nor on the home page, where a glance over the shoulder would find them."""
    slugs = {slug for name, slug in site.protected_pages() if not name.startswith("programmes")}
    faults = []
    for page, _language, answer in pages:
        if page.name in ("pages:home", "news:news_list"):
            faults += [
                f"{answer.url} links {a}"
                for a in answer.document.links
                if a.strip("/").split("/")[-1] in slugs
            ]
    none(faults)
