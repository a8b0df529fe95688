"""The public's way to an application: the guide, the form, the receipt, the status."""

from django.urls import path

from gongkai.portal.applications import apply, status

urlpatterns = [
    path("", apply.guide, name="apply"),
    path("form/", apply.application_form, name="application_form"),
    path("form/already-public/", apply.already_public, name="already_public"),
    path("sent/", apply.application_sent, name="application_sent"),
    path("sent/receipt.pdf", apply.application_receipt, name="application_receipt"),
    path("status/", status.application_status, name="application_status"),
    path("status/leave/", status.leave_application, name="leave_application"),
    path("status/<slug:number>/", status.my_application, name="my_application"),
    path("status/<slug:number>/supplement/", status.receive_supplement, name="receive_supplement"),
    path("status/<slug:number>/withdraw/", status.withdraw_application, name="withdraw_application"),
    path("status/<slug:number>/letters/<int:pk>.<slug:kind>", status.letter, name="my_letter"),
    path("status/<slug:number>/files/<int:pk>/", status.released_file, name="my_file"),
]
