"""What the audit says of what a vulnerability service answers, and when nobody answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tools.audit import complaints, main, summary

TODAY = date(2026, 11, 22)
WRONG = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.0"]}
FOUND = [
    {"name": "good", "version": "1.0", "vulns": []},
    {"name": "bad", "version": "1.0", "vulns": [WRONG]},
    {"name": "ours", "skip_reason": "not found"},
]


def test_a_known_vulnerability_is_told_with_what_mends_it() -> None:
    assert list(complaints(FOUND, [], TODAY)) == ["bad 1.0: PYSEC-1, mended in 2.0"]
    assert summary(FOUND) == "2 locked versions audited; of 1 more the service knows nothing"


@pytest.mark.parametrize("name", ["PYSEC-1", "CVE-1"])
@pytest.mark.parametrize(("until", "count"), [(TODAY, 0), (date(2026, 11, 21), 1)])
def test_it_may_be_accepted_for_a_time(name: str, until: date, count: int) -> None:
    accepted = [{"id": name, "package": "bad", "reason": "x", "until": until}]
    assert len(list(complaints(FOUND, accepted, TODAY))) == count


def test_what_is_accepted_in_vain_is_told() -> None:
    accepted = [{"id": "PYSEC-9", "package": "good", "reason": "x", "until": TODAY}]
    assert list(complaints(FOUND[:1], accepted, TODAY)) == [
        "PYSEC-9 of good is accepted and not known any more; take it out"
    ]
    assert list(complaints([], accepted, TODAY)) == []


def test_where_nobody_answers_it_says_so_and_fails_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "no-such-program"), "requirements/dev.lock"]) == 0
    assert capsys.readouterr().out == (
        "the vulnerability service could not be asked: nothing was audited\n"
    )
