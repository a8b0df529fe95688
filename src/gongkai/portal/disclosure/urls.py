"""One page, one path, one view, one name."""

from django.urls import URLPattern, path

from gongkai.portal.disclosure import five, history, item, views
from gongkai.portal.disclosure.search import search, suggest
from gongkai.portal.machine.feeds import feed


def boards(start: str) -> list[URLPattern]:
    """The pages of a board: of everybody on the site, or of one organ."""
    return [
        path(start, views.board, name="board"),
        path(f"{start}archive/", views.column_archive, name="column_archive"),
        path(f"{start}five/<slug:kind>/", five.five_disclosure, name="five_disclosure"),
        path(f"{start}feeds/<str:kind>", feed, name="feed"),
        path(f"{start}<str:code>/feeds/<str:kind>", feed, name="column_feed"),
        path(f"{start}<str:code>/", views.column, name="column"),
        path(f"{start}<str:code>/pages/<int:number>/", views.column, name="column_page"),
    ]


urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="suggest"),
    path("disclosure/switch/", views.switch_organ, name="switch_organ"),
    *boards("disclosure/"),
    *boards("organs/<slug:organ>/disclosure/"),
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
