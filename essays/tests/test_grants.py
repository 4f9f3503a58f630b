"""How far an assignment to inspect reaches: to whom it may be given, and what it does not open."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from conftest import make_member, make_user
from essays.models import Essay, PageGrant, ScanPage
from essays.services.grants import grant_pages
from essays.services.pages import assign_page
from essays.services.register import mark_essay
from essays.services.scans import open_batch
from essays.services.sheets import sheets_of_members
from essays.tests.piles import lay_pile
from essays.tests.test_filing import TODAY
from lib import clock
from units.models import Appointment, Role

DAY = datetime.timedelta(days=1)


@pytest.fixture
def here(campaign, settings):  # noqa: F811
    """The portal on the day of the campaign."""
    set_day(settings, TODAY)


def set_day(settings, day):
    settings.CLOCK_SHIFT_SECONDS = int((NOW + (day - TODAY) - clock.timezone.now()).total_seconds())


@pytest.fixture
def filed(campaign, tree, members):  # noqa: F811
    """`{unit code: page}`: the first page of the first writer of the cells 1-01, 1-02 and 10-01."""
    return {unit.code: lay_essay(campaign, unit, members[unit.code][0]) for unit in (tree.xa, tree.xb, tree.ya)}


def lay_essay(campaign, unit, member):  # noqa: F811
    duty = campaign.duties.get(unit=unit)
    [sheet] = sheets_of_members(duty=duty, members=[member], pages=2, by=None, at=NOW)
    batch = open_batch(campaign=campaign, unit=unit, on=TODAY, by=None, at=NOW)
    return lay_pile(batch, [(sheet, 1)]).pages.get()


def grant(campaign, unit, inspector, by, **changes):  # noqa: F811
    given = {"decision": "QĐ 15-QĐ/UBKT", "valid_from": TODAY, "valid_to": TODAY + 6 * DAY, **changes}
    return grant_pages(campaign=campaign, unit=unit, inspector=inspector, by=by, at=NOW, **given)


def get(client, name, pk, **asked):
    return client.get(reverse(f"essays:{name}", args=[pk]), asked)


def test_an_assignment_opens_the_pages_of_its_unit_and_below_and_each_opening_is_recorded(client, cast, filed, here, campaign, tree):  # noqa: F811
    given = grant(campaign, tree.x, cast.inspector, cast.officer)
    client.force_login(cast.inspector)
    [row] = client.get(reverse("essays:inspections")).context["grants"]
    assert row == given
    listed = get(client, "inspection", given.pk)
    assert [row["essay"].pk for row in listed.context["rows"]] == [filed["1-01"].essay_id, filed["1-02"].essay_id]
    assert "1/2 trang" in listed.content.decode()

    page = filed["1-01"]
    shown = get(client, "inspected_essay", page.essay_id)
    assert shown.status_code == 200 and reverse("essays:inspected_picture", args=[page.pk]) in shown.content.decode()
    picture = get(client, "inspected_picture", page.pk)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    [entry] = Entry.objects.filter(action="essays.page.inspected_read")
    assert (entry.actor_id, entry.object_id, entry.details["decision"]) == (cast.inspector.pk, str(page.pk), given.decision)

    # Its unit alone: the base whose code begins alike is another.
    assert get(client, "inspected_picture", filed["10-01"].pk).status_code == 404
    assert get(client, "inspected_essay", filed["10-01"].essay_id).status_code == 404
    # And the pages alone: no register, no marks, no file of all.
    for name in ("essay", "essay_pdf", "page_picture", "small_picture"):
        assert get(client, name, page.pk if "picture" in name else page.essay_id).status_code == 403


def test_the_marks_notes_and_steps_are_no_part_of_it(client, cast, filed, here, campaign, tree):  # noqa: F811
    grant(campaign, tree.xa, cast.inspector, cast.officer)
    essay = mark_essay(essay=filed["1-01"].essay, passed=True, on=TODAY, by=cast.secretary_a, at=NOW)
    Essay.objects.filter(pk=essay.pk).update(note="Chữ khó đọc")
    client.force_login(cast.inspector)
    text = get(client, "inspected_essay", essay.pk).content.decode()
    assert essay.member.full_name in text and "Chữ khó đọc" not in text and "secretary_a" not in text


def test_of_its_campaign_and_for_the_one_named_only(client, cast, filed, here, campaign, tree):  # noqa: F811
    grant(campaign, tree.xa, cast.inspector, cast.officer)
    other = make_user("inspector_2", Role.INSPECTOR, tree.committee)
    client.force_login(other)
    assert get(client, "inspected_picture", filed["1-01"].pk).status_code == 404
    # The officer who gave it reads essays by his own right, on his own pages.
    client.force_login(cast.officer)
    assert get(client, "inspected_picture", filed["1-01"].pk).status_code == 403
    type(campaign).objects.create(
        unit=campaign.unit, code="OLD", title="Đợt cũ", starts_on=campaign.starts_on, created_at=NOW, ends_on=campaign.ends_on,
        study_due_on=campaign.study_due_on,
    )
    PageGrant.objects.update(campaign=type(campaign).objects.get(code="OLD"))
    client.force_login(cast.inspector)
    assert get(client, "inspected_picture", filed["1-01"].pk).status_code == 404


def test_pages_that_are_nobodys_or_went_back_to_the_queue_are_not_in_it(client, cast, filed, here, campaign, tree):  # noqa: F811
    grant(campaign, tree.xa, cast.inspector, cast.officer)
    waiting = lay_pile(open_batch(campaign=campaign, unit=tree.xa, on=TODAY, by=None, at=NOW), ["no_code"]).pages.get()
    client.force_login(cast.inspector)
    assert get(client, "inspected_picture", waiting.pk).status_code == 404
    # An earlier writing and a page that was replaced are pages of the essay too.
    assign_page(
        page=waiting, campaign=campaign, member=filed["1-01"].member, essay_page=1, by=cast.officer, at=NOW, instead="replace"
    )
    assert ScanPage.objects.get(pk=filed["1-01"].pk).superseded_at
    assert get(client, "inspected_picture", filed["1-01"].pk).status_code == 200


@pytest.mark.parametrize("who", ["secretary", "elsewhere", "gone", "ended"])
def test_only_an_active_inspector_whose_reach_the_unit_lies_in_is_assigned(cast, campaign, tree, who):  # noqa: F811
    inspector = {
        "secretary": cast.secretary_b, "elsewhere": make_user("inspector_y", Role.INSPECTOR, tree.y),
        "gone": make_user("inspector_gone", Role.INSPECTOR, tree.committee),
        "ended": make_user("inspector_ended", Role.INSPECTOR, tree.committee),
    }[who]
    if who == "gone":
        inspector.is_active = False
        inspector.save(update_fields=["is_active"])
    if who == "ended":
        Appointment.objects.filter(user=inspector).update(valid_to=TODAY - DAY)
    with pytest.raises(ValidationError) as refused:
        grant(campaign, tree.xa, inspector, cast.officer)
    assert list(refused.value.message_dict) == ["inspector"]


def test_a_base_assigns_its_own_inspectors_for_its_own_cells(client, cast, here, campaign, tree):  # noqa: F811
    own = make_user("inspector_x", Role.INSPECTOR, tree.x)
    client.force_login(cast.base_officer)
    offered = get(client, "grant", campaign.duties.get(unit=tree.xa).pk).context["form"].fields["inspector"].queryset
    assert list(offered) == [own]
    assert get(client, "grant", campaign.duties.get(unit=tree.ya).pk).status_code == 404
    grant(campaign, tree.ya, cast.inspector, cast.officer)
    assert not client.get(reverse("essays:grants")).context["rows"]
    client.force_login(cast.secretary_a)
    assert get(client, "grant", campaign.duties.get(unit=tree.xa).pk).status_code == 403


def test_the_queries_do_not_grow_with_the_essays_the_pages_or_the_assignments(client, cast, filed, here, campaign, tree):  # noqa: F811
    given = grant(campaign, tree.x, cast.inspector, cast.officer)
    few = _counts(client, cast, given, filed["1-01"])
    for number in range(5):
        lay_essay(campaign, tree.xa, make_member(tree.xa, f"77{number:04d}"))
        grant(campaign, tree.y, cast.inspector, cast.officer)
    many = _counts(client, cast, given, filed["1-01"])
    assert many == few


def _counts(client, cast, given, page):
    addresses = [
        (cast.inspector, reverse("essays:inspections")), (cast.inspector, reverse("essays:inspection", args=[given.pk])),
        (cast.inspector, reverse("essays:inspected_essay", args=[page.essay_id])),
        (cast.inspector, reverse("essays:inspected_picture", args=[page.pk])), (cast.officer, reverse("essays:grants")),
    ]
    counts = []
    for user, url in addresses:
        client.force_login(user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    return counts
