"""Reads a scan as the child does, in a process of its own (lib/tests/apart.py)."""
from essays.reading import child, limits


def read(kind, source, folder):
    limits.limit_resources()
    child.read_slice(kind, source, folder, 1, limits.SLICE)
