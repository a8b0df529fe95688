from importlib import import_module

from django.apps import AppConfig


class InterpretationConfig(AppConfig):
    name = "gongkai.interpretation"
    label = "interpretation"

    def ready(self) -> None:
        # Followers listen to the ledger from the moment they are imported.
        import_module("gongkai.interpretation.followers")
