"""Dates in full: "Nov." is for forms, not for letters to people."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, g:i A"
