"""What the portal leaves behind beside its tables, as one reads it in production: its log and the web server's."""
import contextlib
import io
import logging
from types import SimpleNamespace

from gunicorn.config import Config
from gunicorn.glogging import Logger

from portal.gunicorn_conf import access_log_format
from portal.logs import WithoutValues


@contextlib.contextmanager
def log_in_production():
    """The log as text, from the level and in the form of production; `read()` gives what was written so far."""
    target = io.StringIO()
    handler = logging.StreamHandler(target)
    handler.setFormatter(WithoutValues("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.disable(logging.NOTSET)
    try:
        yield target.getvalue
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        logging.disable(logging.ERROR)


def access_line(answer):
    """What the web server writes down of the request."""
    atoms = Logger(Config()).atoms(
        SimpleNamespace(status=str(answer.status_code), headers=list(answer.items()), sent=1), SimpleNamespace(headers=[]),
        answer.wsgi_request.META | {"RAW_URI": answer.wsgi_request.get_full_path(), "SERVER_PROTOCOL": "HTTP/1.1"},
        SimpleNamespace(seconds=0, microseconds=1, days=0),
    )
    return access_log_format % atoms
