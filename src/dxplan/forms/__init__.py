"""Forms: spreadsheets that ask organisations for exactly the figures that a plan needs."""

from dxplan.forms.errors import CannotMake
from dxplan.forms.make import Form, Forms, Sheets, make_forms, period_of

__all__ = ["CannotMake", "Form", "Forms", "Sheets", "make_forms", "period_of"]
