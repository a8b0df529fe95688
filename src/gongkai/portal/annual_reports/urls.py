"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.portal.annual_reports import checking, comparing, views

urlpatterns = [
    path("", views.annual_reports, name="annual_reports"),
    path("vocabulary.jsonld", views.report_vocabulary, name="report_vocabulary"),
    path("schema/<slug:form>.json", views.report_schema, name="report_schema"),
    path("years/<str:code>/", comparing.compared_years, name="compared_years"),
    path("overview/<str:code>/<int:year>/", comparing.overview, name="reports_overview"),
    path("check/", checking.check_report, name="check_report"),
    path("<str:code>/<int:year>/", views.annual_report, name="annual_report"),
    path("<str:code>/<int:year>/editions/<int:edition>/", views.annual_report, name="annual_report_edition"),
    path("<str:code>/<int:year>/<slug:kind>/", views.annual_report_file, name="annual_report_file"),
]
