"""The way of a paper to its signature: who may do which step when, what a change of the text undoes, who is told."""
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from documents import kinds
from documents.inbox import inbox_of
from documents.services.signing import agree_to, return_paper, send_for_signature, take_back
from documents.signing import PaperState
from lib.conflict import StaleVersion
from reports.services import compile_weekly_report, edit_paragraph, make_copy_to_sign
from reports.tests.conftest import campaign, cut_off, week  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(campaign, week, cut_off, cast):  # noqa: F811
    return compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=cast.officer, at=cut_off)


def send(paper, cast, at):
    return send_for_signature(paper=paper, version=paper.version, by=cast.officer, at=at)


def inside(user):
    client = Client()
    client.force_login(user)
    return client


def rows(user):
    return [(row.state, row.remark) for row in inbox_of(user, at=timezone.now())]


def test_sent_returned_sent_again_and_agreed_to(draft, cast, cut_off):  # noqa: F811
    assert (rows(cast.officer), rows(cast.leader)) == ([("draft", "")], [])
    sent = send(draft, cast, cut_off)
    assert (rows(cast.officer), rows(cast.leader), rows(cast.stranger)) == ([], [("waiting", "")], [])
    returned = return_paper(paper=sent, version=sent.version, remark=" Nêu rõ lý do. ", by=cast.leader, at=cut_off)
    assert (returned.draft_number, returned.is_returned) == (2, True)
    assert (rows(cast.officer), rows(cast.leader)) == ([("returned", "Nêu rõ lý do.")], [])
    agreed = agree_to(paper=send(returned, cast, cut_off), version=returned.version, by=cast.leader, at=cut_off)
    assert (agreed.state, agreed.remark, agreed.answered_by) == (PaperState.AGREED, "", cast.leader)
    assert (rows(cast.officer), rows(cast.leader)) == ([("agreed", "")], [])
    actions = list(Entry.objects.filter(action__startswith="documents.paper.").order_by("pk").values_list("action", "actor_id"))
    assert [(action.rpartition(".")[2], actor) for action, actor in actions] == [
        ("sent", cast.officer.pk), ("returned", cast.leader.pk), ("sent", cast.officer.pk), ("agreed", cast.leader.pk),
    ]


def test_a_draft_of_a_base_waits_for_the_base_alone(campaign, tree, week, cut_off, cast):  # noqa: F811
    compile_weekly_report(campaign=campaign, unit=tree.x, week=week, by=cast.base_officer, at=cut_off)
    assert (rows(cast.base_officer), rows(cast.officer)) == ([("draft", "")], [])


def test_a_step_out_of_turn_is_refused(draft, cast, cut_off):  # noqa: F811
    terms = {"version": draft.version, "by": cast.leader, "at": cut_off}
    for step in (lambda: agree_to(paper=draft, **terms), lambda: return_paper(paper=draft, remark="x", **terms),
                 lambda: take_back(paper=draft, by=cast.officer, at=cut_off)):
        with pytest.raises(ValidationError):
            step()
    sent = send(draft, cast, cut_off)
    with pytest.raises(ValidationError):
        send(sent, cast, cut_off)
    with pytest.raises(ValidationError, match="remark"):
        return_paper(paper=sent, remark="  ", **terms)
    assert take_back(paper=sent, by=cast.officer, at=cut_off).state == PaperState.DRAFT


def test_nobody_agrees_to_a_text_he_did_not_see(draft, cast, cut_off):  # noqa: F811
    agreed = agree_to(paper=send(draft, cast, cut_off), version=draft.version, by=cast.leader, at=cut_off)
    copied = make_copy_to_sign(report=agreed, by=cast.officer, at=cut_off)
    paragraph = draft.paragraphs.first()
    edit_paragraph(paragraph=paragraph, text="Khác.", version=paragraph.version, by=cast.officer)
    copied.refresh_from_db()
    assert (copied.state, copied.copied_at) == (PaperState.DRAFT, None)
    sent = send(copied, cast, cut_off)
    with pytest.raises(StaleVersion):
        agree_to(paper=sent, version=draft.version, by=cast.leader, at=cut_off)


def test_a_report_of_an_open_week_is_not_sent(campaign, week, cut_off, cast):  # noqa: F811
    early = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off - timezone.timedelta(hours=1))
    assert rows(cast.officer) in ([], [("draft", "")])
    with pytest.raises(ValidationError):
        send(early, cast, cut_off)


def test_listeners_hear_each_step_inside_its_transaction(draft, cast, cut_off, monkeypatch):  # noqa: F811
    heard = []
    monkeypatch.setattr(kinds, "_listeners", [lambda paper, step, by: heard.append((step, by.username))])
    take_back(paper=send(draft, cast, cut_off), by=cast.officer, at=cut_off)
    assert heard == [("sent", "officer"), ("taken_back", "officer")]


def test_a_leader_reads_and_returns_it_with_odd_remarks(draft, cast, cut_off):  # noqa: F811
    send(draft, cast, cut_off)
    leader, address = inside(cast.leader), reverse("reports:answer", args=[draft.pk])
    page = leader.get(address)
    key = page.context["form"]["form_key"].value()
    remark = "<script>alert(1)</script> \u202eđảo\u202c 👍 " + "dài " * 10_000
    answered = leader.post(address, {"answer": "return", "remark": remark, "version": draft.version, "form_key": str(key)})
    assert answered.status_code == 302
    draft.refresh_from_db()
    assert (draft.remark, draft.draft_number) == (remark.strip(), 2)
    shown = inside(cast.officer).get(reverse("reports:show", args=[draft.pk])).content.decode()
    assert "&lt;script&gt;alert(1)" in shown and "<script>alert(1)" not in shown
