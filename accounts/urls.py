from django.urls import path

from accounts import card_views, kept_phone_views, second_factor_views, views
from accounts.kept_phones import open_to_kept_phones
from accounts.middleware import may_precede_password_change
from accounts.second_factor import may_precede_second_factor

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("card/", card_views.LoginCardPage.as_view(), name="card"),
    path(
        "sign-out/", open_to_kept_phones(may_precede_second_factor(may_precede_password_change(views.SignOut.as_view()))), name="sign_out",
    ),
    path("second-step/", may_precede_second_factor(second_factor_views.SecondFactor.as_view()), name="second_factor"),
    path(
        "second-step/number/", open_to_kept_phones(may_precede_second_factor(second_factor_views.SecondFactorCheck.as_view())),
        name="second_factor_check",
    ),
    path("again/", open_to_kept_phones(kept_phone_views.AskAgain.as_view()), name="ask_again"),
    path("own-phone/", kept_phone_views.KeepPhone.as_view(), name="keep_phone"),
    path("sessions/", views.Sessions.as_view(), name="sessions"),
    path("mail/", views.ChangeEmail.as_view(), name="mail"),
    path("password/", may_precede_second_factor(may_precede_password_change(views.ChangePassword.as_view())), name="change_password"),
]
