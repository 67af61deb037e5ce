"""Failures in the shared functions say what they found."""

import pytest

pytest.register_assert_rewrite("tests.engine.rules")
