"""The commands about documents of plans: what they take."""

from __future__ import annotations

from dxplan.cli.command import Command

USAGE = {
    "draft": "FILE [options]",
    "coverage": "PLAN --document FILE [options]",
}
EXAMPLES = {
    "draft": "dxplan draft ke_hoach.docx --output ke_hoach.dxplan",
    "coverage": "dxplan coverage binh_dinh --document ke_hoach.docx",
}


def _draft(command: Command) -> None:
    command.add("document", text="arg_drafted_document", metavar="FILE")
    command.add("--output", "-o", text="arg_draft_output", metavar="FILE")
    command.add("--force", text="arg_draft_force", action="store_true")
    command.add("--lang", choices=("en", "vi"))
    command.add_color()


def _coverage(command: Command) -> None:
    command.add("plan", metavar="PLAN")
    command.add("--document", text="arg_drafted_document", required=True, metavar="FILE")
    command.add_format("text", "json")
    command.add("--output", metavar="FILE")
    command.add_common()


OPTIONS = {"draft": _draft, "coverage": _coverage}
