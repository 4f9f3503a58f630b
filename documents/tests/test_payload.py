import datetime
from types import SimpleNamespace

import pytest

from documents.payload import InvalidPayload, check_payload, issued_payload, payload_bytes
from documents.tests.sample import sample_payload


def test_the_sample_is_valid():
    assert check_payload(sample_payload()) is None


def _without(name):
    payload = sample_payload()
    del payload[name]
    return payload


def _with_block(**block):
    return sample_payload(blocks=[block])


def _with_appendix(**changes):
    payload = sample_payload()
    payload["appendices"][1].update(changes)
    return payload


@pytest.mark.parametrize(("payload", "message"), [
    ([], "payload: not an object"),
    (_without("place"), "payload: place is missing"),
    (sample_payload(palce="x"), "payload: unknown field palce"),
    (sample_payload(number="7"), "payload.number: may not be str"),
    (sample_payload(number=True), "payload.number: may not be bool"),
    (sample_payload(number=0), "payload.number: numbers start at 1"),
    (sample_payload(number=None), "payload.number: an issued paper has a number"),
    (sample_payload(issued_on=None), "payload.issued_on: an issued paper has a day"),
    (sample_payload(issued_on="12/01/2018"), "payload.issued_on: not a day (YYYY-MM-DD)"),
    (sample_payload(type_code="XX"), "payload.type_code: unknown type 'XX'"),
    (sample_payload(addressees=["Huyện uỷ"]), "payload.addressees: this type addresses nobody"),
    (sample_payload(abstract=[1]), "abstract[0]: not text"),
    (sample_payload(signature={"authority": "", "post": ""}), "signature: name is missing"),
    (_with_block(kind="poem", text="x"), "blocks[0].kind: unknown kind 'poem'"),
    (_with_block(kind="item", text="x"), "blocks[0]: heading is missing"),
    (_with_appendix(orientation="upright"), "appendices[1].orientation: portrait or landscape"),
    (_with_appendix(rows=[["1"]]), "appendices[1].rows[0]: not as many cells as columns"),
    (_with_appendix(total=["1"]), "appendices[1].total: not as many cells as columns"),
    (_with_appendix(columns=[]), "appendices[1].columns: no column"),
    (_with_appendix(columns=[{"label": "x", "align": "up", "weight": 1}]),
     "appendices[1].columns[0].align: left, right or center"),
    (_with_appendix(columns=[{"label": "x", "align": "left", "weight": 0}]),
     "appendices[1].columns[0].weight: must be more than 0"),
])
def test_an_error_names_its_place(payload, message):
    with pytest.raises(InvalidPayload) as error:
        check_payload(payload)

    assert str(error.value) == message


def test_a_cell_must_be_text():
    payload = sample_payload()
    payload["appendices"][0]["rows"][2][4] = 3

    with pytest.raises(InvalidPayload) as error:
        check_payload(payload)

    assert str(error.value) == "appendices[0].rows[2][4]: not text"


@pytest.mark.parametrize("state", [{"draft": 1, "copy_to_sign": False}, {"draft": None, "copy_to_sign": True}])
def test_a_paper_on_its_way_needs_no_number(state):
    assert check_payload(sample_payload(number=None, issued_on=None, **state)) is None


def test_bytes_do_not_depend_on_the_order_of_keys():
    payload = sample_payload()
    backwards = dict(reversed(payload.items()))

    assert list(backwards) != list(payload)
    assert payload_bytes(backwards) == payload_bytes(payload)
    assert payload_bytes({"b": "ỷ", "a": 1}) == '{"a":1,"b":"ỷ"}'.encode()


@pytest.mark.django_db
def test_issue_freezes_number_day_signer_and_layout():
    signer = SimpleNamespace(authority="TRƯỞNG BAN", post="", full_name="Trần Thị B")
    draft = sample_payload(number=None, issued_on=None, copy_to_sign=True, draft=2, layout="hd11")

    frozen = issued_payload(draft, number=8, issued_on=datetime.date(2018, 4, 3), signer=signer)

    changed = {name: value for name, value in frozen.items() if draft.get(name, ...) != value}
    settings = changed.pop("layout_settings")
    assert changed == {
        "number": 8, "issued_on": "2018-04-03", "copy_to_sign": False, "draft": None, "layout": "hd36",
        "signature": {"authority": "TRƯỞNG BAN", "post": "", "name": "Trần Thị B"},
    }
    assert (settings["code"], settings["margin_top"]) == ("hd36", 20)
    assert check_payload(frozen) is None
    assert (draft["number"], draft["layout"]) == (None, "hd11")
