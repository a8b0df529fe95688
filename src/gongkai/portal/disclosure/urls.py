"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.portal.disclosure import five, history, item, views
from gongkai.portal.disclosure.search import search

urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("search/", search, name="search"),
    path("disclosure/", views.board, name="board"),
    path("disclosure/archive/", views.column_archive, name="column_archive"),
    path("disclosure/five/<slug:kind>/", five.five_disclosure, name="five_disclosure"),
    path("disclosure/<str:code>/", views.column, name="column"),
    path("info/<path:index_number>/files/<uuid:file_id>/", item.item_file, name="item_file"),
    path("info/<path:index_number>/files/<uuid:file_id>/look/", item.look_at_file, name="look_at_file"),
    path(
        "info/<path:index_number>/files/<uuid:file_id>/pages/<int:number>/",
        item.file_page,
        name="file_page",
    ),
    path("info/<path:index_number>/history/", history.item_history, name="item_history"),
    path("info/<path:index_number>/table.<slug:extension>", item.item_sheet, name="item_sheet"),
    path("info/<path:index_number>/", item.item, name="item"),
]
