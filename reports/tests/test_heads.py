"""What a report of a base prints where no letterhead and no signer are entered, in the spelling of its layout."""
import pytest

from documents.models import LayoutProfile
from documents.paper import paper_of
from reports.paper import payload_of
from reports.services import compile_weekly_report


@pytest.mark.parametrize("spelling", ["uỷ", "ủy"])
def test_a_base_writes_and_signs_as_its_committee(campaign, tree, week, cut_off, spelling):
    LayoutProfile.objects.filter(code="hd11").update(settings={"tone_spelling": spelling})
    tree.x.name, tree.committee.name = "Đảng bộ xã Tân Hoà", "Đảng bộ huyện An Lạc"
    tree.x.save()
    tree.committee.save()
    report = compile_weekly_report(campaign=campaign, unit=tree.x, week=week, by=None, at=cut_off)
    payload = payload_of(report)
    paper, _layout = paper_of(payload)
    big = spelling.upper()

    # The name itself stays as the unit typed it.
    assert (paper.superior, paper.body) == ("ĐẢNG BỘ HUYỆN AN LẠC", f"ĐẢNG {big} XÃ TÂN HOÀ")
    assert paper.number.endswith("-BC/ĐU")
    assert (paper.signature["authority"], paper.signature["post"]) == (f"T/M ĐẢNG {big}", "BÍ THƯ")
    assert f"Đảng {spelling} xã Tân Hoà báo cáo" in payload["blocks"][0]["text"]
