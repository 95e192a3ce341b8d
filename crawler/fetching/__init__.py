"""How a portal is walked: feeds and lists first, politely, remembering every address before it is asked for."""
