from importlib import import_module

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "gongkai.remedies"
    label = "remedies"

    def ready(self) -> None:
        # Followers listen to the ledger from the moment they are imported.
        import_module("gongkai.remedies.followers")
