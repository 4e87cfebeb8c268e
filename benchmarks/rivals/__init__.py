"""What people would write, or use, instead: each a program of its own, run as a cold process.

`*_status.py` print the mean progress of every theme, all of them the same table: the latest
percentage of each action, by the date of its update, and of those the mean by theme, weighted.
They leave out what the library adds to that: the day asked about and the day known, corrections
and retractions by their ids, milestones, statuses, dues and postponements, actions that were
cancelled or never reported, what is stale, signals, coverage and bounds; and they check nothing.
"""
