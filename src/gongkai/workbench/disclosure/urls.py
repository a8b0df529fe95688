"""One page, one path, one view, one name. The acts of the workflow share a path: items/<key>/<act>/."""

from django.urls import path

from gongkai.workbench.disclosure import drafting, views

urlpatterns = [
    path("", views.items, name="items"),
    path("pressing/", views.pressing_items, name="pressing_items"),
    path("draft/", drafting.draft_item, name="draft_item"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/edit/", drafting.edit_item, name="edit_item"),
    path("<int:pk>/versions/", views.item_versions, name="item_versions"),
    path("<int:pk>/files/<uuid:file_id>/", views.item_file, name="item_file"),
    path("<int:pk>/<slug:name>/", views.move_item, name="move_item"),
]
