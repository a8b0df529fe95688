"""One page, one path, one view, one name. The acts on what an organ owes share a path: owings/<key>/<act>/."""

from django.urls import path

from gongkai.workbench.obligations import coverage, keeping, views

urlpatterns = [
    path("", views.obligations, name="obligations"),
    path("organs/<slug:code>/", views.organ_owings, name="organ_owings"),
    path("acknowledge/", views.acknowledge, name="acknowledge"),
    path("report-event/", views.report_event, name="report_event"),
    path("declarations/", views.declarations, name="declarations"),
    path("owings/<int:pk>/", views.owing, name="owing"),
    path("owings/<int:pk>/<slug:name>/", views.settle_owing, name="settle_owing"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/chase/", coverage.chase, name="chase"),
    path("coverage/files/<slug:kind>/", coverage.coverage_file, name="coverage_file"),
    path("kept/", keeping.kept_obligations, name="kept_obligations"),
    path("kept/adopt/", keeping.adopt_standard_obligations, name="adopt_standard_obligations"),
    path("kept/set-up/", keeping.set_up_obligation, name="set_up_obligation"),
    path("kept/<int:pk>/", keeping.change_obligation, name="change_obligation"),
    path("kept/<int:pk>/end/", keeping.end_obligation, name="end_obligation"),
    path("kept/<int:pk>/record-event/", keeping.record_event_for_all, name="record_event_for_all"),
]
