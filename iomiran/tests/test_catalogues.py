"""Collecting, merging, compiling and checking messages without the gettext programs."""

import gettext
import os

import pytest
from django.utils import translation

from iomiran.common.languages import catalogues

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
A = _("Returns")
B = pgettext("precision", "over")
def c(n):
    return ngettext("%(count)s person", "%(count)s persons", n) % {"count": n}
"""
PAGE = """{% load i18n %}
<h1>
        {% translate "Sources & data" %}
  <p>it's (not python {{ n|default:_("none") }}</p>
    {% blocktranslate trimmed with name=x %}
      Read
      {{ name }}
    {% endblocktranslate %}
</h1>
"""
EVERYTHING = {
    "Returns": "بازگشت‌ها",
    "over": "بیش از",
    "%(count)s person": ("%(count)s نفر", "%(count)s نفر"),
    "Sources & data": "منابع و داده‌ها",
    "none": "هیچ",
    "Read %(name)s": "%(name)s را بخوانید",
}


@pytest.fixture
def project(tmp_path):
    """A small project with a module, a page, and things that must not be read."""
    files = {
        "news/views.py": CODE,
        "templates/news/page.html": PAGE,
        "news/tests/test_views.py": '_("from a test")',
        ".venv/lib/x.py": '_("from a library")',
        "var/x.py": '_("from a temporary file")',
        "notes.txt": '{% translate "from a note" %}',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    catalogues.update(tmp_path, tmp_path / "locale")
    return tmp_path


def edit(project, change, locale="fa"):
    """Writes what `change` does to the catalogue back to its file."""
    path = catalogues.po_path(project / "locale", locale)
    catalogue = catalogues.read_catalogue(path)
    change(catalogue)
    with path.open("wb") as file:
        catalogues.write_po(file, catalogue)
    return path


def fill(catalogue):
    for message in catalogue:
        if message.id:
            first = message.id if isinstance(message.id, str) else message.id[0]
            message.string = EVERYTHING[first]


@pytest.fixture
def translated(project):
    for locale in catalogues.LOCALES:
        edit(project, fill, locale)
    return project


def findings(project):
    return catalogues.check(project, project / "locale")


def test_messages_come_from_python_and_templates_and_from_nowhere_else(project):
    template = catalogues.collect(project)
    ids = {x.id if isinstance(x.id, str) else x.id[0] for x in template if x.id}
    assert ids == set(EVERYTHING)
    assert template.get("over", "precision") is not None


def test_collecting_twice_changes_nothing(project):
    assert catalogues.update(project, project / "locale") == []


def test_a_catalogue_holds_no_dates_and_no_line_numbers(project):
    text = catalogues.po_path(project / "locale", "ps").read_text(encoding="utf-8")
    assert "Date" not in text
    assert "#: news/views.py\n" in text
    assert "nplurals=2; plural=(n > 1);" in text


def test_a_translation_survives_a_sentence_that_goes_and_comes_back(translated):
    page = translated / "templates/news/page.html"
    source = page.read_text(encoding="utf-8")
    page.write_text(source.replace("Sources & data", "Sources"), encoding="utf-8")
    assert set(catalogues.update(translated, translated / "locale")) == {"fa", "fa_AF", "ps"}
    path = catalogues.po_path(translated / "locale", "fa")
    catalogue = catalogues.read_catalogue(path)
    assert not catalogue.get("Sources").string, "a similar sentence is never a translation"

    page.write_text(source, encoding="utf-8")
    catalogues.update(translated, translated / "locale")
    assert catalogues.read_catalogue(path).get("Sources & data").string == "منابع و داده‌ها"
    assert findings(translated) == []


def test_pruning_forgets_what_left_the_code(translated):
    (translated / "templates/news/page.html").unlink()
    catalogues.update(translated, translated / "locale", prune=True)
    text = catalogues.po_path(translated / "locale", "fa").read_text(encoding="utf-8")
    assert "Sources" not in text


def test_a_page_that_cannot_be_read_is_named(project):
    (project / "templates/bad.html").write_text(
        "{% blocktranslate %}{% if x %}{% endblocktranslate %}", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"bad\.html"):
        catalogues.collect(project)


class TestCompiling:
    def test_happens_only_where_something_changed(self, translated):
        locale = translated / "locale"
        assert catalogues.compile_all(locale) == ["fa", "fa_AF", "ps"]
        assert catalogues.compile_all(locale) == []
        path = catalogues.po_path(locale, "fa")
        os.utime(path, (1, 1))
        assert catalogues.compile_all(locale) == ["fa"], "an older source is another source"

    def test_gives_what_django_reads(self, translated):
        locale = translated / "locale"
        catalogues.compile_all(locale)
        with (locale / "fa/LC_MESSAGES/django.mo").open("rb") as file:
            messages = gettext.GNUTranslations(file)
        assert messages.gettext("Returns") == "بازگشت‌ها"
        assert messages.pgettext("precision", "over") == "بیش از"
        assert messages.ngettext("%(count)s person", "%(count)s persons", 3) == "%(count)s نفر"

    def test_leaves_out_what_is_unsure_or_unfinished(self, translated):
        def spoil(catalogue):
            catalogue.get("Returns").flags.add("fuzzy")
            catalogue.get("%(count)s person").string = ("%(count)s نفر", "")

        edit(translated, spoil)
        catalogues.compile_all(translated / "locale")
        with (translated / "locale/fa/LC_MESSAGES/django.mo").open("rb") as file:
            messages = gettext.GNUTranslations(file)
        assert messages.gettext("Returns") == "Returns"
        assert messages.ngettext("%(count)s person", "%(count)s persons", 1) == "%(count)s person"
        assert messages.gettext("none") == "هیچ"

    def test_makes_pashto_a_language_that_django_serves(self, translated, settings):
        settings.LOCALE_PATHS = [translated / "locale"]
        assert not translation.check_for_language("ps")
        catalogues.compile_all(translated / "locale")
        settings.LOCALE_PATHS = [translated / "locale"]  # Django forgets what it had found
        assert translation.check_for_language("ps")

    @pytest.mark.parametrize("line", ["msgstr nonsense", 'msgstr "open', "<<<<<<< HEAD"])
    def test_names_the_file_that_it_cannot_read(self, translated, line):
        path = catalogues.po_path(translated / "locale", "ps")
        path.write_text(f'msgid "x"\n{line}\n', encoding="utf-8")
        with pytest.raises(ValueError, match=r"ps.+line 2"):
            catalogues.compile_all(translated / "locale")
        assert not path.with_suffix(".mo").exists()


class TestTheCheck:
    def test_is_content_with_finished_catalogues(self, translated):
        assert findings(translated) == []

    def test_finds_an_untranslated_message_in_each_language(self, project):
        found = findings(project)
        assert len(found) == len(EVERYTHING) * len(catalogues.LOCALES)
        assert "fa: “Returns” [news/views.py] is not translated" in found

    def test_finds_a_fuzzy_entry(self, translated):
        edit(translated, lambda x: x.get("Returns").flags.add("fuzzy"))
        assert findings(translated) == ["fa: “Returns” [news/views.py] is marked fuzzy"]

    def test_finds_a_message_that_was_not_collected(self, translated):
        path = translated / "news/views.py"
        path.write_text(CODE + '\nD = _("New")\n', encoding="utf-8")
        assert findings(translated)[0] == (
            "fa: “New” [news/views.py] is in the code, not in the catalogue"
        )

    def test_finds_a_message_that_left_the_code(self, translated):
        edit(translated, lambda x: x.add("Gone", "رفته"))
        assert findings(translated) == ["fa: “Gone” is in the catalogue, not in the code"]

    @pytest.mark.parametrize("text", ["بخوانید", "%(nam)s را بخوانید", "{name} را بخوانید"])
    def test_finds_other_placeholders(self, translated, text):
        def spoil(catalogue):
            catalogue.get("Read %(name)s").string = text

        edit(translated, spoil)
        (found,) = findings(translated)
        assert found.endswith("has other placeholders than the source (%(name)s)")

    def test_wants_the_number_in_the_first_plural_form_which_also_stands_for_none(self, translated):
        def spoil(catalogue):
            catalogue.get("%(count)s person").string = ("یک نفر", "%(count)s نفر")

        edit(translated, spoil)
        assert "%(count)s" in findings(translated)[0]

    def test_finds_a_missing_plural_form(self, translated):
        def spoil(catalogue):
            catalogue.get("%(count)s person").string = ("%(count)s نفر",)

        edit(translated, spoil)
        assert "is not translated" in findings(translated)[0]

    def test_finds_another_plural_rule(self, translated):
        path = catalogues.po_path(translated / "locale", "ps")
        text = path.read_text(encoding="utf-8").replace("(n > 1)", "(n != 1)")
        path.write_text(text, encoding="utf-8")
        assert findings(translated) == ["ps: the plural rule should be nplurals=2; plural=(n > 1);"]

    def test_finds_arabic_letters_in_persian_but_lets_pashto_have_its_own(self, translated):
        def spoil(catalogue):
            catalogue.get("none").string = "هيچ"

        edit(translated, spoil, "fa")
        edit(translated, spoil, "ps")
        (found,) = findings(translated)
        assert found.startswith("fa: “none”")

    def test_says_which_catalogue_is_missing(self, translated):
        catalogues.po_path(translated / "locale", "ps").unlink()
        (found,) = findings(translated)
        assert found.startswith("ps:")
        assert "collect_messages" in found
