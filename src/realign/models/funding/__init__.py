"""Money and its strings: what a sum covers, proved."""
