import pytest


@pytest.fixture
def own_uploads(settings, tmp_path):
    """Sheets that a test makes lie in a folder of its own, on a site for trial."""
    settings.UPLOADS_ROOT = tmp_path
    settings.OFFICIAL_SITE = False


@pytest.fixture(autouse=True)
def engine_warns_of_nothing(caplog):
    """No sheet lacks a sign of its font or fails to settle: the engine would say so."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    said = [x.getMessage() for x in records if x.name.startswith("iomiran.common.typeset")]
    assert said == []
