from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "gongkai.example"
    label = "example"
