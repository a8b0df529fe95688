"""One action, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.annual_reports import campaigns, corpus, importing, sections, sheets, views, wholes
from gongkai.workbench.annual_reports.campaign_forms import FORMS

urlpatterns = [
    path("", views.annual_reports, name="annual_reports"),
    path("open-report/", views.open_report, name="open_report"),
    path("acknowledge/", views.acknowledge_report_reminders, name="acknowledge_report_reminders"),
    path("import/", importing.import_report, name="import_report"),
    path("imported/<int:pk>/", importing.imported_report, name="imported_report"),
    path("imported/<int:pk>/take-opening/", importing.take_opening, name="take_report_opening"),
    path("corpus/", corpus.corpus, name="corpus"),
    path("corpus/files/<slug:kind>/", corpus.corpus_file, name="corpus_file"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/<int:year>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:year>/change-campaign/", campaigns.change_campaign, name="change_campaign"),
    path("campaigns/<int:year>/chase/", campaigns.chase_organs, name="chase_organs"),
    path("campaigns/<int:year>/close-campaign/", campaigns.close_campaign, name="close_campaign"),
    path("campaigns/<int:year>/units/<int:pk>/", campaigns.campaign_unit, name="campaign_unit"),
    path(
        "campaigns/<int:year>/units/<int:pk>/files/<slug:kind>/",
        campaigns.campaign_unit_file,
        name="campaign_unit_file",
    ),
    path("campaigns/<int:year>/units/<int:pk>/approve/", campaigns.approve_report, name="approve_report"),
    path("campaigns/<int:year>/units/<int:pk>/return/", campaigns.return_report, name="return_report"),
    *(
        path(
            f"campaigns/<int:year>/units/<int:pk>/{name.replace('_', '-')}/",
            campaigns.settle_owed,
            {"name": name},
            name=f"{name}_owed",
        )
        for name in FORMS
    ),
    path("<int:year>/", views.annual_report, name="annual_report"),
    path("<int:year>/sections/<int:number>/", sections.report_section, name="report_section"),
    path("<int:year>/sections/<int:number>/enter-cells/", sections.enter_cells, name="enter_cells"),
    path("<int:year>/sections/<int:number>/check-cells/", sections.check_cells, name="check_cells"),
    path("<int:year>/sections/<int:number>/write-section/", sections.write_section, name="write_section"),
    path("<int:year>/sum/", wholes.report_sum, name="report_sum"),
    path("<int:year>/sum/<str:address>/", wholes.report_sum_cell, name="report_sum_cell"),
    path("<int:year>/sum/<str:address>/<int:pk>/", wholes.report_sum_part, name="report_sum_part"),
    path("<int:year>/cells/<str:address>/", sections.report_cell, name="report_cell"),
    path("<int:year>/files/<slug:kind>/", views.report_file, name="report_file"),
    path("<int:year>/fill-from-records/", views.fill_from_records, name="fill_from_records"),
    path("<int:year>/tell-nothing/", views.tell_nothing, name="tell_nothing"),
    path("<int:year>/sheet/", sheets.report_sheet, name="report_sheet"),
    path("<int:year>/sheet/file/", sheets.sheet_file, name="report_sheet_file"),
    path("<int:year>/sheet/enter/", sheets.enter_sheet, name="enter_sheet"),
    path("<int:year>/submit/", views.submit_report, name="submit_report"),
    path("<int:year>/send-back/", views.send_back_report, name="send_back_report"),
    path("<int:year>/sign-off/", views.sign_off_report, name="sign_off_report"),
    path("<int:year>/publish/", views.publish_report, name="publish_report"),
    path("<int:year>/mend/", views.mend_report, name="mend_report"),
]
