"""What holds for all tests: no example of hypothesis is timed, for the machine may be busy."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
