from django.urls import path

from gongkai.workbench.messages import views

urlpatterns = [
    path("", views.messages, name="messages"),
    path("<int:pk>/send-again/", views.send_again, name="send_again"),
]
