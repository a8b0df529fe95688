from django.urls import path

from gongkai.workbench.screening import views

urlpatterns = [
    path("", views.patrol_report, name="patrol_report"),
    path("words/", views.words, name="words"),
    path("words/<int:pk>/end/", views.end_word, name="end_word"),
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/<int:pk>/forget/", views.forget_number, name="forget_number"),
]
