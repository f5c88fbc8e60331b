"""Dates in full: "Nov. 23" is for forms, "23 November" for people."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
