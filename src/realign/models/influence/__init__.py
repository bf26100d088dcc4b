"""Links between outcomes: how much influence they carry, and how sure that is."""
