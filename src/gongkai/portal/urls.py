"""The public portal's table of contents."""

from django.urls import include, path

from gongkai.portal.language import language

app_name = "portal"
urlpatterns = [
    path("language/", language, name="language"),
    path("", include("gongkai.portal.machine.urls")),
    path("", include("gongkai.portal.disclosure.urls")),
    path("policies/", include("gongkai.portal.policies.urls")),
    path("organs/", include("gongkai.portal.organs.urls")),
    path("apply/", include("gongkai.portal.applications.urls")),
    path("reports/", include("gongkai.portal.annual_reports.urls")),
]
