"""One action, one path, one view, one name: the acts of the workflow each have their own below the application."""

from django.urls import path

from gongkai.workbench.applications import (
    deciding,
    figures,
    incoming,
    intake,
    intake_bulk,
    letters,
    openings,
    papers,
    proposal,
    redaction,
    reminders,
    views,
)

ACTS = (
    "register",
    "request_supplement",
    "ask_for_reasons",
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
    "record_search",
    "ask_division",
    "record_answer",
    "record_service",
    "archive",
)

urlpatterns = [
    path("", views.applications, name="applications"),
    path("take-in/", intake.take_in, name="take_in"),
    path("take-in/expected/", intake.expected_receipt, name="expected_receipt"),
    path("take-in/many/", intake_bulk.take_in_many, name="take_in_many"),
    path("take-in/many/template.xlsx", intake_bulk.intake_template, name="intake_template"),
    path("take-in/many/<int:pk>/", intake_bulk.intake_batch, name="intake_batch"),
    path("take-in/many/<int:pk>/clear-codes/", intake_bulk.clear_codes, name="clear_codes"),
    path("transfers/", incoming.transfers, name="transfers"),
    path("transfers/<int:pk>/letter.pdf", incoming.transfer_letter, name="transfer_letter"),
    path("openings/", openings.openings, name="openings"),
    *(
        path(
            f"openings/<int:pk>/{name.replace('_', '-')}/",
            openings.perform_opening,
            {"name": name},
            name=name,
        )
        for name in openings.FORMS
    ),
    path("taken/", intake.application_taken, name="application_taken"),
    path("taken/receipt.pdf", intake.taken_receipt, name="taken_receipt"),
    path("reminders/", reminders.case_reminders, name="case_reminders"),
    path("reminders/read/", reminders.acknowledge_reminders, name="acknowledge_reminders"),
    path("figures/", figures.application_figures, name="application_figures"),
    path("figures/organs/", figures.figures_of_organs, name="application_figures_of_organs"),
    path("figures/figures.csv", figures.figures_csv, name="application_figures_csv"),
    path("figures/<slug:measure>/", figures.figure_list, name="application_figure"),
    path("<slug:number>/", views.application, name="application"),
    path("<slug:number>/split/", incoming.split, name="split"),
    path("<slug:number>/transfer/", incoming.transfer, name="transfer"),
    path("<slug:number>/hand-over/", incoming.hand_over, name="hand_over"),
    path("<slug:number>/proposal/", proposal.proposal, name="proposal"),
    path("<slug:number>/proposal/begin/", proposal.begin_proposal, name="begin_proposal"),
    path("<slug:number>/proposal/items/", proposal.name_items, name="name_items"),
    path("<slug:number>/proposal/items/<int:position>/", deciding.decide_item, name="decide_item"),
    path("<slug:number>/proposal/preview.pdf", proposal.preview, name="preview_reply"),
    path("<slug:number>/proposal/files/<int:pk>/drop/", proposal.drop_file, name="drop_reply_file"),
    path("<slug:number>/issue-reply/", proposal.issue_reply, name="issue_reply"),
    path("<slug:number>/reveal-identity/", views.reveal_identity, name="reveal_identity"),
    path("<slug:number>/registration-sheet.pdf", letters.registration_sheet, name="registration_sheet"),
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
urlpatterns += [
    path(f"<slug:number>/proposal/{name.replace('_', '-')}/", proposal.perform, {"name": name}, name=name)
    for name in proposal.ACTS
]
