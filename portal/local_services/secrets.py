"""Secrets of this machine: made once, kept in a file only its owner reads."""
import json
import os
import secrets


def machine_secrets(folder):
    """The secrets of the folder's `secrets.json`; what is missing is made up now and kept."""
    path = folder / "secrets.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    wanted = {"secret_key": 50, "sheet_key": 50, "owner_password": 24, "application_password": 24, "broker_password": 24}
    missing = {name: secrets.token_urlsafe(size) for name, size in wanted.items() if name not in known}
    if missing:
        known |= missing
        _write_aside(path, json.dumps(known, indent=1))
    return known


def _write_aside(path, text):
    aside = path.with_suffix(".new")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.rename(path)
