import re

import pytest
from django.conf import settings
from django.template import Context, Template

TEMPLATES = settings.BASE_DIR / "templates"
# A key is an address, not a figure: printed straight it would get its dot too.
KEY_PRINTED_STRAIGHT = re.compile(r"\{\{ *(?:\w+\.)*pk *\}\}")


@pytest.mark.parametrize(("number", "text"), [(999, "999"), (1234, "1.234"), (-1234567, "-1.234.567")])
def test_a_figure_in_a_page_has_a_dot_between_thousands(number, text):
    assert Template("{{ number }}").render(Context({"number": number})) == text


def test_no_page_prints_a_key_as_a_figure():
    pages = [path for path in TEMPLATES.rglob("*.html") if KEY_PRINTED_STRAIGHT.search(path.read_text())]

    assert pages == []
