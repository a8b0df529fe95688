"""Sites have no states; the pages name the acts on them so."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "channels.open_site": _("开设网站"),
    "channels.describe_site": _("修改网站信息"),
}
