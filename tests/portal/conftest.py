import pytest


@pytest.fixture(autouse=True)
def _no_collected_files(settings, tmp_path):
    """WhiteNoise looks for the collected files when the first page is asked for; a test has none."""
    settings.STATIC_ROOT = tmp_path
