"""One action, one path, one view, one name: the acts of the workflow each have their own below the application."""

from django.urls import path

from gongkai.workbench.applications import intake, papers, redaction, reminders, views

ACTS = (
    "register",
    "request_supplement",
    "receive_supplement",
    "serve_consultation",
    "record_opinion",
    "propose_extension",
    "extend_reply",
    "decline_extension",
    "serve_fee_notice",
    "record_fee_payment",
    "lapse_supplement",
    "lapse_fee",
    "withdraw_application",
    "archive",
)

urlpatterns = [
    path("", views.applications, name="applications"),
    path("take-in/", intake.take_in, name="take_in"),
    path("taken/", intake.application_taken, name="application_taken"),
    path("taken/receipt.pdf", intake.taken_receipt, name="taken_receipt"),
    path("reminders/", reminders.case_reminders, name="case_reminders"),
    path("reminders/read/", reminders.acknowledge_reminders, name="acknowledge_reminders"),
    path("<slug:number>/", views.application, name="application"),
    path("<slug:number>/reply/", views.reply, name="reply"),
    path("<slug:number>/reveal-identity/", views.reveal_identity, name="reveal_identity"),
    path("<slug:number>/letters/<int:pk>.<slug:kind>", papers.letter, name="application_letter"),
    path("<slug:number>/files/<int:pk>/", papers.attachment, name="application_file"),
    path("<slug:number>/identity/<str:pass_>/", papers.identity_file, name="identity_file"),
]
urlpatterns += [
    path("<slug:number>/redactions/", redaction.redactions, name="redactions"),
    path("<slug:number>/redactions/<int:pk>/", redaction.redaction, name="redaction"),
    path("<slug:number>/redactions/<int:pk>/mark/", redaction.mark, name="mark_redaction"),
    path(
        "<slug:number>/redactions/<int:pk>/<slug:which>/pages/<int:page>/",
        redaction.redaction_page,
        name="redaction_page",
    ),
    path(
        "<slug:number>/redactions/<int:pk>/<slug:which>/file/",
        redaction.redaction_file,
        name="redaction_file",
    ),
]
urlpatterns += [
    path(
        f"<slug:number>/redactions/<int:pk>/{name.removesuffix('_redaction')}/",
        redaction.perform_redaction,
        {"name": name},
        name=name,
    )
    for name in redaction.FORMS
]
urlpatterns += [
    path(f"<slug:number>/{name.replace('_', '-')}/", views.perform, {"name": name}, name=name)
    for name in ACTS
]
