"""What two states of a plan have in common and what not, record by record."""
