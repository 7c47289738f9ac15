"""What is in the repository: no secret, no trace of a machine, nothing left half done."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# This file names what it looks for.
SELF = "iomiran/tests/test_repository.py"
BINARY = {".woff2", ".ttf", ".png", ".webp", ".jpg", ".pdf", ".xlsx", ".mo", ".ico"}
LOCKS = {"requirements.txt", "requirements-dev.txt"}


def listed() -> list[Path]:
    """Files that are tracked, or would be: untracked and not ignored."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    paths = (ROOT / entry for entry in done.stdout.decode().split("\0") if entry)
    return sorted(path for path in paths if path.is_file())


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Path → text of every text file but this one."""
    return {
        name: path.read_text(encoding="utf-8")
        for path in listed()
        if path.suffix not in BINARY and (name := str(path.relative_to(ROOT))) != SELF
    }


def found(texts: dict[str, str], pattern: str, *, skip=lambda name: False, flags=0) -> list[str]:
    wanted = re.compile(pattern, flags)
    return [
        f"{name}: {match.group()[:60]!r}"
        for name, text in texts.items()
        if not skip(name)
        for match in wanted.finditer(text)
    ]


def test_nothing_leads_back_to_a_machine(texts):
    """Paths of the computer that it was written on, or hosts of a package mirror."""
    paths = r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|mnt|workspace)/[\w.-]+"
    assert found(texts, paths) == []
    mirrors = r"--(?:extra-)?index-url|trusted-host|file:///opt|\b(?:artifactory|nexus|devpi|pypi-mirror)\b"
    assert found(texts, mirrors, flags=re.IGNORECASE) == []


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_a_lock_file_names_no_index(lock):
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_nothing_looks_like_a_secret(texts):
    secrets = (
        r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b"
        r"|\bgh[pousr]_\w{30,}|\bxox[bap]-\w{10,}|\bsk-\w{30,}"
        r"|(?i:(?:secret_key|password|token|api_key)\s*[=:]\s*[\"'][A-Za-z0-9+/_-]{24,}[\"'])"
    )
    assert found(texts, secrets) == []


def test_the_environment_of_a_machine_is_ignored():
    names = {str(path.relative_to(ROOT)) for path in listed()}
    assert not {
        name for name in names if re.match(r"\.env$|var/|\.venv/|.*\.(mo|pyc|sqlite3?|log)$", name)
    }
    assert ".env.example" in names


def test_nothing_is_left_half_done(texts):
    """Markers of unfinished work in code and pages; the rest is said in issues."""
    code = {name: text for name, text in texts.items() if name not in LOCKS}
    assert (
        found(
            code,
            r"\b(?:TODO|FIXME|lorem ipsum)\b",
            flags=re.IGNORECASE,
            skip=lambda n: n.startswith("static/fonts"),
        )
        == []
    )
    assert found(code, r"^(?:<<<<<<<|>>>>>>>) ", flags=re.MULTILINE) == []


def test_nothing_speaks_of_how_it_was_written(texts):
    words = r"\b(?:AI[- ]generated|language model|ChatGPT|copilot|sub-?agent|the brief)\b"
    assert found(texts, words, flags=re.IGNORECASE) == []


def content(texts):
    readable = (".md", ".toml", ".html", ".po")
    return {
        n: t
        for n, t in texts.items()
        if n.endswith(readable) and ("content/" in n or "templates/" in n or "locale/" in n)
    }


def test_people_are_never_called_illegal(texts):
    """The word stands nowhere in what readers see: undocumented, «بدون مدرک»."""
    words = r"\billegals?\b|\billegal(?:ly)?\s+(?:im)?migra\w+|\bclandestin\w+"
    words += r"|مهاجر(?:ان|ین)?[\s\u200c]+غیر[\s\u200c]*(?:قانونی|مجاز)"
    assert found(content(texts), words, flags=re.IGNORECASE) == []


def test_persian_is_written_with_persian_letters(texts):
    """ی and ک, never the Arabic ي and ك; the half-space, never a space, in می‌ and ها."""
    persian = {n: t for n, t in content(texts).items() if n.endswith("/fa.md") or "locale/fa/" in n}
    assert found(persian, r"[يك]") == []
    assert found(persian, r"(?<![\w\u200c])ن?می [آ-ی]{2,}") == []
    assert found(persian, r"[آ-ی] ها(?:ی)?(?![\w\u200c])") == []


def test_the_product_reads_nothing_outside_its_repository(texts):
    code = {
        n: t for n, t in texts.items() if n.endswith((".py", ".toml", ".sh", "Makefile", ".in"))
    }
    assert found(code, r"\.\./shared|\bshared/(?:facts|data|geo|handbook)") == []


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_every_package_is_locked_with_its_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"^(?=[\w.\[\]-]+==)", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [p.split()[0] for p in packages if "--hash=sha256:" not in p] == []
    assert not re.search(r"^[^#\n]*(?:git\+|https?://|file:)", text, flags=re.MULTILINE)


@pytest.mark.parametrize("source", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_says_what_it_is_for(source):
    lines = (ROOT / source).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "-"))]
    assert wanted
    assert [line for line in wanted if not re.search(r"#\s*\S{3}", line)] == []
    locked = (ROOT / source.replace(".in", ".txt")).read_text(encoding="utf-8").lower()
    names = [re.match(r"[\w.-]+", line).group().lower().replace("_", "-") for line in wanted]
    assert [n for n in names if not re.search(rf"^{re.escape(n)}==", locked, re.MULTILINE)] == []


def test_a_library_that_is_imported_as_one_of_our_apps_is_not_installed():
    """A package of the registry is imported as `returns` too."""
    for lock in LOCKS:
        assert not re.search(
            r"^(?:returns|news|pages|programmes|publications)==",
            (ROOT / lock).read_text(),
            re.MULTILINE,
        )


def test_every_data_file_states_where_it_comes_from():
    for folder in ROOT.glob("*/content/data"):
        readme = (folder / "README.md").read_text(encoding="utf-8")
        for path in folder.rglob("*.csv"):
            assert path.name in readme or path.parent.name in readme, f"{path.name}: no provenance"


def test_content_files_are_toml_and_markdown_with_a_source():
    """A claim has a level, and a level above the mission's own word names where it was read."""
    faults = []
    for path in sorted(ROOT.glob("*/content/*/*/document.toml")):
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in (values, *values.get("facts", [])):
            named = any(row.get(f"source_{what}") for what in ("url", "name", "publisher"))
            if row.get("level") in ("A", "Q") and not named:
                faults.append(f"{path.relative_to(ROOT)}: level {row['level']} without a source")
    assert faults == []


def test_the_top_level_is_as_agreed():
    names = {str(path.relative_to(ROOT)).split("/")[0] for path in listed()}
    expected = {
        "manage.py", "README.md", "requirements.txt", "requirements.in", "requirements-dev.txt",
        "requirements-dev.in", "Makefile", "pyproject.toml", ".env.example", ".gitignore", ".ci",
        "iomiran", "pages", "news", "publications", "programmes", "returns", "templates", "static",
        "locale", "docs", "deploy",
    }  # fmt: skip
    assert names - {"LICENSE", ".gitattributes", ".editorconfig"} == expected


def test_decisions_are_recorded():
    assert list((ROOT / "docs/adr").glob("*.md"))
