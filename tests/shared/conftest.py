import pytest

pytest.register_assert_rewrite("shared.testing.suites")
