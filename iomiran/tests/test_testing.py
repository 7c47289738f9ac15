"""What spares the tests work: databases made once, and emptied of what a test has added."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from iomiran import testing_databases
from iomiran.testing_databases import Template, copy_database, mark_of, template
from iomiran.testing_flush import contents, emptied
from programmes.tests.factories import make_programme
from returns.tests.factories import make_observation, make_release, make_series, publish


def databases(family: str) -> list[str]:
    with connection._nodb_cursor() as cursor:
        return testing_databases._databases(cursor, family)


@pytest.fixture
def made(tmp_path, monkeypatch, django_db_setup, django_db_blocker):
    """Names of the databases made so far, in a folder of this test."""
    names = []
    monkeypatch.setattr(testing_databases, "FOLDER", tmp_path)
    with django_db_blocker.unblock():
        yield names
        with connection._nodb_cursor() as cursor:
            for name in databases(Template("example", "").family):
                cursor.execute(f'DROP DATABASE "{name}"')


def ask(mark: str, made: list[str]) -> str:
    def make(name: str) -> None:
        made.append(name)
        copy_database("template0", name)

    with template(Template("example", mark), make) as found:
        return found.name


def test_a_template_is_made_once(made):
    assert ask("a", made) == ask("a", made)
    assert len(made) == 1


def test_an_outdated_template_is_dropped(made):
    before = ask("a", made)
    after = ask("b", made)
    assert databases(Template("example", "").family) == [after] != [before]
    assert ask("a", made) == before
    assert len(made) == 3


def test_what_was_not_finished_is_made_anew(made):
    def fail(name: str) -> None:
        copy_database("template0", name)
        raise RuntimeError("cut short")

    with pytest.raises(RuntimeError), template(Template("example", "a"), fail):
        pass
    assert ask("a", made)
    assert len(made) == 1


def test_a_template_whose_files_are_gone_is_made_anew(made):
    ask("a", made)
    Template("example", "a").folder.rmdir()
    ask("a", made)
    assert len(made) == 2


def test_the_mark_follows_files_settings_and_what_is_asked_beside(tmp_path, monkeypatch, settings):
    monkeypatch.setattr(testing_databases, "CHECKOUT", tmp_path)
    (tmp_path / "app" / "tests").mkdir(parents=True)
    (tmp_path / "app" / "models.py").write_text("1")

    def mark(*also: str) -> str:
        return mark_of(("*.py",), ("app",), *also)

    found = [mark(), mark("today")]
    (tmp_path / "app" / "models.py").write_text("2")
    found.append(mark())
    (tmp_path / "app" / "models.py").rename(tmp_path / "app" / "views.py")
    found.append(mark())
    (tmp_path / "app" / "tests" / "test_models.py").write_text("1")
    assert mark() == found[-1]
    settings.SITE_URL = "https://other.example"
    found.append(mark())
    assert len(set(found)) == len(found)


@pytest.mark.django_db(transaction=True)
def test_what_a_test_has_added_goes_and_the_rest_stays():
    before = contents()
    assert {"auth_permission", "auth_group", "django_content_type"} <= set(before)
    make_programme()
    release = make_release(make_series().document)
    make_observation(release)
    publish(release)
    assert contents() != before
    assert emptied(before)
    assert contents() == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_where_more_was_changed_nothing_is_taken_for_empty():
    before = contents()
    Group.objects.create(name="test-group")
    make_programme()
    changed = contents()
    assert not emptied(before)
    assert contents() == changed
