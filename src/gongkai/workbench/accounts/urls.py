"""One action, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.accounts import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("duties/", views.duties, name="duties"),
    path("duties/switch/", views.switch_duty, name="switch_duty"),
    path("gallery/", views.gallery, name="gallery"),
]
