"""One action, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.organs import views

urlpatterns = [
    path("", views.organs, name="organs"),
    path("<str:code>/", views.organ, name="organ"),
    path("<str:code>/found-organ/", views.found_organ, name="found_organ"),
    path("<str:code>/merge-organ/", views.merge_organ, name="merge_organ"),
    path("<str:code>/describe-office/", views.describe_office, name="describe_office"),
]
