"""How money meets work: the exact arithmetic behind `gaps`, on whole numbers and short names only."""
