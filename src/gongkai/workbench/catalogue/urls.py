"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.workbench.catalogue import elements, entries, importing, keeping, standard, views

urlpatterns = [
    path("", views.columns, name="columns"),
    path("add/", keeping.add_column, name="add_column"),
    path("special/", keeping.open_special_column, name="open_special_column"),
    path("fields/", standard.fields, name="standard_fields"),
    path("fields/import/", importing.import_entries, name="import_entries"),
    path("fields/export/", standard.export_entries, name="export_entries"),
    path("fields/<slug:code>/", standard.field, name="standard_field"),
    path("fields/<slug:code>/add-column/", standard.add_column_for_field, name="add_column_for_field"),
    path("fields/<slug:code>/add-entry/", entries.add_entry, name="add_entry"),
    path("entries/<int:pk>/", standard.entry, name="standard_entry"),
    path("entries/<int:pk>/add-column/", standard.add_column_for_entry, name="add_column_for_entry"),
    path("entries/<int:pk>/link/", entries.link_entry, name="link_entry"),
    path("entries/<int:pk>/change/", entries.change_entry, name="change_entry"),
    path("entries/<int:pk>/retire/", entries.retire_entry, name="retire_entry"),
    path("entries/<int:pk>/restore/", entries.restore_entry, name="restore_entry"),
    path("<str:code>/", views.column, name="column"),
    path("<str:code>/change/", keeping.change_column, name="change_column"),
    path("<str:code>/close/", keeping.close_column, name="close_column"),
    path("<str:code>/reopen/", keeping.reopen_column, name="reopen_column"),
    path("<str:code>/owners/", keeping.name_owners, name="name_owners"),
    path("<str:code>/elements/add/", elements.add_element, name="add_element"),
    path("<str:code>/elements/<slug:element>/change/", elements.change_element, name="change_element"),
    path("<str:code>/elements/<slug:element>/drop/", elements.drop_element, name="drop_element"),
]
