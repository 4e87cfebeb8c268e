"""The pictures of a report, drawn from figures at hand: for notebooks and other tools."""
