"""Pictures for notebooks: an item's way and light as SVG, its machine as Mermaid, a page as a table.

Nothing is needed to draw them. A notebook shows them by itself; svg(item) is the text.
"""
# SPDX-License-Identifier: BSL-1.0
from __future__ import annotations

from html import escape
from typing import Any, Dict, Iterable, List

from ._rectify import Item, dot, mermaid, scxml

_WAY = ("found", "assigned", "rectifying.working", "rectifying.submitted", "verified", "closed")
_COLOURS = {"grey": "#9aa0a6", "green": "#2e7d32", "yellow": "#f9a825", "red": "#c62828"}
_STEP, _TOP = 104, 44


def _text(x: int, y: int, words: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" {more}>{escape(words)}</text>'


def svg(item: Item) -> str:
    """The item's way from found to closed, where it stands, its deadline and its light, as SVG."""
    # Of a host's machine the states in which it stands; else the way, and where on it.
    way = item.flow.states if item.flow else _WAY
    at = _WAY.index(item.state) if not item.flow and item.state in _WAY else -1
    colour = _COLOURS[item.light]
    parts: List[str] = [_text(16, 24, f"{item.id}  {item.title[:48]}", 'font-weight="bold"')]
    for i, name in enumerate(way):
        x, here = 16 + i * _STEP, i == at or item.flow is not None
        fill = colour if here else ("#e8eaed" if i > at else "#cfd8dc")
        ink = "#ffffff" if here and item.light != "yellow" else "#202124"
        parts.append(f'<rect x="{x}" y="{_TOP}" width="{_STEP - 16}" height="28" rx="14" '
                     f'fill="{fill}"/>')
        parts.append(_text(x + (_STEP - 16) // 2, _TOP + 18, name.rpartition(".")[2][:14],
                           f'text-anchor="middle" fill="{ink}"'))
        if i and not item.flow:
            parts.append(f'<path d="M{x - 14} {_TOP + 14}h12" stroke="#9aa0a6"/>')
    below = [item.owner.unit]
    if item.due:
        below.append(f"by {item.due}")
    if item.light != "grey":
        below.append(item.light)
    if item.holding == "on-hold":
        below.append("on hold")
    if item.extension:
        below.append("extension requested")
    parts.append(_text(16, _TOP + 52, " · ".join(word for word in below if word)))
    width = 16 + max(len(_WAY), len(way)) * _STEP
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="108" '
            f'font-family="sans-serif" font-size="13">{"".join(parts)}</svg>')


def _machine(self: Item, language: str) -> str:
    if self.flow:  # which is asked of the item's ledger
        return self._machine(language)
    marked = [self.state, self.holding, self.timeliness]
    return {"mermaid": mermaid, "dot": dot, "scxml": scxml}[language](
        marked + (["requested"] if self.extension else []))


def item_mermaid(self: Item) -> str:
    """The item's machine, its own or a host's, as Mermaid text with its states marked."""
    return _machine(self, "mermaid")


def item_dot(self: Item) -> str:
    """The item's machine, its own or a host's, as DOT for Graphviz with its states marked."""
    return _machine(self, "dot")


def item_scxml(self: Item) -> str:
    """The item's machine, its own or a host's, as W3C SCXML with its states marked."""
    return _machine(self, "scxml")


def mimebundle(self: Item, include: Any = None, exclude: Any = None) -> Dict[str, str]:
    """What a notebook shows: the picture, and the machine for those that draw Mermaid."""
    bundle = {"image/svg+xml": svg(self), "text/plain": repr(self)}
    try:
        bundle["text/vnd.mermaid"] = item_mermaid(self)
    except ValueError:  # a host's machine, of a ledger that is closed or that it doesn't know
        pass
    return bundle


def table(items: Iterable[Item]) -> str:
    """Items as an HTML table, each with its light."""
    rows = "".join(
        f'<tr><td>{item.id}</td><td><span style="color:{_COLOURS[item.light]}">●</span> '
        f"{item.light}</td><td>{escape(item.title)}</td><td>{escape(item.owner.unit)}</td>"
        f"<td>{item.due or ''}</td><td>{escape(item.place or item.state)}</td></tr>" for item in items)
    heads = "".join(f"<th>{head}</th>" for head in ("", "light", "title", "owner", "due", "state"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
