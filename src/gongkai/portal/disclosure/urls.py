"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.portal.disclosure import views
from gongkai.portal.disclosure.search import search

urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("search/", search, name="search"),
    path("disclosure/", views.board, name="board"),
    path("disclosure/<str:code>/", views.column, name="column"),
    path("info/<path:index_number>/files/<uuid:file_id>/", views.item_file, name="item_file"),
    path("info/<path:index_number>/", views.item, name="item"),
]
