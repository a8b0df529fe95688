"""The staff's table of contents."""

from django.urls import include, path

app_name = "workbench"
urlpatterns = [
    path("", include("gongkai.workbench.accounts.urls")),
    path("organs/", include("gongkai.workbench.organs.urls")),
    path("ledger/", include("gongkai.workbench.ledger.urls")),
    path("columns/", include("gongkai.workbench.catalogue.urls")),
    path("items/", include("gongkai.workbench.disclosure.urls")),
    path("interpretation/", include("gongkai.workbench.interpretation.urls")),
    path("obligations/", include("gongkai.workbench.obligations.urls")),
    path("screening/", include("gongkai.workbench.screening.urls")),
    path("calendars/", include("gongkai.workbench.calendars.urls")),
    path("applications/", include("gongkai.workbench.applications.urls")),
    path("messages/", include("gongkai.workbench.messages.urls")),
    path("letters/", include("gongkai.workbench.applications.letter_urls")),
    path("remedies/", include("gongkai.workbench.remedies.urls")),
    path("reports/", include("gongkai.workbench.annual_reports.urls")),
]
