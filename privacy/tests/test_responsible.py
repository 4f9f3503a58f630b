"""The person responsible stands below the pages of the committee's units, and nobody else's."""
from django.urls import reverse

from lib.clock import now
from privacy.models import ResponsiblePerson
from privacy.services.responsible import name_responsible
from units.screens.forms import KeyedForm

FACTS = {"full_name": "Nguyễn Thị Lan", "office": "Phó Trưởng ban Tuyên giáo", "phone": "0912 345 678"}


def sent(**facts):
    return {"form_key": str(KeyedForm().fields["form_key"].initial()), "version": 0, **FACTS, **facts}


def test_an_officer_names_the_person_and_all_below_see_him(client, cast, tree):
    client.force_login(cast.officer)
    hint = reverse("privacy:responsible")
    assert hint in client.get(reverse("units:list")).content.decode().partition("<footer")[2]

    assert client.post(hint, sent()).url == hint
    page = client.get(reverse("units:list")).content.decode().partition("<footer")[2]
    assert all(word in page for word in FACTS.values()) and hint not in page
    assert ResponsiblePerson.objects.get().unit == tree.committee

    for who, sees in [("secretary_a", True), ("leader", True), ("stranger", False), ("stranger_secretary", False), ("unitless", False)]:
        client.force_login(getattr(cast, who))
        footer = client.get(reverse("accounts:sessions")).content.decode().partition("<footer")[2]
        assert (FACTS["full_name"] in footer, hint in footer) == (sees, who == "stranger"), who


def test_who_is_not_signed_in_sees_the_only_one_of_the_portal(client, cast, tree):
    sign_in = reverse("accounts:sign_in")
    assert "Nguyễn Thị Lan" not in client.get(sign_in).content.decode()
    name_responsible(unit=tree.committee, version=0, by=cast.officer, at=now(), **FACTS)
    assert "0912 345 678" in client.get(sign_in).content.decode()
    # Of two committees on one portal neither is shown to strangers.
    name_responsible(unit=tree.other, version=0, by=cast.stranger, at=now(), **FACTS)
    assert "0912 345 678" not in client.get(sign_in).content.decode()


def test_bad_input_and_a_second_editor_lose_nothing(client, cast, tree):
    client.force_login(cast.officer)
    page = client.post(reverse("privacy:responsible"), sent(phone="gọi bác bảo vệ"))
    assert page.context["form"].errors["phone"] and "gọi bác bảo vệ" in page.content.decode()

    name_responsible(unit=tree.committee, version=0, by=cast.officer, at=now(), **FACTS)
    name_responsible(unit=tree.committee, version=1, by=cast.officer, at=now(), **{**FACTS, "phone": "0987654321"})
    answer = client.post(reverse("privacy:responsible"), sent(version=1, full_name="Trần Văn Ba"))
    assert answer.status_code == 409 and "0987654321" in answer.content.decode()
    assert ResponsiblePerson.objects.get().phone == "0987654321"
