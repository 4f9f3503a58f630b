"""Reminder letters: the text is fixed when made, edited and listed again as a draft, signed and issued as it was read."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from campaigns.letter_paper import copy_of, settled_since
from campaigns.models import EscalationStep, LetterRound, LetterUnit, Reminder, ReminderLetter, ReminderWay, Rung
from campaigns.services.escalation import step_ladder
from campaigns.services.letter_issue import make_copy_to_sign
from campaigns.services.letters import discard_letters, edit_request, list_again, request_words, restore_request
from campaigns.services.reminders import withdraw_reminder
from campaigns.status import progress_of
from campaigns.tests.ledger_steps import duty_of, held
from campaigns.tests.letter_steps import DAY, FINISH, MORNING, issue, names, payloads, texts
from documents.codes import code_of
from documents.inbox import inbox_of
from documents.models import Document, LayoutProfile
from documents.services.signing import agree_to, return_paper, send_for_signature, take_back
from lib.conflict import StaleVersion

QUERIES = 15
SIXTH = datetime.date(2018, 1, 6)


def test_what_is_signed_is_issued_whoever_has_held_meanwhile(draft, campaign, tree, cast, office):
    round_ = draft()
    make_copy_to_sign(round_=round_, by=cast.officer, at=MORNING)
    signed = copy_of(round_.letters.get(), round_)
    held(campaign, tree.z, on=SIXTH)

    issue(round_, office, by=cast.officer)

    letter = round_.letters.get()
    paper = letter.document.payload
    changed = {name for name in paper if paper[name] != signed.get(name)}
    assert changed == {"number", "issued_on", "copy_to_sign", "layout_settings"}
    assert (str(letter.document), names(paper), paper["recipients"][0]) == ("07-CV/BTGHU", [tree.x.name, tree.y.name, tree.z.name], "Như trên")
    # Reminded is who still owed: the report counts no reminder of a unit that had held.
    duties = [duty_of(campaign, unit) for unit in (tree.x, tree.y, tree.z)]
    assert [one.reminders for one in progress_of(duties, campaign=campaign, at=MORNING)] == [1, 1, 0]
    assert set(Reminder.objects.values_list("way", "letter")) == {(ReminderWay.LETTER, letter.pk)}


def test_letters_name_units_and_no_person_but_the_signer(draft):
    text = str(payloads(draft())) + str(payloads(draft(one_each=True)))

    assert ("Đảng viên CANARY" in text, "Nguyễn Văn Ký" in text) == (False, True)


def test_one_letter_each_names_the_unit_and_its_cells(draft, tree):
    first, second, third = payloads(draft(one_each=True))

    assert [one["addressees"] for one in (first, second, third)] == [[tree.x.name], [tree.y.name], [tree.z.name]]
    assert (names(first), third["appendices"]) == ([tree.xa.name, tree.xb.name, tree.xs1.name], [])


def test_fixed_words_follow_the_spelling_of_the_layout_and_names_do_not(draft, cast):
    profile = LayoutProfile.objects.get(code="hd11")
    profile.settings = {**profile.settings, "tone_spelling": "ủy"}
    profile.save()
    round_ = draft()
    (letter,) = payloads(round_)
    assert letter["addressees"] == ["Cấp ủy các đơn vị có tên trong danh sách kèm theo"]
    assert "đề nghị cấp ủy đơn vị" in str(letter["blocks"]) and "cấp uỷ" not in str(letter["blocks"])

    words = {"by": cast.officer, "at": MORNING}
    edited = edit_request(round_=round_, version=1, finish_by=FINISH, request="Đề nghị Huyện uỷ xem.", **words)
    assert "Huyện uỷ" in str(payloads(edited)[0]["blocks"])
    restore_request(round_=edited, version=2, **words)
    assert payloads(round_)[0]["blocks"] == letter["blocks"]


def test_as_many_questions_for_three_letters_as_for_one(draft, campaign, django_assert_num_queries):
    duties = campaign.duties.filter(parent=None, unit__code__in=("1", "10", "2")).select_related("unit__block", "plan").order_by("path")
    for some in (list(duties), list(duties[:1])):
        with django_assert_num_queries(QUERIES):
            draft(duties=some, one_each=True)


def test_the_list_made_again_leaves_out_who_has_held_and_keeps_what_was_written(draft, campaign, tree, cast):
    round_ = edit_request(round_=draft(), version=1, finish_by=FINISH, request="Một.\n\nHai\nba.", by=cast.officer, at=MORNING)
    round_ = make_copy_to_sign(round_=round_, by=cast.officer, at=MORNING)
    held(campaign, tree.z, on=SIXTH)
    assert ([duty.unit for duty in settled_since(round_, at=MORNING)], names(payloads(round_)[0])[-1]) == ([tree.z], tree.z.name)

    round_ = list_again(round_=round_, version=round_.version, by=cast.officer, at=MORNING + DAY)

    (payload,) = payloads(round_)
    assert (names(payload), texts(payload)[1:]) == ([tree.x.name, tree.y.name], ["Một.", "Hai ba."])
    assert (round_.state, round_.copied_at, list(settled_since(round_, at=MORNING + DAY))) == ("draft", None, [])
    held(campaign, tree.y, on=SIXTH)
    last = list_again(round_=round_, version=round_.version, by=cast.officer, at=MORNING + DAY)
    assert payloads(last)[0]["addressees"] == [tree.x.name]
    with pytest.raises(StaleVersion):
        list_again(round_=last, version=round_.version, by=cast.officer, at=MORNING + DAY)


def test_a_letter_to_a_unit_that_has_held_falls_away(draft, campaign, tree, cast):
    round_ = draft(one_each=True)
    held(campaign, tree.x, on=SIXTH)
    held(campaign, tree.y, on=SIXTH)

    round_ = list_again(round_=round_, version=1, by=cast.officer, at=MORNING)

    assert [payload["addressees"] for payload in payloads(round_)] == [[tree.z.name]]
    assert LetterUnit.objects.filter(letter__round=round_).count() == 1
    held(campaign, tree.z, on=SIXTH)
    for refused in (lambda: list_again(round_=round_, version=2, by=cast.officer, at=MORNING), round_.check_complete):
        with pytest.raises(ValidationError):
            refused()


def test_the_request_is_edited_in_every_letter_and_restored(draft, cast):
    round_ = draft(one_each=True)
    computed = [texts(payload) for payload in payloads(round_)]
    words = {"by": cast.officer, "at": MORNING}

    edited = edit_request(round_=round_, version=1, finish_by=FINISH, request="<b>Đề nghị</b> 😀\n\n\n  Trân\u00a0trọng. ", **words)
    assert [texts(payload) for payload in payloads(round_)] == [[one[0], "<b>Đề nghị</b> 😀", "Trân trọng."] for one in computed]
    assert request_words(edited) == "<b>Đề nghị</b> 😀\n\nTrân trọng."

    restored = restore_request(round_=edited, version=2, **words)
    assert [texts(payload) for payload in payloads(round_)] == computed
    # The computed words sent back are no words of the officer: they follow the day.
    later = edit_request(round_=restored, version=3, finish_by=FINISH + DAY, request=request_words(restored), **words)
    assert (later.request, "16/01/2018" in texts(payloads(round_)[0])[1]) == ("", True)
    for wrong in ({"request": " \n "}, {"finish_by": MORNING.date() - DAY}, {"request": "x" * 6001}):
        with pytest.raises(ValidationError) as refusal:
            edit_request(round_=later, version=4, **{"finish_by": FINISH, "request": "Một.", **words, **wrong})
        assert list(refusal.value.error_dict) == list(wrong)


def test_a_round_goes_to_the_leader_and_back_as_one_paper(draft, cast):
    round_ = draft(one_each=True)
    officer, leader = {"by": cast.officer, "at": MORNING}, {"by": cast.leader, "at": MORNING}
    assert [row.state for row in inbox_of(cast.officer, at=MORNING)] == ["draft"]

    round_ = send_for_signature(paper=round_, version=1, **officer)
    assert [row.state for row in inbox_of(cast.leader, at=MORNING)] == ["waiting"]
    round_ = return_paper(paper=round_, version=round_.version, remark="Thêm số điện thoại.", **leader)
    assert [(row.state, row.remark) for row in inbox_of(cast.officer, at=MORNING)] == [("returned", "Thêm số điện thoại.")]
    round_ = take_back(paper=send_for_signature(paper=round_, version=round_.version, **officer), **officer)
    round_ = agree_to(paper=send_for_signature(paper=round_, version=round_.version, **officer), version=round_.version, **leader)
    assert (round_.state, round_.draft_number) == ("agreed", 2)
    # Nobody agrees to a text and signs another.
    round_ = edit_request(round_=round_, version=round_.version, finish_by=FINISH, request="Khác.", **officer)
    assert (round_.state, round_.version) == ("draft", 2)
    with pytest.raises(StaleVersion):
        send_for_signature(paper=round_, version=1, **officer)


def test_a_draft_is_discarded_unless_it_lies_with_a_leader(draft, cast, office):
    round_ = send_for_signature(paper=draft(), version=1, by=cast.officer, at=MORNING)
    with pytest.raises(ValidationError):
        discard_letters(round_=round_, version=1, by=cast.officer, at=MORNING)
    discard_letters(round_=take_back(paper=round_, by=cast.officer, at=MORNING), version=1, by=cast.officer, at=MORNING)

    assert (LetterRound.objects.count(), ReminderLetter.objects.count(), LetterUnit.objects.count()) == (0, 0, 0)
    assert Entry.objects.filter(action="campaigns.letter.discarded").count() == 1
    round_ = draft()
    issue(round_, office, by=cast.officer)
    with pytest.raises(ValidationError):
        discard_letters(round_=round_, version=2, by=cast.officer, at=MORNING)


def test_nobody_to_write_to_a_past_day_a_closed_campaign_no_letterhead(draft, campaign, tree):
    held(campaign, tree.z, on=SIXTH)
    for wrong in ({"duties": []}, {"duties": [duty_of(campaign, tree.z)]}, {"finish_by": MORNING.date() - DAY}, {"sender": tree.x}):
        with pytest.raises(ValidationError):
            draft(**wrong)
    campaign.closed_at = MORNING
    campaign.save()
    with pytest.raises(ValidationError):
        draft()


def test_a_unit_merged_after_the_copy_stays_on_the_paper_and_is_not_reminded(draft, campaign, tree, cast, office):
    round_ = draft()
    campaign.duties.filter(unit=tree.z).update(until=MORNING.date(), end_reason="merged")

    issue(round_, office, by=cast.officer)

    assert names(round_.letters.get().document.payload)[-1] == tree.z.name
    assert sorted(Reminder.objects.values_list("duty__unit__code", flat=True)) == [tree.x.code, tree.y.code]


def test_a_letter_answers_what_the_ladder_proposed_as_a_call_would(draft, campaign, tree, cast, office):
    step_ladder(campaign=campaign, at=MORNING)
    step_ladder(campaign=campaign, at=MORNING + 3 * DAY)
    round_ = draft(duties=[duty_of(campaign, tree.x)])

    issue(round_, office, by=cast.officer, at=MORNING + 3 * DAY, number=1)

    reminder = Reminder.objects.get()
    answered = set(EscalationStep.objects.filter(answered_with=reminder).values_list("duty__unit__code", "rung"))
    assert answered == {("1", Rung.UNIT), *((unit.code, Rung.BASE) for unit in (tree.xa, tree.xb))}
    assert withdraw_reminder(reminder=reminder, by=cast.officer, at=MORNING + 3 * DAY).answered_steps.count() == 0


def test_a_name_of_200_letters_and_a_whole_committee_are_listed(campaign, tree, draft):
    tree.x.name = ("Đảng bộ xã " + "rất dài " * 24)[:200]
    tree.x.save()

    assert names(payloads(draft(duties=[duty_of(campaign, tree.x), duty_of(campaign, tree.y)]))[0])[0] == tree.x.name


def _set(round_, **values):
    with transaction.atomic():
        LetterRound.objects.filter(pk=round_.pk).update(**values)
        connection.check_constraints()


def test_the_database_issues_a_round_with_all_its_letters_or_not_at_all(draft, cast, office):
    round_ = draft(one_each=True)
    with pytest.raises(IntegrityError):
        _set(round_, state="issued")
    issue(round_, office, by=cast.officer)
    other = draft()
    letter = round_.letters.first()
    for change in (lambda: letter.delete(), lambda: ReminderLetter.objects.filter(pk=letter.pk).update(payload={}), lambda: _set(round_, state="draft")):
        with pytest.raises(Exception, match="letter"), transaction.atomic():
            change()
            connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        other.letters.update(document=Document.objects.first())
        connection.check_constraints()


def test_each_letter_bears_a_code_of_its_own_where_the_letterhead_prints_one(draft, cast, office, settings):
    settings.PORTAL_URL = "https://nghiquyet.example"
    office.body.prints_code = True
    office.body.save()
    round_ = make_copy_to_sign(round_=draft(one_each=True), by=cast.officer, at=MORNING)
    codes = list(round_.letters.order_by("pk").values_list("code", flat=True))
    assert (len(set(codes)), [code_of(copy_of(letter, round_)) for letter in round_.letters.order_by("pk")]) == (3, codes)
    # Printed once more, the copy is the same; returned and printed anew it is another.
    again = make_copy_to_sign(round_=round_, by=cast.officer, at=MORNING)
    assert list(again.letters.order_by("pk").values_list("code", flat=True)) == codes
    text = edit_request(round_=again, version=1, finish_by=FINISH, request="Khác.", by=cast.officer, at=MORNING)
    assert [code_of(copy_of(letter, text)) for letter in text.letters.all()] == [None] * 3
    round_ = make_copy_to_sign(round_=text, by=cast.officer, at=MORNING)

    issue(round_, office, by=cast.officer)

    issued = {document.code: document.payload["code"]["text"].replace("-", "") for document in Document.objects.all()}
    assert (len(issued), set(issued) & set(codes), all(code == text for code, text in issued.items())) == (3, set(), True)
