from django.urls import path

from gongkai.workbench.calendars import views

urlpatterns = [
    path("", views.calendars, name="calendars"),
    path("propose/", views.propose, name="propose_calendar"),
    path("<int:pk>/", views.calendar, name="calendar"),
    path("<int:pk>/take-back/", views.take_back, name="take_back_calendar"),
    *(
        path(f"<int:pk>/{name.replace('_', '-')}/", views.perform, {"name": name}, name=f"{name}_calendar")
        for name in ("look_again", "apply", "drop")
    ),
]
