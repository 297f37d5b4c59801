import pytest

pytest.register_assert_rewrite("shared.testing.suites", "shared.testing.scenario", "shared.testing.views")
