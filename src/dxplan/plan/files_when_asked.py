"""The syntax trees of a plan that was not read from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

import attrs

from dxplan.diagnostics import Outcome
from dxplan.shown import Shown
from dxplan.source import Source
from dxplan.syntax.files import parsed

if TYPE_CHECKING:
    from dxplan.syntax.nodes import RuleFile


@attrs.frozen(slots=False, eq=False, repr=False)
class FilesWhenAsked(Shown, Sequence["RuleFile"]):
    """The syntax trees of some texts, read when something asks for them.

    Checking figures never does; what looks at the text of rules, as lints do, does at once.
    """

    texts: tuple[Source, ...]

    @cached_property
    def _files(self) -> tuple[RuleFile, ...]:
        return parsed(Outcome(self.texts)).value

    @overload
    def __getitem__(self, index: int) -> RuleFile: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RuleFile]: ...
    def __getitem__(self, index: int | slice) -> RuleFile | Sequence[RuleFile]:
        """The tree, or trees, at a place."""
        return self._files[index]

    def __iter__(self) -> Iterator[RuleFile]:
        """The trees, in order."""
        return iter(self._files)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.texts)
