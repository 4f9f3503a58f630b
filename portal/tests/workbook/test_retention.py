import os

from lib.clock import now
from portal.workbook.retention import remove_old_files


def test_files_go_when_their_time_is_over(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    folder, at = tmp_path / "workbooks", now()
    folder.mkdir()
    ages = {"export-1.xlsx": 2, "export-2.xlsx": 0, "bad-rows-1.xlsx": 31, "bad-rows-2.xlsx": 29, "abc.xlsx": 400, ".aside-x": 2}
    for name, days in ages.items():
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (at.timestamp() - days * 86_400 - 60,) * 2)

    remove_old_files(at=at)

    assert sorted(path.name for path in folder.iterdir()) == ["abc.xlsx", "bad-rows-2.xlsx", "export-2.xlsx"]
