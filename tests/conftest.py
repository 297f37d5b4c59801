"""How property tests run: never against the clock, and with the same examples each time where CI asks."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("bina", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("ci", settings.get_profile("bina"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "bina")
