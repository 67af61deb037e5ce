"""``dxplan lint``: what is wrong with rules."""

from __future__ import annotations

import json
from argparse import Namespace

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.lint_fix import fix
from dxplan.cli.loading import message_language, open_session_for
from dxplan.cli.output import deliver
from dxplan.cli.places import locate_from
from dxplan.diagnostics import Diagnostic, Severity, Silenced
from dxplan.messages import Language
from dxplan.report.diagnostic_text import count_line, diagnostics_json, render_diagnostic


def run(options: Namespace) -> int:
    """Say everything that is wrong with some plans; warnings alone are no failure."""
    session = open_session_for(options)
    found: dict[str, tuple[Diagnostic, Language]] = {}
    unsaid: dict[str, tuple[Silenced, Language]] = {}
    spoken: list[Language] = []
    all_written = True
    for reference in options.plans:
        outcome = session.lint(reference)
        language = message_language(options, outcome)
        spoken.append(language)
        if options.fix:
            outcome, written = fix(session, reference, outcome, language)
            all_written = all_written and written
        # Two plans may share a vocabulary; what is wrong with it is said once.
        for diagnostic in outcome.diagnostics:
            found.setdefault(render_diagnostic(diagnostic, language), (diagnostic, language))
        for each in outcome.silenced:
            unsaid.setdefault(render_diagnostic(each.diagnostic, language), (each, language))
    if options.format == "json":
        document = diagnostics_json(found.values(), unsaid.values())
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    elif options.format == "sarif":
        from dxplan.report.diagnostic_sarif import diagnostics_sarif

        locate = locate_from(session, *options.plans)
        text = diagnostics_sarif(found.values(), spoken[0], locate, unsaid.values())
    else:
        count = count_line((d for d, _ in found.values()), spoken[0], len(unsaid))
        text = "\n\n".join([*found, count]) + "\n"
    deliver(text, None, options.spoken)
    wrong = any(diagnostic.severity is Severity.ERROR for diagnostic, _ in found.values())
    return WRONG if wrong or not all_written else NOTHING_MISSED
