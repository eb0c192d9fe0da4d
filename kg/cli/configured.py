"""Commands whose options may stand in the file of settings too, in a table that is named after them."""

from __future__ import annotations

import typer
from typer.core import TyperCommand

from kg.errors import SettingsError


class Configured(TyperCommand):
    """Takes options that are not given from the table of its name; they are checked as if they had been given."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """As without the table, with what it has in place of the defaults.

        Raises:
            SettingsError: the table names an option that the command does not have.
        """
        if not set(args) & set(ctx.help_option_names):
            ctx.default_map = self._told()
        return super().parse_args(ctx, args)

    def _told(self) -> dict[str, object]:
        from kg.config import Settings, read_settings

        name = self.name or ""
        told: dict[str, object] = getattr(read_settings(), name)
        known = {param.name for param in self.params} - Settings.model_fields.keys()
        for option in told:
            if option not in known:
                raise SettingsError(
                    f"setting '{name}.{option}': kg {name} has no such option; there are {', '.join(sorted(map(str, known)))}"
                )
        return told
