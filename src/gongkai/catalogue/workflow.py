"""The catalogue has no states; the pages name its acts so."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "catalogue.adopt_column": _("采用国家规定栏目"),
    "catalogue.add_column": _("增设栏目"),
}
