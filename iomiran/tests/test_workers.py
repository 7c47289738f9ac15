"""Which tests stay together where several workers share them."""

from iomiran.testing_workers import TOGETHER, scopes_of


def test_tests_of_a_file_stay_together():
    scopes = scopes_of(["a.py::one", "a.py::two[x]", "b.py::Class::one"])
    assert scopes["a.py::one"] == scopes["a.py::two[x]"] != scopes["b.py::Class::one"]


def test_what_was_put_behind_the_others_stays_behind_them():
    scopes = scopes_of(["a.py::one", "b.py::one", "a.py::empties", "b.py::empties"])
    assert len(set(scopes.values())) == 4


def test_files_that_share_a_walk_stay_together():
    for file, other in TOGETHER.items():
        assert len(set(scopes_of([f"{file}::one", f"{other}::one"]).values())) == 1
