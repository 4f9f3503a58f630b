"""Twenty pages typed into a report, with tags, marks of direction and pictures: whole on screen and on paper, as text only."""
from django.urls import reverse

from documents.paper import layout_of
from documents.pdf import render_pdf
from documents.tests.page_checks import check_pages
from reports.paper import payload_of
from reports.services import compile_weekly_report, edit_paragraph

_LINE = "Ý kiến số {}: <script>alert(1)</script> <img src=x onerror=alert(2)> & \u202eđảo\u202c \u200f👍🏽 nhất trí. "


def test_it_stands_whole_on_screen_and_on_paper(client, cast, campaign, week, cut_off):
    report = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)
    remark = "\n".join("".join(_LINE.format(number * 5 + part) for part in range(5)) for number in range(110))
    paragraph = report.paragraphs.get(key="request")
    edit_paragraph(paragraph=paragraph, text=remark, version=paragraph.version, by=None)
    report.refresh_from_db()
    client.force_login(cast.officer)

    page = client.get(reverse("reports:show", args=[report.pk])).content.decode()
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 550 and page.count("👍🏽") == 550
    assert "<script>alert" not in page and "<img src=x" not in page
    # A mark that turned the direction would show the words in another order than the paper.
    assert "\u202e" not in page

    payload = payload_of(report)
    pages = check_pages(render_pdf(payload), layout_of(payload))
    said = "".join("".join(run.text.split()) for runs in pages for run in runs if run.base > 20)
    assert len(pages) > 20
    assert [f"Ýkiếnsố{number}:<script>alert(1)</script><imgsrc=xonerror=alert(2)>&đảonhấttrí." in said for number in range(550)] == [True] * 550
