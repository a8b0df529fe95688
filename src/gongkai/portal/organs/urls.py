"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.portal.organs import views

urlpatterns = [
    path("", views.organs, name="organs"),
    path("<slug:code>/", views.organ, name="organ"),
]
