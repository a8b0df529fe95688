"""The public's way to an application: the guide, the form, the receipt, the status."""

from django.urls import path

from gongkai.portal.applications import accounts, apply, code, drafts, finding, statistics, status

urlpatterns = [
    path("", apply.guide, name="apply"),
    path("form/", apply.application_form, name="application_form"),
    path("form/already-public/", apply.already_public, name="already_public"),
    path("form/draft/", drafts.keep_draft, name="keep_draft"),
    path("draft/", drafts.draft_kept, name="draft_kept"),
    path("draft/continue/", drafts.continue_draft, name="continue_draft"),
    path("draft/drop/", drafts.drop_draft, name="drop_draft"),
    path("account/", accounts.account, name="account"),
    path("account/sign-in/", accounts.sign_in, name="sign_in"),
    path("account/sign-in/code/", accounts.confirm_sign_in, name="confirm_sign_in"),
    path("account/sign-out/", accounts.sign_out, name="sign_out"),
    path("account/delete/", accounts.delete_account, name="delete_account"),
    path("statistics/<slug:code>/", statistics.statistics, name="application_statistics"),
    path("statistics/<slug:code>/figures.csv", statistics.statistics_csv, name="application_statistics_csv"),
    path("organs/", finding.find_organ, name="find_organ"),
    path("sent/", apply.application_sent, name="application_sent"),
    path("sent/receipt.pdf", apply.application_receipt, name="application_receipt"),
    path("status/", status.application_status, name="application_status"),
    path("status/leave/", status.leave_application, name="leave_application"),
    path("status/code/", code.forgotten_code, name="forgotten_code"),
    path("status/<slug:number>/", status.my_application, name="my_application"),
    path("status/<slug:number>/supplement/", status.receive_supplement, name="receive_supplement"),
    path("status/<slug:number>/withdraw/", status.withdraw_application, name="withdraw_application"),
    path("status/<slug:number>/payment/", status.report_payment, name="report_payment"),
    path("status/<slug:number>/rating/", status.rate, name="rate_application"),
    path("status/<slug:number>/opening/", status.suggest_opening, name="suggest_opening"),
    path("status/<slug:number>/letters/<int:pk>.<slug:kind>", status.letter, name="my_letter"),
    path("status/<slug:number>/files/<int:pk>/", status.released_file, name="my_file"),
]
