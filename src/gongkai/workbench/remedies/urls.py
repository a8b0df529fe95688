"""One action, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.remedies import acts, views

urlpatterns = [
    path("", views.remedies, name="remedies"),
    path("open/", views.open_case, name="open_case"),
    path("<int:pk>/", views.remedy, name="remedy"),
    path("<int:pk>/decide/", views.decide_case, name="decide_case"),
    path("<int:pk>/defence-file/", acts.export_defence_file, name="export_defence_file"),
    path("mappings/", acts.map_result, name="map_result"),
]
urlpatterns += [
    path(f"<int:pk>/{name.replace('_', '-')}/", acts.perform, {"name": name}, name=name)
    for name in acts.FORMS
]
