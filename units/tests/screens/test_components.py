import datetime
import re

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from units.screens.fields import CountField, DayField, PhoneField
from units.screens.statuses import STATUSES
from units.screens.values import text_of


class HeadsForm(forms.Form):
    present = CountField(label="Present")
    part = forms.ChoiceField(label="Part of day", choices=[("m", "Morning"), ("e", "Evening")], widget=forms.RadioSelect)
    held_on = DayField(label="Day", help_text="the day of the class")


def _draw(template, **context):
    return engines["django"].from_string("{% load components %}" + template).render(context, RequestFactory().get("/here/?a=1"))


def test_a_state_is_an_icon_and_a_word():
    html = _draw('{% status "overdue" "7 days" %}')

    assert re.sub(r"<svg.*?</svg>", "[icon]", html) == '<span class="status tone-bad">[icon] 7 days</span>'


def test_the_sprite_holds_every_icon_that_is_used(settings):
    sprite = (settings.BASE_DIR / "static/icons.svg").read_text()
    held = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    texts = [path.read_text() for path in settings.BASE_DIR.glob("templates/**/*.html")]
    asked = {name for text in texts for name in re.findall(r"""(?:\{% icon |picture=)["']([\w-]+)["']""", text)}
    named = {picture for _tone, picture, _word in STATUSES.values()}

    assert sorted((asked | named) - held) == []


def test_what_a_user_wrote_stays_text_in_every_piece():
    text = "<script>alert(1)</script>"
    html = _draw(
        "{% status 'x' text %}{% card title=text %}{{ text }}{% endcard %}{% note title=text %}{{ text }}{% endnote %}"
        "{% empty_state text %}{{ text }}{% endempty_state %}{% breadcrumbs text '/' text %}{% progress 1 2 text %}"
        "{% table caption=text %}{{ text }}{% endtable %}", text=text,
    )

    assert html.count("<script>") == 0


def test_errors_are_summed_up_with_links_to_their_fields():
    form = HeadsForm({"present": "x", "held_on": "5/1/18"})
    html = _draw("{% form_errors form %}", form=form)

    assert re.findall(r'href="#(\w+)"', html) == ["id_present", "id_part_0"]
    assert html.count("data-error-summary") == 1


def test_a_question_takes_no_colon_in_the_summary():
    form = HeadsForm({"present": "x", "part": "m", "held_on": "05/01/2018"})
    form.fields["present"].label = "How many?"

    assert re.findall(r'href="#id_present">(How many.*?) ', _draw("{% form_errors form %}", form=form)) == ["How many?"]


def test_a_form_without_errors_has_no_summary():
    assert _draw("{% form_errors form %}", form=HeadsForm()).strip() == ""


def test_a_whole_form_keeps_a_wrong_entry_and_ties_the_error_to_the_field():
    form = HeadsForm({"present": "twelve", "held_on": "5/1/18"})
    html = _draw('{% service_form form submit="Save" %}', form=form)
    field = re.search(r'<input[^>]*name="present"[^>]*>', html).group()

    assert re.findall(r'value="(\w+)"', field) == ["twelve"]
    assert re.findall(r'aria-describedby="([\w ]+)"', field) == ["id_present_error"]
    assert html.count('id="id_present_error"') == 1
    assert re.findall(r'<form method="post" action="(.*?)"', html) == ["/here/?a=1"]


@pytest.mark.parametrize("typed", ["2018-01-05", "5/1/18", "05/01/2018", "5-1-2018", "5.1.2018"])
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == datetime.date(2018, 1, 5)


@pytest.mark.parametrize(("typed", "count"), [("25", 25), ("1.234", 1234), ("1 234", 1234), (" 7 ", 7)])
def test_a_count_is_read_with_or_without_its_dots(typed, count):
    assert CountField().clean(typed) == count


@pytest.mark.parametrize("typed", ["-1", "1.5", "x", "1.23"])
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        CountField().clean(typed)


@pytest.mark.parametrize(("typed", "good"), [("0912 345 678", True), ("+84 912.345.678", True), ("123", False), ("", True)])
def test_a_telephone_number_has_8_to_15_digits(typed, good):
    field = PhoneField(required=False)
    try:
        field.clean(typed)
    except forms.ValidationError:
        assert not good
    else:
        assert good


def test_values_are_said_in_words():
    choice = forms.ChoiceField(choices=[("m", "Morning"), ("Evenings", [("e", "Evening")])])

    assert [
        text_of(choice, "m"), text_of(choice, "e"), text_of(choice, None), text_of(None, datetime.date(2018, 1, 5)),
        text_of(None, ["a", "b"]), text_of(None, datetime.time(8, 0)),
    ] == ["Morning", "Evening", "", "05/01/2018", "a, b", "08:00"]
