"""Timeline to text: XMLTV, M3U, plan, guide. Pure; imports model only."""
