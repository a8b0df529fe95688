"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.catalogue import views

urlpatterns = [
    path("", views.columns, name="columns"),
    path("add/", views.add_column, name="add_column"),
]
