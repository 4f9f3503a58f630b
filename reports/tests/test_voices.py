"""How the text names who reports, with everything entered, with the workbook's columns only, and with nothing."""
import dataclasses

import pytest

from documents.models import IssuingBody
from reports.tests.making import figures
from reports.voices import issuing_body_of, voice_of


def _voice(campaign, unit, body, **changes):
    voice = voice_of(campaign=campaign, unit=unit, body=body, figures=figures(**changes))
    return {f.name: getattr(voice, f.name) for f in dataclasses.fields(voice) if f.name not in ("basis", "subject")}


@pytest.fixture
def workbook_body(tree):
    return IssuingBody.objects.create(
        unit=tree.committee, superior_name="Huyện uỷ An Lạc", name="Ban Tuyên giáo", symbol="BTGHU", place="An Lạc"
    )


def test_names_follow_from_the_columns_of_the_workbook(campaign, tree, workbook_body):
    tree.committee.kind_name = "Đảng bộ huyện"

    assert _voice(campaign, tree.committee, workbook_body) == {
        "body": "Ban Tuyên giáo Huyện uỷ", "board": "Ban Tuyên giáo", "organisation": "Đảng bộ huyện",
        "committee": "Huyện uỷ", "unit": "đơn vị", "below": "các tổ chức cơ sở đảng trực thuộc", "place": "cơ sở",
    }


def test_names_entered_go_before_names_derived(campaign, tree, workbook_body):
    workbook_body.prose_name = "Ban Tuyên giáo và Dân vận Đảng uỷ xã"
    workbook_body.organisation_name, workbook_body.committee_name = "Đảng bộ xã", "Đảng uỷ xã"

    voice = _voice(campaign, tree.committee, workbook_body)

    assert (voice["body"], voice["organisation"], voice["committee"]) == (
        "Ban Tuyên giáo và Dân vận Đảng uỷ xã", "Đảng bộ xã", "Đảng uỷ xã"
    )


def test_a_base_without_a_letterhead_speaks_as_its_committee(campaign, tree):
    tree.x.name = "Đảng bộ xã Tân Lập"

    assert _voice(campaign, tree.x, None, of_base=True, only_cells=True) == {
        "body": "Đảng uỷ xã Tân Lập", "board": "Đảng uỷ xã Tân Lập", "organisation": "Đảng bộ xã Tân Lập",
        "committee": "Đảng uỷ xã Tân Lập", "unit": "chi bộ", "below": "các chi bộ trực thuộc", "place": "chi bộ",
    }


def test_a_committee_of_a_base_stands_without_its_superior(campaign, tree):
    body = IssuingBody(
        unit=tree.x, superior_name="Đảng bộ huyện An Lạc", name="Đảng uỷ xã Tân Lập", symbol="ĐU", place="Tân Lập"
    )

    assert _voice(campaign, tree.x, body)["body"] == "Đảng uỷ xã Tân Lập"


def test_the_body_is_that_of_the_day(tree, workbook_body, campaign):
    workbook_body.valid_to = campaign.study_due_on
    workbook_body.save()

    assert issuing_body_of(tree.committee, campaign.starts_on) == workbook_body
    assert issuing_body_of(tree.committee, campaign.study_due_on) is None
