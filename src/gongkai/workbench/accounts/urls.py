"""One action, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.accounts import keeping, views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("duties/", views.duties, name="duties"),
    path("duties/switch/", views.switch_duty, name="switch_duty"),
    path("change-password/", views.change_password, name="change_password"),
    path("accounts/", keeping.accounts, name="accounts"),
    path("accounts/open-account/", keeping.open_account, name="open_account"),
    path("accounts/<int:pk>/", keeping.account, name="account"),
    path("accounts/<int:pk>/close-account/", keeping.close_account, name="close_account"),
    path("accounts/<int:pk>/reopen-account/", keeping.reopen_account, name="reopen_account"),
    path("accounts/<int:pk>/reset-password/", keeping.reset_password, name="reset_password"),
    path("accounts/<int:pk>/appoint/", keeping.appoint, name="appoint"),
    path("appointments/", keeping.appointments, name="appointments"),
    path("appointments/<int:pk>/dismiss/", keeping.dismiss, name="dismiss"),
    path("gallery/", views.gallery, name="gallery"),
]
