"""That a page is whole: no ink outside of the margins, none over other ink."""
from documents.tests.printed import page_sizes, runs_of_pages


def check_pages(content, layout):
    """Fails with the words that leave the margins or lie over others; returns the runs of each page."""
    pages = runs_of_pages(content)
    for number, (size, runs) in enumerate(zip(page_sizes(content), pages, strict=True), 1):
        outside = [run.text for run in runs if _leaves(run, size, layout)]
        assert not outside, f"page {number}: outside of the margins: {outside[:3]}"
        touching = [(a.text, b.text) for a, b in _overlaps(runs)]
        assert not touching, f"page {number}: over each other: {touching[:3]}"
    return pages


def _leaves(run, size, layout):
    """The page number stands above the text; half a millimetre is the edge of a slanting letter."""
    width, height = size
    is_number = run.text.isdigit() and run.base < layout.margin_top
    lowest = height - layout.margin_bottom
    return (
        run.left < layout.margin_left - 0.5 or run.right > width - layout.margin_right + 0.5
        or run.bottom > lowest + 0.5 or (run.top < layout.margin_top - 0.5 and not is_number)
    )


def _overlaps(runs):
    """Pairs whose ink meets by more than the marks of neighbouring lines do."""
    runs = sorted(runs, key=lambda run: run.top)
    for place, run in enumerate(runs):
        for other in runs[place + 1 :]:
            if other.top > run.bottom:
                break
            wide = min(run.right, other.right) - max(run.left, other.left)
            high = min(run.bottom, other.bottom) - other.top
            if wide > 0.3 and high > 0.9:
                yield run, other
