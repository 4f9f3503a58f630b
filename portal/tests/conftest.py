"""One browser for whatever is looked at in one."""
import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--lang=vi"]


@pytest.fixture(scope="session")
def chromium():
    """Django's own guard against use in a loop is not meant for the browser's."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: bin/test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()
