"""One action, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.ledger import views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("<int:number>/", views.ledger_entry, name="ledger_entry"),
]
