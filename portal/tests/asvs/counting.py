"""Tests say which requirements of OWASP ASVS 5.0 they prove, `@pytest.mark.asvs("6.2.1")`; a run says how many were."""
import pytest

from portal.tests.asvs.levels import LEVEL_OF


def pytest_configure(config):
    config.addinivalue_line("markers", "asvs(*numbers): requirements of OWASP ASVS 5.0 that the test proves")


def pytest_collection_modifyitems(items):
    for item in items:
        numbers = {number for mark in item.iter_markers("asvs") for number in mark.args}
        if unknown := numbers - set(LEVEL_OF):
            raise pytest.UsageError(f"{item.nodeid}: no requirement of levels 1 and 2: {sorted(unknown)}")
        # Properties travel with the report from the process that ran the test.
        item.user_properties += [("asvs", number) for number in sorted(numbers)]


def pytest_terminal_summary(terminalreporter):
    carried, failed = set(), set()
    for outcome, reports in terminalreporter.stats.items():
        for report in reports:
            numbers = {number for key, number in getattr(report, "user_properties", ()) if key == "asvs"}
            if outcome == "passed":
                carried |= numbers
            elif outcome in ("failed", "error"):
                failed |= numbers
    proven = carried - failed
    if proven:
        counts = [sum(LEVEL_OF[number] == level for number in proven) for level in (1, 2)]
        totals = [sum(found == level for found in LEVEL_OF.values()) for level in (1, 2)]
        words = ", ".join(f"level {level}: {count} of {total}" for level, count, total in zip((1, 2), counts, totals, strict=True))
        terminalreporter.write_line(f"OWASP ASVS 5.0 proven by this run: {len(proven)} ({words}); the rest: docs/asvs.md")
