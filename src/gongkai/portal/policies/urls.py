"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.portal.policies import views

urlpatterns = [path("", views.policies, name="policies")]
