from importlib import import_module

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "gongkai.applications"
    label = "applications"

    def ready(self) -> None:
        # Followers listen to the ledger from the moment they are imported.
        import_module("gongkai.applications.followers")
        import_module("gongkai.applications.tasks")
