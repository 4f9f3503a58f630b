"""What the portal writes to its log: what happened and where in the code, never the values it happened with."""
import logging
import traceback


class OneLine(logging.Formatter):
    """An entry begins on a line of its own and nothing it tells can make up another; its time bears its offset."""

    def __init__(self, format):
        super().__init__(format, "%Y-%m-%dT%H:%M:%S%z")

    def formatMessage(self, record):
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in super().formatMessage(record))


class WithoutValues(OneLine):
    """Gives an exception by its class and the lines it came through; messages may hold names of people."""

    def formatException(self, info):
        lines = []
        error = info[1]
        while error is not None:
            lines += traceback.format_tb(error.__traceback__)
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}\n")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()


def log_settings(*, level, with_values):
    """Django's LOGGING: everything to standard output."""
    form = {
        "()": f"portal.logs.{'OneLine' if with_values else 'WithoutValues'}", "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": form},
        "handlers": {"output": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
        "root": {"handlers": ["output"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # A refused cookie or a wrong host is no news; both come from robots by the thousand.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # Writes addresses and every sign-in down; what counts lies in its table for a quarter of an hour.
            "axes": {"level": "ERROR"},
            # Says at every page what it is drawing.
            "weasyprint": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
        },
    }
