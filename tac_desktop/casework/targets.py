"""Targets that policies set and the service can change or switch off; never verdicts."""

from __future__ import annotations

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.people import Service


def target(case_file: CaseFile, name: str) -> int | None:
    """A number from the service's record (`hearing_notice_days`), None where it is switched off.

    Where the file holds no such record, what a new one starts with.
    """
    service = case_file.service
    if service is None:
        default: int | None = Service.model_fields[name].default
        return default
    value: int | None = getattr(service, name)
    return value
