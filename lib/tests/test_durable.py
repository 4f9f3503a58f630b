import pytest

from lib.durable import remove_durably, write_durably


def test_writes_the_bytes_and_nothing_beside_them(tmp_path):
    path = tmp_path / "ab" / "paper.pdf"

    write_durably(path, b"first")
    write_durably(path, b"second")

    assert [(p.name, p.read_bytes()) for p in path.parent.iterdir()] == [("paper.pdf", b"second")]


def test_a_failure_leaves_what_was_there(tmp_path):
    path = tmp_path / "paper.pdf"
    write_durably(path, b"first")

    with pytest.raises(TypeError):
        write_durably(path, "not bytes")

    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("paper.pdf", b"first")]


def test_files_and_folders_are_removed_with_nothing_beside_them(tmp_path):
    for path in (tmp_path / "a" / "1.jpg", tmp_path / "a" / "2.jpg", tmp_path / "b.jpg", tmp_path / "c.jpg"):
        write_durably(path, b"picture")

    for path in (tmp_path / "a", tmp_path / "b.jpg", tmp_path / "b.jpg", tmp_path / "never" / "there"):
        remove_durably(path)

    assert [path.name for path in tmp_path.iterdir()] == ["c.jpg"]
