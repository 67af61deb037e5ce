"""Failures in functions that other tests share say what they found."""

import pytest

pytest.register_assert_rewrite("tests.engine.rules")
