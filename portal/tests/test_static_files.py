import os
import time

from portal.static_files import collect_static_files


def test_files_are_gathered_once_and_again_when_one_has_changed(settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a{color:red}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "gathered"

    assert collect_static_files(verbosity=0) is True
    assert collect_static_files(verbosity=0) is False
    (source / "a.css").write_text("a{color:blue}")
    os.utime(source / "a.css", (time.time() + 2, time.time() + 2))
    assert collect_static_files(verbosity=0) is True
    assert (settings.STATIC_ROOT / "a.css").read_text() == "a{color:blue}"
    assert "<h1>" in (settings.STATIC_ROOT / "errors" / "413.html").read_text()
