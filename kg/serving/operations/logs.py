"""How the server writes its logs: lines for readers, or JSON lines for programs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message; of a request or a slow query its fields in place of the message."""

    def format(self, record: logging.LogRecord) -> str:
        told = getattr(record, "told", None)
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"time": at, "level": record.levelname.lower(), "logger": record.name}
        line |= told if isinstance(told, dict) else {"message": record.getMessage()}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start(*, as_json: bool, quiet: bool) -> None:
    """Writes logs to standard error from now on; quiet: no line a request."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else logging.Formatter("%(asctime)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("kg.access").setLevel(logging.WARNING if quiet else logging.INFO)
