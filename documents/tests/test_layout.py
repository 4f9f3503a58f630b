import datetime

import pytest

from documents.layout import Layout, layout_for, layout_from_settings, layout_named
from documents.models import LayoutProfile


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "code"), [
    (datetime.date(2018, 1, 12), "hd11"),
    (datetime.date(2018, 4, 2), "hd11"),
    (datetime.date(2018, 4, 3), "hd36"),
    (datetime.date(2026, 1, 8), "hd36"),
    (datetime.date(2026, 1, 9), "hd05"),
])
def test_layout_is_that_of_the_day(day, code):
    assert layout_for(day).code == code


@pytest.mark.django_db
def test_a_new_rule_is_a_new_row():
    LayoutProfile.objects.create(
        code="hd99", starts_on=datetime.date(2030, 1, 1), regulation="99-HD/VPTW", settings={"line_height": 17}
    )

    assert layout_for(datetime.date(2030, 1, 1)) == Layout(code="hd99", line_height=17)
    assert layout_for(datetime.date(2029, 12, 31)).line_height == 18


@pytest.mark.django_db
def test_margins_of_the_guides():
    margins = {
        code: (layout.margin_top, layout.margin_bottom, layout.margin_left, layout.margin_right)
        for code in ("hd11", "hd36", "hd05") for layout in [layout_named(code)]
    }

    assert margins == {"hd11": (25, 25, 35, 15), "hd36": (20, 20, 30, 15), "hd05": (20, 20, 30, 15)}


def test_settings_of_a_layout_give_it_back():
    layout = Layout(code="hd36", end_of_text="./.")

    assert layout_from_settings("hd36", layout.as_settings()) == layout


@pytest.mark.parametrize(("values", "message"), [
    ({"margin_tpo": 20}, "layout profile x: unknown setting margin_tpo"),
    ({"margin_top": "20"}, "layout profile x: setting margin_top may not be '20'"),
    ({"margin_top": -1}, "layout profile x: setting margin_top may not be -1"),
    ({"appendix_own_page_numbers": 1}, "layout profile x: setting appendix_own_page_numbers may not be 1"),
    ({"order": ["head", "body"]},
     "layout profile x: order must hold each of head, title, addressees, body, closing once"),
])
def test_a_wrong_setting_is_named(values, message):
    with pytest.raises(ValueError) as error:
        layout_from_settings("x", values)

    assert str(error.value) == message
