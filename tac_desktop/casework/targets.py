"""Targets that policies set and the service can change or switch off; never verdicts."""

from __future__ import annotations

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.service import Service


def target(case_file: CaseFile, name: str) -> int | None:
    """A number from the service's record (`hearing_notice_days`); None where 0 switched it off.

    Where nobody has answered it yet, what a new record starts with: a service that was set up
    before a target was known has it too.
    """
    service = case_file.service
    value: int | None = getattr(service, name) if service is not None else None
    if value is None:
        value = Service.model_fields[name].default
    return value or None
