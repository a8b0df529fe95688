"""The table of contents: the public portal at the root, the staff's workbench under ``desk/``."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("gongkai.workbench.urls")),
    path("", include("gongkai.portal.urls")),
]
