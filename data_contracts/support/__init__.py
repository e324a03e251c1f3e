"""The support desk: cases and what happens to them, the promises made, the calendars they are kept in."""
