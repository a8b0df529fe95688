"""The public portal's table of contents."""

from django.urls import include, path

app_name = "portal"
urlpatterns = [
    path("", include("gongkai.portal.disclosure.urls")),
    path("organs/", include("gongkai.portal.organs.urls")),
    path("apply/", include("gongkai.portal.applications.urls")),
    path("reports/", include("gongkai.portal.annual_reports.urls")),
]
