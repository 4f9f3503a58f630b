import logging
import logging.config
import re
import sys

import pytest

from portal.logs import WithoutValues, log_settings

_FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"


def formatted(raise_it):
    try:
        raise_it()
    except Exception:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It failed.", (), sys.exc_info())
        return WithoutValues(_FORM).format(record)


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


@pytest.mark.asvs("16.4.1", "16.2.4")
def test_what_is_told_cannot_make_up_another_entry():
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "Not Found: %s", ("/a\n2026-01-01 ERROR x Nguyễn\r\x1b[2J\u2028",), None)

    text = WithoutValues(_FORM).format(record)

    assert text.splitlines() == [text]
    assert "\\n2026-01-01" in text and "\x1b" not in text and "Nguyễn" in text


@pytest.mark.asvs("16.2.2", "16.2.3")
@pytest.mark.parametrize("with_values", [False, True])
def test_entries_bear_their_moment_with_its_offset_and_go_to_the_output_alone(with_values):
    settings = log_settings(level="INFO", with_values=with_values)
    assert [handler["stream"] for handler in settings["handlers"].values()] == ["ext://sys.stdout"]
    form = logging.config.dictConfigClass(settings).configure_formatter({**settings["formatters"]["line"]})
    text = form.format(logging.LogRecord("x", logging.INFO, __file__, 1, "ok", (), None))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} INFO x ok", text)
