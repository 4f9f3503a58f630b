"""What became of a batch: its line, its files and pages, and the lists of batches."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from campaigns.tests.test_sessions import NOW, campaign, held  # noqa: F401 (a fixture)
from essays.models import ScanBatch, ScanPage
from essays.services.pages import assign_page
from essays.services.scans import open_batch
from essays.services.sheets import sheet_of_class
from essays.tests.scans import bytes_of, pdf_of
from essays.tests.scans import sheet as drawn
from essays.tests.test_filing import TODAY, batch, duty, page_of, send, sheets  # noqa: F401 (fixtures)
from essays.tests.test_intake import _here, fill, read_all, secretary, send_url, text_of, upload  # noqa: F401 (fixtures)
from jobs.models import Job, JobState



def batch_page(client, batch, **asked):  # noqa: F811
    return client.get(reverse("essays:batch", args=[batch.pk]), asked)


def test_each_page_stands_with_its_number_and_where_it_went(client, cast, batch, sheets, campaign, tree):  # noqa: F811
    session = held(campaign, [tree.xa])
    printed = sheet_of_class(session=session, unit=tree.xa, pages=1, by=None, at=NOW)
    contents = [page_of(sheets[0], 3), page_of(printed, 1), bytes_of(drawn(texts=["", ""])), bytes_of(Image.new("L", (1240, 1754), 250))]
    file = send(batch, pdf_of(contents))
    client.force_login(cast.base_officer)
    answer = batch_page(client, batch)
    words = text_of(answer)
    assert answer.context["totals"].line == "4 trang: 2 đã xếp, 1 chờ xử lý, 1 trang trắng"
    assert answer.context["totals"].line in words
    filed, listed, queued, blank = answer.context["rows"]
    assert (filed.words, filed.url) == (
        f"{sheets[0].member.full_name}, trang 3", reverse("essays:essay", args=[file.pages.get(number=1).essay_id])
    )
    assert session.code in listed.words and listed.url == reverse("campaigns:session", args=[session.pk])
    assert (queued.words, queued.url) == ("Không tìm thấy mã trên trang.", "")
    assert blank.words == "Trang không có chữ."
    for went, count in (("filed", 2), ("queued", 1), ("set_aside", 1), ("", 4)):
        assert len(batch_page(client, batch, went=went).context["rows"]) == count
    picture = client.get(reverse("essays:small_picture", args=[queued.page.pk]))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")


def test_a_page_filed_outside_ones_reach_shows_neither_name_nor_picture(client, cast, batch, members, campaign, tree):  # noqa: F811
    [page] = send(batch, bytes_of(drawn(texts=["", ""])), "a.jpg").pages.all()
    stranger = members[tree.z.code][0]
    assign_page(page=page, campaign=campaign, member=stranger, essay_page=1, by=cast.officer, at=NOW)
    url = reverse("essays:small_picture", args=[page.pk])
    client.force_login(cast.base_officer)
    answer = batch_page(client, batch)
    assert [row.words for row in answer.context["rows"]] == ["Đã xếp cho đơn vị khác."]
    assert stranger.full_name not in text_of(answer) and url not in text_of(answer)
    assert client.get(url).status_code == 404
    client.force_login(cast.officer)
    assert stranger.full_name in text_of(batch_page(client, batch)) and client.get(url).status_code == 200


def test_an_erased_picture_is_gone(client, cast, batch):  # noqa: F811
    [page] = send(batch, bytes_of(drawn(texts=["", ""])), "a.jpg").pages.all()
    ScanPage.objects.filter(pk=page.pk).update(erased_at=NOW)
    client.force_login(cast.officer)
    assert client.get(reverse("essays:small_picture", args=[page.pk])).status_code == 404
    assert not batch_page(client, batch).context["rows"][0].has_picture


def test_the_same_bytes_again_say_when_and_where_they_were_sent(client, cast, batch, sheets, campaign, tree):  # noqa: F811
    content = page_of(sheets[0], 1)
    send(batch, content, "a.jpg")
    send(batch, content, "b.jpg", key="b")
    client.force_login(cast.base_officer)
    words = text_of(batch_page(client, batch))
    assert "Chính tệp này đã được gửi lúc" in words and "trong tập này" in words
    # Another's batch is not named to whom it is closed.
    other = open_batch(campaign=campaign, unit=tree.xa, on=TODAY, by=cast.secretary_a, at=NOW)
    send(other, content, "c.jpg")
    client.force_login(cast.secretary_a)
    words = text_of(batch_page(client, other))
    assert "Chính tệp này đã được gửi lúc" in words and reverse("essays:batch", args=[batch.pk]) not in words


def test_while_files_are_read_the_page_asks_again_and_then_is_loaded_anew(secretary, send_url, sheets):  # noqa: F811
    answer = fill(secretary, send_url, upload("a.jpg", page_of(sheets[0], 1)))
    url = reverse("essays:batch_progress", args=[ScanBatch.objects.get().pk])
    assert url in text_of(answer) and '<noscript><meta http-equiv="refresh"' in text_of(answer)
    assert "HX-Refresh" not in secretary.get(f"{url}?load")
    read_all()
    assert secretary.get(f"{url}?load")["HX-Refresh"] == "true"
    elsewhere = secretary.get(url)
    assert ("HX-Refresh" in elsewhere, elsewhere.status_code) == (False, 286)
    assert url not in text_of(secretary.get(answer.redirect_chain[0][0]))


def test_work_that_failed_says_so_and_can_be_run_again(secretary, send_url, sheets):  # noqa: F811
    answer = fill(secretary, send_url, upload("a.jpg", page_of(sheets[0], 1)))
    Job.objects.update(state=JobState.FAILED, error="MemoryError", finished_at=NOW)
    words = text_of(secretary.get(answer.redirect_chain[0][0]))
    assert "không đủ bộ nhớ" in words and reverse("jobs:show", args=[Job.objects.get().pk]) in words


# The lists


def test_the_list_shows_the_line_of_each_batch_in_the_same_few_queries(client, cast, batch, sheets, campaign, tree, duty):  # noqa: F811
    send(batch, pdf_of([page_of(sheets[0], 1), bytes_of(drawn(texts=["", ""]))]))
    client.force_login(cast.base_officer)
    urls = [reverse("essays:batches"), reverse("essays:unit_batches", args=[duty.parent.pk])]
    before = [queries_of(client, url) for url in urls]
    for key in "bc":
        other = open_batch(campaign=campaign, unit=tree.xa, on=TODAY, by=cast.secretary_a, at=NOW)
        send(other, page_of(sheets[1], 1, ink=ord(key)), "a.jpg", key=key)
    assert [queries_of(client, url) for url in urls] == before
    words = text_of(client.get(urls[1]))
    assert "2 trang: 1 đã xếp, 1 chờ xử lý" in words and cast.secretary_a.full_name in words
    assert len(client.get(urls[0], {"waiting": "on"}).context["rows"]) == 2
    assert len(client.get(urls[0], {"q": tree.xa.code}).context["rows"]) == 2
    client.force_login(cast.secretary_a)
    assert {row["batch"].unit for row in client.get(urls[0]).context["rows"]} == {tree.xa}


def test_the_batch_asks_the_same_number_of_questions_for_one_page_and_for_many(client, cast, batch, sheets):  # noqa: F811
    client.force_login(cast.base_officer)
    url = reverse("essays:batch", args=[batch.pk])
    send(batch, page_of(sheets[0], 1), "a.jpg")
    before = queries_of(client, url)
    pages = [page_of(sheet, page) for sheet in sheets for page in (2, 3)]
    send(batch, pdf_of([*pages, bytes_of(drawn(texts=["", ""]))]), key="b")
    send(batch, b"only words", "c.pdf", key="c")
    assert queries_of(client, url) == before


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_waiting_pages_are_said_where_one_looks_first(client, cast, batch, duty, sheets):  # noqa: F811
    pages = [reverse("home"), reverse("essays:register", args=[duty.parent.pk])]
    words = "1 trang quét chờ xử lý"
    client.force_login(cast.base_officer)
    assert not any(words in text_of(client.get(url)) for url in pages)
    send(batch, bytes_of(drawn(texts=["", ""])), "a.jpg")
    assert all(words in text_of(client.get(url)) for url in pages)
    for who in (cast.leader, cast.inspector, cast.secretary_a, cast.secretary_b):
        client.force_login(who)
        assert words not in text_of(client.get(pages[0]))
