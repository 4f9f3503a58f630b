class StaleVersion(Exception):
    """Somebody else changed the row since it was shown; `current` is the row as it stands."""

    def __init__(self, current):
        super().__init__(f"{current._meta.label} {current.pk} is at version {current.version}")
        self.current = current


def check_version(row, version):
    """Raise StaleVersion unless the locked row is still at the version the editor saw."""
    if row.version != version:
        raise StaleVersion(row)
