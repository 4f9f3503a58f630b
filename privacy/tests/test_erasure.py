"""A member is erased: no word of his is left anywhere, every figure stays, and the journal is still as it was sealed."""
import datetime
import io

import psycopg2
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Entry, Replaced
from audit.seals import seal_entries, verify_seals
from campaigns.models import Campaign
from campaigns.services import member_changes
from campaigns.services.attendance import AttendanceRow, NamedAbsence
from campaigns.tests.test_sessions import DAY, NOW, campaign, held  # noqa: F401 (a fixture)
from essays.filing.storage import append, keep_original, picture_path
from essays.models import Essay, Proposal, ScanPage
from essays.services.register import mark_essay, return_essay
from essays.tests.piles import lay_pile
from essays.tests.test_filing import TODAY, batch, duty, sheets  # noqa: F401 (fixtures)
from essays.tests.test_intake import text_of
from files.storage import original_path
from lib.spreadsheet.writing import WorkbookWriter
from portal.tests.kept_rows import rows_of_tables
from portal.tests.test_database_roles import as_application, refusal_of  # noqa: F401 (a fixture)
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook.services import upload_workbook
from privacy.models import DataRequest, RequestKind, RequestState
from privacy.services.erasure import erase_member
from reports.figures.counting import figures_of
from units.models import Member

NAME, FIRST_NAME, CARD, DECISION = "Hoàng Thị Bích Ngọc", "Hoàng Bích Ngoc", "907007", "QĐ 77-QĐ/ĐU"
WORDS = [NAME, FIRST_NAME, "hoang thi bich ngoc", CARD, DECISION, "19/05/1961", "LYDO-RIENG", "XIN-XOA", "bai-cua-ngoc"]


@pytest.fixture
def row(campaign, duty, batch, sheets, members, tree, cast):  # noqa: F811
    """The request of a member of whom every room keeps something."""
    member = sheets[0].member
    facts = {"kind": member.kind, "exempt_from_activity": False, "managed_by": None, "by": cast.officer, "at": NOW}
    for version, (name, exempt, decision) in enumerate([(FIRST_NAME, False, ""), (NAME, True, DECISION)], 1):
        member_changes.change_member(
            member=member, version=version, on=TODAY, card_number=CARD, full_name=name, born="19/05/1961", exempt_from_essay=exempt,
            exemption_decision=decision, **facts,
        )
    held(campaign, [tree.xa], rows=[AttendanceRow(tree.xa, summoned=3, present=2, absent_excused=1, absences=(NamedAbsence(member, excused=True),))])
    file = lay_pile(batch, [(sheets[0], 1), (sheets[0], 2)], name="bai-cua-ngoc.pdf")
    append(file.pk, [b"as it came"])
    keep_original(file.pk, file.sha256)
    ScanPage.objects.filter(file=file).update(name="bai-cua-ngoc.jpg")
    essay = Essay.objects.get(member=member)
    return_essay(essay=essay, reason="LYDO-RIENG", on=TODAY, by=cast.officer, at=NOW)
    lay_pile(batch, [(sheets[0], 1)])
    mark_essay(essay=Essay.objects.get(pk=essay.pk), passed=True, on=TODAY, by=cast.officer, at=NOW)
    Proposal.objects.create(campaign=campaign, unit=tree.xa, text="Đề nghị", search_text="de nghi", noted_on=TODAY, author=member)
    upload_workbook(unit=tree.committee, chunks=[workbook_naming(NAME, CARD)], name="so.xlsx", by=cast.officer, at=NOW, job=False)
    return DataRequest.objects.create(
        unit=tree.xa, member=member, kind=RequestKind.ERASE, wish="XIN-XOA", received_on=TODAY, reply_due_on=TODAY, due_on=TODAY, recorded_at=NOW
    )


def workbook_naming(*words):
    target = io.BytesIO()
    with WorkbookWriter(target) as workbook:
        workbook.add_table("Trang", ["a", "b"], [words])
    return target.getvalue()


@pytest.fixture
def sealed(row):
    seal_entries(at=timezone.now() + datetime.timedelta(hours=2))
    assert list(verify_seals()) == [] and Entry.objects.filter(details__card=CARD).exists()


def erase(row, **facts):
    facts = {"reason": "Đã ra khỏi Đảng", "decision": "12-QĐ/HU", "despite_campaigns": True, "by": User.objects.get(username="officer"), "at": timezone.now(), **facts}
    return erase_member(row=row, **facts)


def found():
    """`{table: words of his}` over every table there is."""
    return {table: hits for table, text in rows_of_tables().items() if (hits := [word for word in WORDS if word in text])}


def faults():
    return [(fault.what, fault.entry_id) for fault in verify_seals()]


def figures(campaign):  # noqa: F811
    return figures_of(campaign, unit=campaign.unit, at=NOW + datetime.timedelta(days=1))


def test_no_word_is_left_every_figure_stays_and_the_seals_hold(row, sealed, campaign, as_application, settings):  # noqa: F811
    counted, written = figures(campaign), Essay.objects.values_list("state", "handed_in_on", "marked_on").get()
    pictures = [picture_path(page) for page in ScanPage.objects.filter(member=row.member)]
    original = original_path(ScanPage.objects.filter(name__startswith="bai").first().file.sha256)
    assert set(found()) >= {"units_member", "units_memberevent", "audit_entry", "essays_scanpageevent", "campaigns_dutychange"}
    assert original.exists() and all(path.exists() for path in pictures)

    cursor = as_application()
    erase(row)
    cursor.execute("RESET ROLE")

    assert found() == {}
    assert not original.exists() and not any(path.exists() for path in pictures)
    assert not any(settings.MEDIA_ROOT.glob("workbooks/*.xlsx"))
    assert figures(campaign) == counted and Essay.objects.values_list("state", "handed_in_on", "marked_on").get() == written
    member = Member.objects.get(pk=row.member_id)
    assert (member.full_name, member.card_number) == (f"Đảng viên đã xóa số {member.pk}", f"XOA-{member.pk}")
    row.refresh_from_db()
    assert (row.state, row.wish) == (RequestState.DONE, "")
    assert faults() == [] and Replaced.objects.exists()


def test_what_is_changed_after_a_lawful_erasure_is_found(row, sealed):
    erase(row)
    changed = Replaced.objects.order_by("pk").first()
    assert faults() == []

    Entry.objects.filter(pk=changed.entry_id).update(actor_name="Ai đó")
    assert ("changed", changed.entry_id) in faults()
    Entry.objects.filter(pk=changed.entry_id).delete()
    assert ("removed", changed.entry_id) in faults()
    # Words taken out under the cloak of a replacement that no line of the journal explains, or with another hash.
    Replaced.objects.filter(pk=changed.pk).update(because="request:0")
    assert ("unexplained", None) in faults()
    Replaced.objects.filter(pk=changed.pk).update(was=b"x" * 32)
    assert [fault for fault in faults() if fault[0] == "changed"]


def test_what_is_entered_before_its_seal_is_erased_too(row):
    erase(row)
    seal_entries(at=timezone.now() + datetime.timedelta(hours=2))

    assert faults() == []
    Entry.objects.filter(pk=Replaced.objects.first().entry_id).update(action="x")
    assert len(faults()) == 1


def test_the_narrow_way_does_nothing_else(row, as_application):  # noqa: F811
    cursor = as_application()
    ways = [
        # Nobody is erased yet; words of the journal, a row of it, a line about what was replaced.
        f"SELECT privacy_erase_history({row.pk}, '{{}}', '{{}}')",
        "UPDATE audit_entry SET details = '{}'", "INSERT INTO audit_replaced (entry_id, was, because) VALUES (1, '', '')",
        "UPDATE audit_replaced SET because = ''", "UPDATE units_memberevent SET full_name = ''",
    ]
    assert [refusal_of(cursor, way) for way in ways] == [psycopg2.errors.InsufficientPrivilege] * len(ways)
    cursor.execute("SELECT audit_drop_readings(array_agg(id), array_agg(''::bytea), 'x') FROM audit_entry")
    assert cursor.fetchone() == (0,)


def test_it_waits_for_the_campaign_asks_for_a_decision_and_is_done_once(row, client, cast):
    with pytest.raises(ValidationError) as caught:
        erase(row, despite_campaigns=False, decision="")
    assert set(caught.value.error_dict) == {"decision", "despite_campaigns"}
    client.force_login(cast.officer)
    url = reverse("own_data:erase", args=[row.pk])
    page = client.get(url)
    assert "Đợt" in text_of(page) and "Số liệu" in text_of(page) and NAME in text_of(page)

    data = {"form_key": page.context["form"]["form_key"].value(), "decision": "12-QĐ/HU", "reason": "Theo đơn", "agreed": "on"}
    assert client.post(url, data).status_code == 200 and Member.objects.filter(full_name=NAME).exists()
    assert client.post(url, {**data, "despite_campaigns": "on"}).status_code == 302
    assert not Member.objects.filter(full_name=NAME).exists() and client.get(url).status_code == 404
    entry = Entry.objects.get(action="privacy.member.erased")
    assert entry.details["decision"] == "12-QĐ/HU" and entry.details["replaced"] == Replaced.objects.count()


def test_without_a_campaign_nothing_is_asked_and_no_file_is_needed(row, campaign):  # noqa: F811
    Campaign.objects.filter(pk=campaign.pk).update(closed_at=NOW)
    WorkbookImport.objects.update(state=ImportState.REFUSED)
    erase(row, despite_campaigns=False)
    assert found() == {}
    assert DAY
