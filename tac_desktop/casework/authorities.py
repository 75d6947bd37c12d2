"""All local authorities with children's services, so that nobody has to type one in.

Names and codes: `resources/local_authorities.csv` (Department for Education, mySociety; ODS codes
of the Health and Social Care Trusts in Northern Ireland). Welsh names: the councils' own. What an
authority's record says when it is first chosen is the same in every vault for ever: a name that
changes is added as another name, never put in the place of the old one.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.people import Organisation
from tac_desktop.paths import resource

KIND = "local_authority_children"

_TRUST_CODE = re.compile(r"ODS code (\w+)")
_NATIONS = {
    "England": "england",
    "Wales": "wales",
    "Scotland": "scotland",
    "Northern Ireland": "northern_ireland",
}
_WELSH = {
    "W06000001": "Ynys Môn",
    "W06000002": "Gwynedd",
    "W06000003": "Conwy",
    "W06000004": "Sir Ddinbych",
    "W06000005": "Sir y Fflint",
    "W06000006": "Wrecsam",
    "W06000008": "Ceredigion",
    "W06000009": "Sir Benfro",
    "W06000010": "Sir Gaerfyrddin",
    "W06000011": "Abertawe",
    "W06000012": "Castell-nedd Port Talbot",
    "W06000013": "Pen-y-bont ar Ogwr",
    "W06000014": "Bro Morgannwg",
    "W06000015": "Caerdydd",
    "W06000016": "Rhondda Cynon Taf",
    "W06000018": "Caerffili",
    "W06000019": "Blaenau Gwent",
    "W06000020": "Torfaen",
    "W06000021": "Sir Fynwy",
    "W06000022": "Casnewydd",
    "W06000023": "Powys",
    "W06000024": "Merthyr Tudful",
}
# What people still call them: authorities that were joined or divided, and everyday names.
_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "E06000058": ("Bournemouth", "Christchurch", "Poole", "BCP", "Dorset until 2019"),
    "E06000059": ("Dorset County Council until 2019",),
    "E06000061": ("Northamptonshire until 2021", "Kettering", "Corby", "Wellingborough"),
    "E06000062": ("Northamptonshire until 2021", "Daventry", "Northampton"),
    "E06000063": ("Cumbria until 2023", "Allerdale", "Carlisle", "Copeland"),
    "E06000064": ("Cumbria until 2023", "Barrow", "Eden", "South Lakeland"),
    "E06000010": ("Hull",),
    "W06000001": ("Anglesey",),
    "S12000013": ("Western Isles", "Na h-Eileanan Siar"),
}


@dataclass(frozen=True)
class Authority:
    """A local authority. `code` never changes: where a code was replaced, it is the first one."""

    code: str
    gss_code: str
    name: str
    name_cy: str
    other_names: tuple[str, ...]
    nation: str

    @property
    def record_id(self) -> str:
        """The identifier of its record in every vault."""
        return derived_id("local authority", self.code)

    def organisation(self) -> Organisation:
        """Its record in the address book, as it begins."""
        return Organisation(
            id=self.record_id,
            name=self.name,
            name_cy=self.name_cy if self.name_cy != self.name else "",
            type=KIND,
            nation=self.nation,
        )


@cache
def authorities() -> tuple[Authority, ...]:
    """All of them, in the order of the list."""
    with resource("local_authorities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_authority(line) for line in csv.DictReader(file))


@cache
def by_record_id() -> dict[str, Authority]:
    """The authorities by the identifiers of their records."""
    return {one.record_id: one for one in authorities()}


def _authority(line: dict[str, str]) -> Authority:
    name, _comma, style = line["name"].partition(", ")
    other = _OTHER_NAMES.get(line["gss_code"], ())
    if style.endswith(" of"):  # `Bristol, City of` is filed under B and called City of Bristol
        other = (f"{style} {name}", *other)
    else:
        name = line["name"]
    trust = _TRUST_CODE.search(line["type"])
    code = line["former_gss_code"] or line["gss_code"] or (trust.group(1) if trust else name)
    return Authority(
        code=code,
        gss_code=line["gss_code"],
        name=name,
        name_cy=_WELSH.get(line["gss_code"], ""),
        other_names=other,
        nation=_NATIONS[line["country"]],
    )
