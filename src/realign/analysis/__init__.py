"""What follows from a plan: one question per module, numbers in, a frozen answer out."""
