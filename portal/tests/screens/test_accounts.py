import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from conftest import make_user
from lib.clock import today
from units.models import Role, Unit


@pytest.fixture
def as_officer(cast):
    client = Client()
    client.force_login(cast.officer)
    return client


@pytest.fixture
def as_base_officer(cast):
    client = Client()
    client.force_login(cast.base_officer)
    return client


def listed(answer):
    return [row.user.username for row in answer.context["rows"]]


def test_an_officer_sees_his_committee_and_nobody_elses(as_officer):
    answer = as_officer.get(reverse("accounts:list"))

    assert sorted(listed(answer)) == [
        "base_officer", "inspector", "leader", "officer", "secretary_a", "secretary_b", "secretary_z",
    ]
    assert "CANARY-OT" not in answer.content.decode()


def test_a_base_officer_sees_his_subtree(as_base_officer):
    assert sorted(listed(as_base_officer.get(reverse("accounts:list")))) == ["base_officer", "secretary_a", "secretary_b"]


def test_the_list_is_narrowed_by_role(as_officer):
    answer = as_officer.get(reverse("accounts:list"), {"role": Role.SECRETARY})

    assert listed(answer) == ["secretary_a", "secretary_b", "secretary_z"]


def test_a_search_for_people_stands_in_no_address(as_officer, tree):
    Unit.objects.filter(pk=tree.xa.pk).update(search_text="chi bo thon muoi")

    answer = as_officer.post(reverse("accounts:list"), {"q": "Thôn Mười"}, follow=True)

    assert answer.redirect_chain == [(reverse("accounts:list"), 302)]
    assert listed(answer) == ["secretary_a"]


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_the_same_number_of_questions(as_officer, tree, more, django_assert_num_queries):
    for i in range(more):
        make_user(f"more{i}", Role.SECRETARY, tree.ya)

    with django_assert_num_queries(8):
        as_officer.get(reverse("accounts:list"))


@pytest.mark.parametrize("name", ["list", "create", "bulk", "slips"])
def test_secretaries_leaders_and_inspectors_keep_no_accounts(cast, name):
    answers = []
    for user in (cast.secretary_a, cast.leader, cast.inspector, cast.unitless):
        client = Client()
        client.force_login(user)
        answers.append(client.get(reverse(f"accounts:{name}")).status_code)

    assert answers == [403, 403, 403, 403]


@pytest.mark.parametrize("target", ["secretary_z", "officer", "stranger_secretary"])
def test_pages_of_accounts_outside_do_not_exist(cast, as_base_officer, target):
    user = getattr(cast, target)
    pages = ["detail", "change", "appoint", "close", "reopen"]

    answers = [as_base_officer.get(reverse(f"accounts:{page}", args=[user.pk])).status_code for page in pages]

    assert answers == [404] * 5


def test_an_account_is_made_with_its_appointment(as_officer, tree):
    answer = as_officer.post(reverse("accounts:create"), {
        "form_key": uuid.uuid4(), "full_name": "Ngô  Thị Hạnh ", "phone": "0901 234 567", "username": "Hanh",
        "unit": tree.ya.pk, "role": Role.SECRETARY, "valid_from": f"{today():%d/%m/%Y}",
    })

    user = User.objects.get(username="hanh")
    assert (answer.status_code, answer.url) == (302, reverse("accounts:detail", args=[user.pk]))
    assert (user.full_name, user.appointments.get().unit) == ("Ngô Thị Hạnh", tree.ya)


def test_without_a_user_name_the_telephone_is_taken(as_officer, tree):
    names = []
    for full_name in ("Ngô Thị Hạnh", "Ngô Văn Hải"):
        as_officer.post(reverse("accounts:create"), {
            "form_key": uuid.uuid4(), "full_name": full_name, "phone": "0901 234 567",
            "unit": tree.ya.pk, "role": Role.SECRETARY, "valid_from": f"{today():%d/%m/%Y}",
        })
        names.append(User.objects.get(full_name=full_name).username)

    assert names == ["0901234567", "10-01"]


def test_a_taken_user_name_in_other_case_is_told_at_its_field(as_officer, tree, cast):
    answer = as_officer.post(reverse("accounts:create"), {
        "form_key": uuid.uuid4(), "full_name": "Ngô Thị Hạnh", "username": "SECRETARY_A",
        "unit": tree.ya.pk, "role": Role.SECRETARY, "valid_from": f"{today():%d/%m/%Y}",
    })

    assert list(answer.context["form"].errors) == ["username"]


def test_a_unit_outside_is_no_choice(as_base_officer, tree):
    answer = as_base_officer.post(reverse("accounts:create"), {
        "form_key": uuid.uuid4(), "full_name": "Ngô Thị Hạnh", "username": "hanh",
        "unit": tree.ya.pk, "role": Role.SECRETARY, "valid_from": f"{today():%d/%m/%Y}",
    })

    assert list(answer.context["form"].errors) == ["unit"]
    assert not User.objects.filter(username="hanh").exists()


def test_the_unit_of_an_account_is_found_by_letters_of_its_name(as_officer, tree, cast):
    Unit.objects.filter(pk=tree.ya.pk).update(search_text="10-01 chi bo thon muoi")
    page = as_officer.get(reverse("accounts:appoint", args=[cast.secretary_z.pk]))
    sent = {"form_key": uuid.uuid4(), "role": Role.SECRETARY, "valid_from": f"{today():%d/%m/%Y}"}

    found = as_officer.post(page.request["PATH_INFO"], {**sent, "unit-q": "thôn mười", "unit-find": "1"})
    taken = as_officer.post(page.request["PATH_INFO"], {**sent, "unit-q": "thôn mười"})

    assert f'name="unit" value="{tree.ya.pk}"' in found.content.decode()
    assert list(found.context["form"].errors) == ["unit"]
    assert taken.status_code == 302
    assert cast.secretary_z.appointments.latest("pk").unit == tree.ya


def test_a_form_opened_from_a_unit_comes_with_the_unit_chosen(as_officer, tree):
    page = as_officer.get(reverse("accounts:create"), {"unit": tree.ya.pk})

    assert f'name="unit" value="{tree.ya.pk}" checked' in page.content.decode()


def test_unless_asked_otherwise_an_account_is_a_secretarys(as_officer):
    form = as_officer.get(reverse("accounts:create")).context["form"]

    assert (form["role"].value(), form["valid_from"].value()) == (Role.SECRETARY, today())


def test_accounts_for_all_units_that_have_none(as_officer, tree):
    Unit.objects.filter(pk__in=[tree.ya.pk, tree.xs1.pk]).update(secretary_name="Vũ Thị Ánh")
    page = as_officer.get(reverse("accounts:bulk"))
    assert [(row.unit.code, row.is_ready) for row in page.context["rows"]] == [
        ("1-03", False), ("1-031", True), ("10", False), ("10-01", True),
    ]
    assert page.context["all_units"] == 8

    key = uuid.uuid4()
    for _time in range(2):
        answer = as_officer.post(reverse("accounts:bulk"), {"form_key": key, "units": [tree.ya.pk, tree.xs1.pk]})

        assert (answer.status_code, answer.url) == (302, reverse("accounts:slips"))
    assert sorted(User.objects.filter(full_name="Vũ Thị Ánh").values_list("username", flat=True)) == ["1-031", "10-01"]


def test_the_accounts_of_one_base_are_made_alone(as_officer, tree):
    Unit.objects.filter(pk__in=[tree.ya.pk, tree.xs1.pk]).update(secretary_name="Vũ Thị Ánh")
    url = reverse("accounts:bulk")

    page = as_officer.get(url, {"above": tree.x.pk})

    assert [(row.unit.code, row.is_ticked) for row in page.context["rows"]] == [("1-03", True), ("1-031", True)]
    assert [unit.code for unit in page.context["filter"].fields["above"].queryset] == ["1", "1-03", "10"]
    assert page.context["missing"] == 4
    assert f'action="{url}?above={tree.x.pk}"' in page.content.decode()


def test_a_base_that_is_no_choice_shows_no_unit(as_officer, tree):
    page = as_officer.get(reverse("accounts:bulk"), {"above": tree.ox.pk})

    assert page.context["rows"] == []
    assert "CANARY-OT" not in page.content.decode()


def test_what_was_unticked_stays_so_when_the_form_comes_back(as_officer, tree):
    Unit.objects.filter(pk__in=[tree.ya.pk, tree.xs1.pk]).update(secretary_name="Vũ Thị Ánh")

    page = as_officer.post(reverse("accounts:bulk"), {"units": [tree.ya.pk]})

    ticked = [row.unit.code for row in page.context["rows"] if row.is_ticked]
    assert (page.status_code, ticked) == (200, ["10-01"])


def test_slips_show_each_code_once(as_officer, cast):
    key = uuid.uuid4()
    wanted = {"form_key": key, "users": [cast.secretary_a.pk, cast.secretary_b.pk]}

    paper, again = [as_officer.post(reverse("accounts:slips"), wanted) for _time in range(2)]

    codes = [slip.code for slip in paper.context["slips"]]
    assert [code in paper.content.decode() for code in codes] == [True, True]
    assert (paper.status_code, again.status_code) == (200, 409)
    newcomer = Client()
    answer = newcomer.post(reverse("accounts:sign_in"), {"username": "secretary_a", "password": codes[0]})
    assert answer.url == reverse("accounts:change_password")


def test_no_slip_for_somebody_beyond_reach(as_base_officer, cast):
    answer = as_base_officer.post(reverse("accounts:slips"), {"form_key": uuid.uuid4(), "users": [cast.officer.pk]})

    assert list(answer.context["form"].errors) == ["users"]
    assert Entry.objects.filter(action="accounts.code.issued").count() == 0


def test_the_page_of_an_account_tells_its_history(as_officer, cast):
    as_officer.post(reverse("accounts:close", args=[cast.secretary_a.pk]), {"form_key": uuid.uuid4()})

    page = as_officer.get(reverse("accounts:detail", args=[cast.secretary_a.pk]))

    cast.secretary_a.refresh_from_db()
    assert not cast.secretary_a.is_active
    assert [entry.action for entry in Entry.objects.of_object(cast.secretary_a)] == ["accounts.user.deactivated"]
    assert "Đồng chí officer" in page.content.decode()


def test_an_appointment_is_ended_from_the_page(as_base_officer, cast):
    appointment = cast.secretary_a.appointments.get()

    answer = as_base_officer.post(
        reverse("accounts:end_appointment", args=[appointment.pk]),
        {"form_key": uuid.uuid4(), "valid_to": f"{today():%d/%m/%Y}"},
    )

    appointment.refresh_from_db()
    assert (answer.status_code, appointment.valid_to) == (302, today())
