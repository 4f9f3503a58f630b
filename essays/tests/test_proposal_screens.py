"""The pages of proposals: who sees which texts and names, what a list costs, what a page offers to do."""
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.alike import alike
from essays.models import Proposal, ProposalGroup
from essays.services.proposal_groups import answer_group, merge_proposals, send_up
from essays.services.proposals import note_proposal
from essays.tests.test_proposals import _stopped_clock, duties, heads  # noqa: F401 (fixtures)
from lib.vietnamese import fold

WORDS = "đường nước điện trường trạm chợ cầu kênh sách loa".split()


def noted(duty, text="Đề nghị sửa đường liên thôn", **facts):
    return note_proposal(duty=duty, text=text, by=None, at=NOW, **facts)


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"essays:{name}", args=args), query)


@pytest.fixture
def group(campaign, duties, tree, members):  # noqa: F811
    """Of the base, of a named writer of its large cell and one of a small cell."""
    proposals = [noted(duties["1-01"], author=members["1-01"][0]), noted(duties["1-02"])]
    return merge_proposals(campaign=campaign, unit=tree.x, proposals=proposals, groups=[], text="Sửa đường", by=None, at=NOW)


@pytest.mark.parametrize("who, sees_texts, is_reading", [
    ("base_officer", True, False), ("officer", True, True), ("leader", False, False), ("inspector", False, False),
])
def test_writers_are_for_who_handles_names_and_above_the_base_that_is_a_reading(
    client, cast, group, members, who, sees_texts, is_reading
):
    answer = page(client, getattr(cast, who), "proposal_group", group.pk)
    text = answer.content.decode()

    assert ("Sửa đường" in text, answer.context["group"].number) == (True, 2)
    assert (members["1-01"][0].full_name in text) == ("Đề nghị sửa đường liên thôn" in text) == sees_texts
    assert Entry.objects.filter(action="essays.proposals.read").exists() == is_reading


def test_the_secretary_of_a_small_cell_finds_no_proposal_of_hers_and_its_answer(client, cast, campaign, duties, group):  # noqa: F811
    answer_group(group=group, version=group.version, answer="Đã giao Uỷ ban nhân dân xã", by=cast.base_officer, at=NOW)
    answer = page(client, cast.secretary_b, "proposals", duties["1-02"].pk)

    assert answer.context["rows"] == []
    assert "Đã giao Uỷ ban nhân dân xã" in answer.content.decode()


@pytest.mark.parametrize("name", ["proposals", "proposal_groups"])
def test_a_list_asks_the_same_however_many_there_are(client, cast, campaign, duties, tree, name):  # noqa: F811
    def fill(words):
        for word in words:
            one, two, _three = (noted(duties[code], f"Đề nghị làm {word} mới cho thôn") for code in ("1-01", "1-02", "1-01"))
            merge_proposals(campaign=campaign, unit=tree.x, proposals=[one, two], groups=[], text=word, by=None, at=NOW)

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert page(client, cast.base_officer, name, duties["1"].pk).status_code == 200
        return len(found)

    fill(WORDS[:1])
    queries()           # what a process asks once
    few = queries()
    fill(WORDS[1:])
    assert queries() == few


def test_what_a_filter_shows(client, cast, campaign, duties, tree, group):  # noqa: F811
    alone, gone = noted(duties["1-01"], "Một"), noted(duties["1-01"], "Hai")
    Proposal.objects.filter(pk=gone.pk).update(withdrawn_at=NOW)

    def found(**query):
        answer = page(client, cast.base_officer, "proposals", duties["1"].pk, **query)
        return {row["proposal"].pk for row in answer.context["rows"]}

    grouped = set(group.proposals.values_list("pk", flat=True))
    assert found() == {alone.pk, *grouped}
    assert found(state="lone") == {alone.pk}
    assert found(state="grouped") == grouped
    assert found(state="withdrawn") == {gone.pk}
    assert found(state="answered") == set()
    assert found(unit="1-01") == {alone.pk, group.proposals.get(block=None).pk}
    assert found(block=tree.x.block_id) == {alone.pk, *grouped}


def test_groups_are_found_by_their_state_and_by_who_asks(client, cast, campaign, duties, tree, group):  # noqa: F811
    def found(**query):
        answer = page(client, cast.officer, "campaign_proposal_groups", campaign.pk, **query)
        return {(one.pk, one.number) for one in answer.context["rows"]}

    assert found() == found(state="kept") == found(unit="1") == {(group.pk, 2)}
    assert found(unit="10") == found(block=tree.z.block_id) == found(state="waiting") == set()
    send_up(group=group, by=None, at=NOW)
    whole = merge_proposals(
        campaign=campaign, unit=tree.committee, proposals=[noted(duties["2"])], groups=[group], text="Chung", by=None, at=NOW
    )
    assert found() == found(state="waiting") == found(unit="1") == {(whole.pk, 3)}
    answer_group(group=whole, version=whole.version, answer="Đã rõ", by=None, at=NOW)
    assert (found(state="answered"), found(state="waiting")) == ({(whole.pk, 3)}, set())


@pytest.mark.parametrize("step, done", [
    ("send_up", lambda group: group.sent_up_at), ("dissolve", lambda group: group.dissolved_at),
    ("edit", lambda group: group.text == "Khác"), ("answer", lambda group: group.answer == "Đã rõ"),
])
def test_each_step_has_its_page(client, cast, group, step, done):
    url = reverse(f"essays:proposal_group_{step}", args=[group.pk])
    client.force_login(cast.base_officer)
    key = client.get(url).context["form"]["form_key"].value()
    client.post(url, {"form_key": key, "version": group.version, "text": "Khác", "answer": "Đã rõ"})

    assert done(ProposalGroup.objects.get(pk=group.pk))


def test_a_step_that_may_not_be_done_any_more_says_so(client, cast, group):
    url = reverse("essays:proposal_group_dissolve", args=[group.pk])
    client.force_login(cast.base_officer)
    key = client.get(url).context["form"]["form_key"].value()
    send_up(group=group, by=cast.base_officer, at=NOW)
    answer = client.post(url, {"form_key": key})

    assert answer.context["form"].non_field_errors() == ["Nhóm đã gửi lên cấp trên. Xin rút lại trước."]


def test_what_is_ticked_is_said_together_and_nothing_ticked_is_said_too(client, cast, duties, tree):  # noqa: F811
    one, two = noted(duties["1-01"], "Một"), noted(duties["1-02"], "Hai")
    strange = noted(duties["10-01"], "Ba")
    url = reverse("essays:proposals_merge", args=[duties["1"].pk])
    client.force_login(cast.base_officer)
    form = client.get(url, {"proposals": [one.pk, two.pk, strange.pk, "x"]}).context["form"]
    assert ([row.pk for row in form.initial["proposals"]], form.initial["text"]) == ([one.pk, two.pk], "Một")
    assert client.get(url).context["none_chosen"]

    client.post(url, {"form_key": form["form_key"].value(), "proposals": [one.pk, two.pk], "text": "Một và hai"})
    group = ProposalGroup.objects.get()
    assert (group.unit, group.text, group.proposals.count()) == (tree.x, "Một và hai", 2)


def test_ticks_name_their_rows_beyond_the_thousandth(client, cast, campaign, duties, tree):  # noqa: F811
    ProposalGroup.objects.create(pk=7654321, campaign=campaign, unit=tree.x, text="Một", made_at=NOW)
    Proposal.objects.create(
        pk=1234567, campaign=campaign, unit=tree.xa, text="Một", search_text="mot", noted_on=datetime.date(2018, 1, 12)
    )

    assert 'value="1234567"' in page(client, cast.base_officer, "proposals", duties["1"].pk).content.decode()
    assert 'value="7654321"' in page(client, cast.base_officer, "proposal_groups", duties["1"].pk).content.decode()


def test_alike_are_those_that_ask_for_the_same_in_other_order():
    texts = [
        "Đề nghị sớm sửa đường liên thôn từ thôn 1 đến thôn 3", "Hỗ trợ kinh phí mua sách nghị quyết",
        "Đường liên thôn từ thôn 1 đến thôn 3 xuống cấp, đề nghị sửa sớm", "Mở lớp tập huấn cho bí thư chi bộ",
        "Cần hỗ trợ kinh phí mua sách, nghị quyết",
    ]

    assert sorted(alike([fold(text) for text in texts])) == [[0, 2], [1, 4]]
    assert alike([]) == alike(["một"]) == []


def test_the_day_of_a_proposal_of_a_small_cell_is_shown_as_its_week(client, cast, duties):  # noqa: F811
    noted(duties["1-02"])
    (row,) = page(client, cast.base_officer, "proposals", duties["1"].pk).context["rows"]

    assert (row["hidden"], row["proposal"].noted_on) == (True, datetime.date(2018, 1, 8))
