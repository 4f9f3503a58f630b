import pytest


@pytest.fixture(autouse=True)
def paper_folder(settings, tmp_path):
    """Issued papers of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
