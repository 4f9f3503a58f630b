"""Everything under `accounts:`: signing in lies in accounts/, managing needs the scope rule and lies here."""
from django.urls import path

from accounts import urls as own

from portal.screens.accounts import account, bulk, cards, listing

app_name = "accounts"

urlpatterns = [
    *own.urlpatterns,
    path("", listing.AccountList.as_view(), name="list"),
    path("new/", account.AccountCreate.as_view(), name="create"),
    path("new/from-units/", bulk.AccountBulk.as_view(), name="bulk"),
    path("slips/", bulk.AccountSlips.as_view(), name="slips"),
    path("<int:account_id>/", account.AccountDetail.as_view(), name="detail"),
    path("<int:account_id>/change/", account.AccountChange.as_view(), name="change"),
    path("<int:account_id>/appoint/", account.AppointmentCreate.as_view(), name="appoint"),
    path("<int:account_id>/second-step/", account.SecondFactorReset.as_view(), name="reset_second_factor"),
    path("<int:account_id>/card/revoke/", cards.CardRevoke.as_view(), name="revoke_card"),
    path("<int:account_id>/phone/revoke/", cards.PhoneRevoke.as_view(), name="revoke_phone"),
    path("<int:account_id>/close/", account.AccountClose.as_view(), name="close"),
    path("<int:account_id>/reopen/", account.AccountReopen.as_view(), name="reopen"),
    path("appointments/<int:appointment_id>/end/", account.AppointmentEnd.as_view(), name="end_appointment"),
]
