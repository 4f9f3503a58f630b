"""Whose a proposal is and what is kept of it; saying several together, sending up, answering."""
import datetime
import json

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import Submission
from audit.models import Entry
from campaigns.models import Duty
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.answers import answers_to
from essays.models import Proposal, ProposalGroup
from essays.services.proposal_groups import (
    answer_group, dissolve_group, edit_group, merge_proposals, restore_group, send_up, take_back, take_out_group,
    take_out_proposal,
)
from essays.services.proposals import note_proposal, restore_proposal, withdraw_proposal
from essays.whose_proposal import keeper_of
from lib import clock


@pytest.fixture(autouse=True)
def _stopped_clock(settings):
    settings.CLOCK_SHIFT_SECONDS = (NOW - clock.timezone.now()).total_seconds()


@pytest.fixture
def heads(campaign):  # noqa: F811
    """Sets the members to study of duties, by code, and gives all duties."""
    def heads(**numbers):
        for code, number in numbers.items():
            Duty.objects.filter(unit__code=code.removeprefix("u").replace("_", "-")).update(heads=number)
        return {duty.unit.code: duty for duty in campaign.duties.select_related("unit__block", "campaign__unit")}

    return heads


@pytest.fixture
def duties(heads):
    """A large cell (1-01), two small ones that hide each other (1-02, 1-031), and one alone in its block (2)."""
    return heads(u1_01=30, u1_02=6, u1_031=7, u10_01=40, u2=4)


def noted(duty, text="Đề nghị sửa đường liên thôn", **facts):
    return note_proposal(duty=duty, text=text, by=None, at=NOW, **facts)


def merged(campaign, unit, *proposals, groups=(), text="Sửa đường", by=None):  # noqa: F811
    return merge_proposals(campaign=campaign, unit=unit, proposals=proposals, groups=groups, text=text, by=by, at=NOW)


# Whose it is

@pytest.mark.parametrize("numbers, code, kept", [
    ({"u1_01": 10}, "1-01", ("1-01", "")),
    ({"u1_01": 9, "u1_02": 1, "u1_031": 30}, "1-01", ("1", "Xã, thị trấn")),
    # Nine members together hide nobody: those of the other base come to it.
    ({"u1_01": 5, "u1_02": 4, "u1_031": 30, "u10_01": 6}, "1-01", ("AL", "Xã, thị trấn")),
    ({"u1_01": 9, "u1_02": 30, "u1_031": 30, "u10_01": 30}, "1-01", ("AL", "")),
    ({"u2": 4}, "2", ("AL", "")),
])
def test_a_proposal_is_the_cells_and_of_a_small_cell_its_blocks_where_that_hides_it(heads, numbers, code, kept):
    unit, block = keeper_of(heads(**numbers)[code])

    assert (unit.code, block.name if block else "") == kept


def test_of_a_small_cell_nothing_is_kept_that_tells_it(duties, cast, tree, client):
    client.force_login(cast.secretary_b)
    url = reverse("essays:proposal_add", args=[duties["1-02"].pk])
    page = client.get(url)
    key = page.context["form"]["form_key"].value()
    before = set(Entry.objects.values_list("pk", flat=True))

    client.post(url, {"form_key": key, "text": "Đề nghị sửa đường liên thôn"})

    proposal = Proposal.objects.get()
    facts = json.loads(serializers.serialize("json", [proposal]))[0]["fields"]
    assert facts == {
        "campaign": proposal.campaign_id, "unit": tree.x.pk, "block": tree.x.block_id, "text": "Đề nghị sửa đường liên thôn",
        "search_text": "de nghi sua duong lien thon", "author": None, "noted_on": "2018-01-08", "group": None, "withdrawn_at": None,
    }
    assert set(Entry.objects.values_list("pk", flat=True)) == before
    sent = Submission.objects.get(key=key)
    from accounts.submissions import digest_of
    assert sent.digest != digest_of({"text": proposal.text, "author": None})
    assert "kien-nghi" not in sent.answer


def test_a_second_click_notes_once(duties, cast, client):
    client.force_login(cast.secretary_b)
    url = reverse("essays:proposal_add", args=[duties["1-02"].pk])
    key = client.get(url).context["form"]["form_key"].value()
    answers = [client.post(url, {"form_key": key, "text": text}).status_code for text in ("Một", "Một", "Hai")]

    assert answers == [302, 302, 409]
    assert Proposal.objects.count() == 1


def test_of_a_large_cell_the_cell_the_day_and_who_noted_it_are_kept_and_no_writer(duties, cast, tree):
    proposal = note_proposal(duty=duties["1-01"], text="Một", by=cast.secretary_a, at=NOW)

    assert (proposal.unit, proposal.block, proposal.author, proposal.noted_on) == (tree.xa, None, None, datetime.date(2018, 1, 12))
    assert Entry.objects.get(action="essays.proposal.noted").actor_id == cast.secretary_a.pk


def test_who_wishes_to_be_named_names_his_cell(duties, members, tree):
    proposal = noted(duties["1-02"], author=members["1-02"][0])

    assert (proposal.unit, proposal.block, proposal.author) == (tree.xb, None, members["1-02"][0])
    with pytest.raises(ValidationError):
        noted(duties["1-02"], author=members["1-01"][0])


@pytest.mark.parametrize("sent, field", [
    ({"text": ""}, "text"), ({"text": "x" * 1001}, "text"), ({"text": "a", "named": "on"}, "author"),
    ({"text": "a", "author": "first"}, "named"),
])
def test_what_the_form_does_not_take_is_said_at_the_field_and_nothing_is_lost(duties, cast, members, client, sent, field):
    client.force_login(cast.secretary_b)
    url = reverse("essays:proposal_add", args=[duties["1-02"].pk])
    if "author" in sent:
        sent = {**sent, "author": members["1-02"][0].pk}
    page = client.post(url, {"form_key": client.get(url).context["form"]["form_key"].value(), **sent})

    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["text"].value() == sent["text"]
    assert not Proposal.objects.exists()


# Together

def test_a_group_counts_and_is_taken_apart_and_restored(campaign, duties, tree):  # noqa: F811
    one, two, three = noted(duties["1-01"]), noted(duties["1-02"]), noted(duties["1-01"])
    group = merged(campaign, tree.x, one, two)
    number = ProposalGroup.objects.counted().get
    assert (number().number, list(Proposal.objects.lone())) == (2, [three])

    again = merged(campaign, tree.x, three, groups=[group], text="Sửa ngay")
    assert (again, again.text, number().number) == (group, "Sửa ngay", 3)
    take_out_proposal(proposal=three, by=None)
    assert number().number == 2
    withdraw_proposal(proposal=two, by=None, at=NOW)
    assert number().number == 1
    restore_proposal(proposal=two, by=None)
    dissolve_group(group=group, by=None, at=NOW)
    assert set(Proposal.objects.lone()) == {one, two, three}
    restore_group(group=group, by=None)
    assert list(Proposal.objects.lone()) == [three]


def test_what_found_another_place_does_not_come_back(campaign, duties, tree):  # noqa: F811
    one, two = noted(duties["1-01"]), noted(duties["1-02"])
    first = merged(campaign, tree.x, one, two)
    dissolve_group(group=first, by=None, at=NOW)
    merged(campaign, tree.x, one)
    restore_group(group=first, by=None)
    assert list(first.proposals.all()) == [two]
    dissolve_group(group=first, by=None, at=NOW)
    merged(campaign, tree.x, two)
    with pytest.raises(ValidationError):
        restore_group(group=first, by=None)


def test_the_committee_takes_up_groups_of_bases_after_they_were_sent_up(campaign, duties, tree, cast):  # noqa: F811
    of_x = merged(campaign, tree.x, noted(duties["1-01"]), noted(duties["1-02"]))
    of_y = merged(campaign, tree.y, noted(duties["10-01"]))
    with pytest.raises(ValidationError):
        merged(campaign, tree.committee, groups=[of_x, of_y])
    send_up(group=of_x, by=None, at=NOW)
    send_up(group=of_y, by=None, at=NOW)
    whole = merged(campaign, tree.committee, groups=[of_x, of_y])

    assert ProposalGroup.objects.on_top().counted().get().number == 3
    assert (whole.sent_up_at, whole.handled_by) == (NOW, tree.committee)
    with pytest.raises(ValidationError):
        take_back(group=of_x, by=cast.base_officer)
    take_out_group(group=of_x, by=cast.officer)
    with pytest.raises(ValidationError):
        edit_group(group=of_x, version=of_x.version, text="Khác", by=cast.base_officer)
    take_back(group=of_x, by=cast.base_officer)
    assert edit_group(group=of_x, version=of_x.version, text="Khác", by=cast.base_officer).text == "Khác"


@pytest.mark.parametrize("what", ["cell", "nothing", "strange", "twice", "withdrawn", "two_own"])
def test_what_cannot_be_put_together(campaign, duties, tree, what):  # noqa: F811
    mine, other = noted(duties["1-01"]), noted(duties["10-01"])
    group = merged(campaign, tree.x, noted(duties["1-01"]))
    if what == "withdrawn":
        withdraw_proposal(proposal=mine, by=None, at=NOW)
    unit, proposals, groups = {
        "cell": (tree.xa, [mine], []), "nothing": (tree.x, [], [group]), "strange": (tree.x, [mine, other], []),
        "twice": (tree.x, [group.proposals.get()], []), "withdrawn": (tree.x, [mine], []),
        "two_own": (tree.x, [], [group, merged(campaign, tree.x, noted(duties["1-01"]))]),
    }[what]
    with pytest.raises(ValidationError):
        merged(campaign, unit, *proposals, groups=groups)


# Answered

def test_what_is_answered_stays_and_its_cells_see_it(campaign, duties, tree, cast):  # noqa: F811
    one, hidden = noted(duties["1-01"]), noted(duties["1-02"])
    group = merged(campaign, tree.x, one, hidden)
    send_up(group=group, by=cast.base_officer, at=NOW)
    with pytest.raises(ValidationError):
        answer_group(group=group, version=group.version, answer="Đã giao Uỷ ban", by=cast.base_officer, at=NOW)
    whole = merged(campaign, tree.committee, groups=[group], by=cast.officer)
    whole = answer_group(group=whole, version=whole.version, answer="Đã giao Uỷ ban", by=cast.officer, at=NOW)

    # 1-031 is a small cell of the block too: it may be the one that asked.
    seen = {code for code, duty in duties.items() if list(answers_to(duty)) == [whole]}
    assert seen == {"1", "1-01", "1-02", "1-03", "1-031"}
    for step in (
        lambda: dissolve_group(group=whole, by=cast.officer, at=NOW), lambda: take_out_group(group=group, by=cast.officer),
        lambda: withdraw_proposal(proposal=one, by=None, at=NOW), lambda: take_back(group=group, by=cast.base_officer),
        lambda: take_out_proposal(proposal=one, by=cast.officer),
    ):
        with pytest.raises(ValidationError):
            step()
    assert answer_group(group=whole, version=whole.version, answer="Đã sửa xong", by=cast.officer, at=NOW).answer == "Đã sửa xong"


def test_an_answer_to_one_of_the_whole_committee_is_seen_by_every_cell(campaign, duties, tree):  # noqa: F811
    group = merged(campaign, tree.committee, noted(duties["2"]))
    answer_group(group=group, version=group.version, answer="Đã rõ", by=None, at=NOW)

    assert {code for code, duty in duties.items() if answers_to(duty).exists()} == set(duties)
