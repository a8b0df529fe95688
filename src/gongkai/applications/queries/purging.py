"""Which applications have been filed for so long that the applicant's personal data is no longer needed."""

from __future__ import annotations

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import QuerySet

from gongkai.applications.models import Application
from gongkai.applications.workflow import State
from gongkai.foundation.moment import today


def to_purge() -> QuerySet[Application]:
    """The filed applications whose time is over, by the years of the settings; none where these are 0."""
    years = settings.GONGKAI_PERSONAL_DATA_YEARS
    if not years:
        return Application.objects.none()
    last = today() - relativedelta(years=years)
    filed = Application.objects.filter(state=State.ARCHIVED, archived_on__lte=last)
    return filed.filter(identity__purged_on__isnull=True).order_by("archived_on", "pk")
