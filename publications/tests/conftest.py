import pytest


@pytest.fixture
def own_uploads(settings, tmp_path):
    """Sheets that a test makes lie in a folder of its own, on a site for trial."""
    settings.UPLOADS_ROOT = tmp_path
    settings.OFFICIAL_SITE = False
