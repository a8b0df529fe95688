from importlib import import_module

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "gongkai.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        """Let those who follow the ledger hear it."""
        import_module("gongkai.disclosure.followers")
        import_module("gongkai.disclosure.tasks")
