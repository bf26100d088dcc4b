"""The two models and what decides with them: numbers and ids, no sentence."""
