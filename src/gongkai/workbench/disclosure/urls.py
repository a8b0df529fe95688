"""One page, one path, one view, one name. The acts of the workflow share a path: items/<key>/<act>/."""

from django.urls import path

from gongkai.workbench.disclosure import counting, drafting, keeping, reading_word, views

urlpatterns = [
    path("", views.items, name="items"),
    path("pressing/", views.pressing_items, name="pressing_items"),
    path("counts/", counting.counts, name="counts"),
    path("counts/file/", counting.counts_file, name="counts_file"),
    path("counts/items/", counting.counted_items, name="counted_items"),
    path("counts/releases/", counting.record_release, name="record_release"),
    path("counts/opening/", counting.note_opening_balance, name="note_opening_balance"),
    path("draft/", drafting.draft_item, name="draft_item"),
    path("draft/keep/", keeping.keep_draft, name="keep_draft"),
    path("draft/word/", reading_word.read_word, name="read_word"),
    path("draft/paste/", reading_word.clean_paste, name="clean_paste"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/edit/", drafting.edit_item, name="edit_item"),
    path("<int:pk>/keep/", keeping.keep_draft, name="keep_item"),
    path("<int:pk>/attachments/", keeping.change_attachments, name="change_attachments"),
    path("<int:pk>/versions/", views.item_versions, name="item_versions"),
    path("<int:pk>/files/<uuid:file_id>/", views.item_file, name="item_file"),
    path("<int:pk>/<slug:name>/", views.move_item, name="move_item"),
]
