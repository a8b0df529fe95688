"""One action, one path, one view, one name."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
