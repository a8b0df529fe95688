"""Where the pages of a public list begin, so that what is published today moves nothing on yesterday's pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListPage(models.Model):
    """The first (oldest) entry of page ``number`` in the list of a column; whose items it lists is its scope.

    Page 1 holds the oldest entries; it begins with the list and has no row. A page ends where the next begins,
    and the newest one, which grows, has no end.
    """

    column = models.ForeignKey("catalogue.Column", models.CASCADE, related_name="+")
    # 0: everybody's; an organ's key: its own; the key with a minus: its own and those of all organs below it.
    scope = models.BigIntegerField(default=0)
    number = models.PositiveIntegerField(_("页码"))
    first_published_at = models.DateTimeField(_("首条发布时间"))
    item_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("列表分页")
        constraints = [
            models.UniqueConstraint(fields=["column", "scope", "number"], name="one_beginning_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.column_id}/{self.scope}: {self.number}"
