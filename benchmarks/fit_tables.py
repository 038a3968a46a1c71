"""The weights of everyread's own measure and their trial as the tables in docs/readability.md."""

from __future__ import annotations

from typing import Any

from everyread.readability.formulas import FORMULAS


def table_of(weights: dict[str, Any]) -> str:
    """The figures of the trial as the table in docs/readability.md."""
    figures = weights["trial"]
    rows = {"everyread's own measure": figures, **figures["formulas"]}
    lines = [
        "| measure | 3 versions in order | same, 150 words | with the level (r) | same, 150 words |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, found in rows.items():
        whole, part = found["whole"], found["excerpts"]
        lines.append(
            f"| {name.replace('_', ' ')} | {100 * whole['triples']:.1f} % | {100 * part['triples']:.1f} % | "
            f"{whole['correlation']:.2f} | {part['correlation']:.2f} |"
        )
    return "\n".join(lines)


def transfer_of(weights: dict[str, Any]) -> str:
    """What each source says of weights that have not seen it, as the table in docs/readability.md."""
    found = weights["transfer"]
    lines = [
        "| measure | news, 150 words | McGuffey | other readers | other books | rated sentences |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in ("own", *FORMULAS):
        cells = " | ".join(f"{each[name]:.2f}" for each in found.values())
        title = "everyread's own measure" if name == "own" else name.replace("_", " ")
        lines.append(f"| {title} | {cells} |")
    return "\n".join(lines)


def weights_of(weights: dict[str, Any]) -> str:
    """The weights as the table in docs/readability.md, in years that one spread more of a feature adds."""
    year = weights["age"]["years_a_unit"]
    lines = [
        "| feature | mean | spread | prior | fitted | years a spread |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, each in weights["features"].items():
        lines.append(
            f"| {name.replace('_', ' ')} | {each['mean']:.3g} | {each['spread']:g} | {each['prior']:+.2f} | "
            f"{each['weight']:+.3f} | {each['weight'] * year:+.2f} |"
        )
    return "\n".join(lines)
