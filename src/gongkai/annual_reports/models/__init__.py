"""The yearly report, and the year in which a competent office gathers the reports of its organs."""

from gongkai.annual_reports.models.campaigns import Campaign, Occasion, Owed, Reminder
from gongkai.annual_reports.models.packed import PackedCells
from gongkai.annual_reports.models.reports import NOTHING, AnnualReport, Number

__all__ = ["NOTHING", "AnnualReport", "Campaign", "Number", "Occasion", "Owed", "PackedCells", "Reminder"]
