"""The machine-checkable rules of WCAG 2.2 AA, asked of an open page."""
from axe_playwright_python.sync_playwright import Axe

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


def broken_rules(tab):
    """`[(rule, where)]` of the page in the tab."""
    # The bar at the foot of a telephone lies over whatever is scrolled beneath it. On a screen as tall as the page it may
    # lie over nothing.
    tab.set_viewport_size({**tab.viewport_size, "height": max(800, tab.evaluate("document.documentElement.scrollHeight"))})
    violations = Axe().run(tab, options=_RULES).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in violations]
