"""One module for each question: a plan in, a frozen and typed answer out."""
