"""The archive: a tar of `database.dump`, `files/…` and, last, `manifest.json` with the SHA-256 of each."""
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db.migrations.loader import MigrationLoader

from portal.backups import database

DATABASE, FILES, MANIFEST = "database.dump", "files/", "manifest.json"
FORMAT = 1


def write_backup(path, *, at):
    """Write database and files into one archive, which appears under its name only when whole; count the files."""
    path = Path(path).resolve()
    aside = path.with_name(path.name + ".partial")
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        dump = Path(folder) / DATABASE
        # The database first: a file is stored before its row, so every row of the dump finds its file.
        database.dump(dump)
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as output:
            sums = _write_members(output, dump, at)
            output.flush()
            os.fsync(output.fileno())
    aside.rename(path)
    return len(sums) - 1


def restore_backup(path):
    """Bring database and files back from an archive into an empty database and an empty folder; count the files."""
    media = Path(settings.MEDIA_ROOT)
    if not database.is_empty():
        raise CommandError("The database is not empty: restore into a new one.")
    if media.exists() and any(media.iterdir()):
        raise CommandError(f"The folder of files is not empty: {media}")
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent) as folder:
        unpacked = Path(folder)
        manifest = _unpack(Path(path), unpacked)
        _check_version(manifest)
        database.load(unpacked / DATABASE)
        if media.exists():
            media.rmdir()
        (unpacked / FILES).mkdir(exist_ok=True)
        (unpacked / FILES).rename(media)
    return len(manifest["sha256"]) - 1


def _write_members(output, dump, at):
    sums = {}
    with tarfile.open(fileobj=output, mode="w") as archive:
        for name, source in [(DATABASE, dump), *_stored_files()]:
            try:
                file = open(source, "rb")
            except FileNotFoundError:  # its time was up while we were at work
                continue
            with file:
                info = archive.gettarinfo(arcname=name, fileobj=file)
                reader = _Summing(file)
                archive.addfile(info, reader)
                sums[name] = reader.digest.hexdigest()
        manifest = {"format": FORMAT, "at": at.isoformat(), "migrations": database.migrations(), "sha256": sums}
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mtime, info.mode = len(text), int(at.timestamp()), 0o600
        archive.addfile(info, io.BytesIO(text))
    return sums


def _stored_files():
    """Name and path of every stored file, without those that are just being written."""
    media = Path(settings.MEDIA_ROOT)
    for path in sorted(media.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield FILES + str(path.relative_to(media)), path


def _unpack(path, folder):
    """Unpack the archive and hold every member against the manifest."""
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                _unpack_member(archive, member, folder)
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, tarfile.TarError, ValueError) as error:
        raise CommandError(f"{path} is not a whole backup: {error}") from error
    (folder / MANIFEST).unlink()
    found = {str(file.relative_to(folder)): _sha256(file) for file in folder.rglob("*") if file.is_file()}
    if found != manifest["sha256"]:
        wrong = sorted(set(found.items()) ^ set(manifest["sha256"].items()))
        raise CommandError(f"{path} is damaged: {wrong[0][0]} is not what was written.")
    return manifest


def _unpack_member(archive, member, folder):
    target = (folder / member.name).resolve()
    if not member.isfile() or folder.resolve() not in target.parents:
        raise tarfile.TarError(f"{member.name} does not belong there")
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as output:
        shutil.copyfileobj(archive.extractfile(member), output)
        output.flush()
        os.fsync(output.fileno())


def _check_version(manifest):
    on_disk = MigrationLoader(None).disk_migrations
    # Those that one migration stands for by now are known too.
    known = {".".join(key) for migration in on_disk.values() for key in [(migration.app_label, migration.name), *migration.replaces]}
    newer = [name for name in manifest["migrations"] if name not in known]
    if newer:
        raise CommandError(f"The backup is of a newer version of the portal: this one does not know {newer[0]}.")


class _Summing:
    """A file that adds up its digest as it is read."""

    def __init__(self, file):
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size=-1):
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


def _sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
