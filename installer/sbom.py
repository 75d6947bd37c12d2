"""The software bill of materials, as CycloneDX 1.6 in JSON, from the parts that are shipped."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from typing import Any

from installer.ingredients import Ingredient, program


def bill_of_materials(parts: Sequence[Ingredient], moment: int) -> str:
    """The bill as JSON; the same parts at the same `moment` give the same text."""
    whole = program(list(parts))
    listed = [_component(part) for part in parts]
    known = {part.purl for part in parts}
    content: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": dt.datetime.fromtimestamp(moment, dt.UTC).isoformat(),
            "component": _component(whole),
        },
        "components": listed,
        "dependencies": [
            {"ref": one.purl, "dependsOn": sorted(set(one.needs) & known)}
            for one in (whole, *parts)
        ],
    }
    name = json.dumps(content, sort_keys=True)
    content["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}"
    return json.dumps(content, indent=2, sort_keys=True) + "\n"


def _component(part: Ingredient) -> dict[str, Any]:
    return {
        "type": part.kind,
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "licenses": [{"expression": part.licence}],
    }
