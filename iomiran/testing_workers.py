"""Pytest plugin, named by pyproject.toml: which of several workers takes which tests, and when.

A file stays with one worker, so that what its tests share is made once. What is marked `long`
is begun first: no worker ends with it while others wait.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# The same walk over all pages serves both.
TOGETHER = {"iomiran/tests/test_links.py": "iomiran/tests/test_pages.py"}


class ByFile(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return TOGETHER.get(file, file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
