"""What goes to other programs and comes back: data frames, return forms, calendars."""
