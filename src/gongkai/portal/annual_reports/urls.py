"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.portal.annual_reports import views

urlpatterns = [
    path("", views.annual_reports, name="annual_reports"),
    path("<str:code>/<int:year>/", views.annual_report, name="annual_report"),
    path("<str:code>/<int:year>/<slug:kind>/", views.annual_report_file, name="annual_report_file"),
]
