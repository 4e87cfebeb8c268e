"""The return form of a working group: a workbook to fill in, and what comes back of it."""
