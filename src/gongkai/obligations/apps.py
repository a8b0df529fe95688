from importlib import import_module

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "gongkai.obligations"
    label = "obligations"

    def ready(self) -> None:
        # Followers listen to the ledger from the moment they are imported.
        import_module("gongkai.obligations.followers")
