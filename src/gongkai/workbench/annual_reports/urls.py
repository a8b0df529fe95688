"""One action, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.annual_reports import views

urlpatterns = [
    path("", views.annual_reports, name="annual_reports"),
    path("open-report/", views.open_report, name="open_report"),
    path("<int:year>/", views.annual_report, name="annual_report"),
    path("<int:year>/sections/<int:number>/", views.report_section, name="report_section"),
    path("<int:year>/sections/<int:number>/enter-cells/", views.enter_cells, name="enter_cells"),
    path("<int:year>/sections/<int:number>/check-cells/", views.check_cells, name="check_cells"),
    path("<int:year>/sections/<int:number>/write-section/", views.write_section, name="write_section"),
    path("<int:year>/cells/<str:address>/", views.report_cell, name="report_cell"),
    path("<int:year>/files/<slug:kind>/", views.report_file, name="report_file"),
    path("<int:year>/fill-from-records/", views.fill_from_records, name="fill_from_records"),
    path("<int:year>/submit/", views.submit_report, name="submit_report"),
    path("<int:year>/send-back/", views.send_back_report, name="send_back_report"),
    path("<int:year>/sign-off/", views.sign_off_report, name="sign_off_report"),
    path("<int:year>/publish/", views.publish_report, name="publish_report"),
]
