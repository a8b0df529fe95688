from django.apps import AppConfig


class InterpretationConfig(AppConfig):
    name = "gongkai.interpretation"
    label = "interpretation"
