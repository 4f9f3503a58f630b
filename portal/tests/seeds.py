"""What migrations put into tables, given back after a test that empties them (a transactional one)."""
from portal.tests.kept_rows import put_rows_back, rows_of_tables

_rows = {}


def keep_seeds():
    """Remember the rows of every table as migrations left it."""
    _rows.update(rows_of_tables())


def give_seeds_back():
    """Put the rows back; a test that stopped before it emptied anything has left them where they were."""
    if _rows:
        put_rows_back(_rows)


def empties_tables(item):
    """Whether the test ends with a flush of all tables."""
    marker = item.get_closest_marker("django_db")
    transactional = bool(marker and marker.kwargs.get("transaction"))
    return transactional or bool({"transactional_db", "live_server"} & set(item.fixturenames))
