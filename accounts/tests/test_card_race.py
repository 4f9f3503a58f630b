"""One card in eight hands at the same moment."""
import pytest
from django.test import Client

from accounts.card_views import KEY
from accounts.models import LoginCard, UserSession
from accounts.services.cards import issue_login_card
from accounts.services.users import create_user
from audit.models import Entry
from lib.clock import now
from lib.tests.at_once import at_once

pytestmark = [pytest.mark.urls("accounts.tests.urls"), pytest.mark.django_db(transaction=True)]
_URL = "/accounts/card/"


@pytest.mark.asvs("2.3.4", "6.6.2", "6.5.1")
def test_of_eight_who_press_at_once_one_gets_in():
    user = create_user(username="cb-01", full_name="Lê Văn Đức", by=None, at=now())
    key = issue_login_card(user=user, by=None, at=now())
    clients = [Client() for _hand in range(8)]
    for client in clients:
        client.get(_URL, {KEY: key})

    statuses = at_once(*[lambda client=client: client.post(_URL).status_code for client in clients])

    assert sorted(statuses) == [302] + [410] * 7
    assert LoginCard.objects.get().used_at and UserSession.objects.filter(user=user).count() == 1
    assert Entry.objects.filter(action="accounts.card.used").count() == 1
