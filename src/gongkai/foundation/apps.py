from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "gongkai.foundation"
    label = "foundation"
