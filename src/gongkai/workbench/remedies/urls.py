"""One action, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.remedies import views

urlpatterns = [
    path("", views.remedies, name="remedies"),
    path("open/", views.open_case, name="open_case"),
    path("<int:pk>/", views.remedy, name="remedy"),
    path("<int:pk>/decide/", views.decide_case, name="decide_case"),
]
