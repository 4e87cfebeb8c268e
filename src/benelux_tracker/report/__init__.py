"""The year-end report: data first, then words, then a page in a format."""
