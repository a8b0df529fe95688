"""Days as a document says them, without leading noughts (GB/T 9704)."""

MONTH_DAY_FORMAT = "n月j日"
