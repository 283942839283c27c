"""From units of many processes to one endless stream, slot by slot. No I/O, no clock."""
