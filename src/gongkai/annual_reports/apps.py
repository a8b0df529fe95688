from importlib import import_module

from django.apps import AppConfig


class AnnualReportsConfig(AppConfig):
    name = "gongkai.annual_reports"
    label = "annual_reports"

    def ready(self) -> None:
        # Followers listen to the ledger from the moment they are imported.
        import_module("gongkai.annual_reports.followers")
