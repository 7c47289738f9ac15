"""Pytest plugin, named by pyproject.toml: which of several workers takes which tests, and when.

A file stays with one worker, so that what its tests share is made once. What is marked `long`
is begun first: no worker ends with it while others wait.
"""

from collections import Counter
from collections.abc import Iterable

import pytest
from xdist.scheduler import LoadScopeScheduling

# The same walk over all pages serves both.
TOGETHER = {"iomiran/tests/test_links.py": "iomiran/tests/test_pages.py"}


def scopes_of(collection: Iterable[str]) -> dict[str, str]:
    """Test → the tests that stay together: those of a file that stand one after another.

    pytest-django puts tests that empty the database behind all others; there they must stay,
    though others of their file come earlier.
    """
    found, parts, last = {}, Counter(), ""
    for nodeid in collection:
        file = nodeid.partition("::")[0]
        file = TOGETHER.get(file, file)
        parts[file] += file != last
        last = file
        found[nodeid] = f"{file} {parts[file]}"
    return found


class ByFile(LoadScopeScheduling):
    _scopes: dict[str, str] | None = None

    def _split_scope(self, nodeid: str) -> str:
        if self._scopes is None:
            self._scopes = scopes_of(next(iter(self.registered_collections.values())))
        return self._scopes[nodeid]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
