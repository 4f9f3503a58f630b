import logging
import sys

import pytest
from portal.logs import WithoutValues


def formatted(raise_it):
    try:
        raise_it()
    except Exception:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It failed.", (), sys.exc_info())
        return WithoutValues().format(record)


@pytest.mark.asvs("16.2.5", "16.3.4", "16.5.1")
def test_an_error_is_told_without_the_values_it_happened_with():
    names = ["Nguyễn Thị Đào", "Trần Văn Ân"]

    def raise_it():
        try:
            int(names[0])
        except ValueError as error:
            raise KeyError(names[1]) from error

    text = formatted(raise_it)
    assert [name for name in names if name in text] == []
    assert [line for line in text.splitlines() if line.startswith("builtins")] == ["builtins.KeyError", "builtins.ValueError"]
