"""From ranked links and money to the work programme: what has priority, what is decided, and why in words."""
