from django.urls import path

from accounts import views
from accounts.middleware import may_precede_password_change

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", may_precede_password_change(views.SignOut.as_view()), name="sign_out"),
    path("sessions/", views.Sessions.as_view(), name="sessions"),
    path("mail/", views.ChangeEmail.as_view(), name="mail"),
    path("password/", may_precede_password_change(views.ChangePassword.as_view()), name="change_password"),
]
