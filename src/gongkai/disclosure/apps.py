from importlib import import_module

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "gongkai.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        """Let the followers hear the ledger."""
        import_module("gongkai.disclosure.followers")
