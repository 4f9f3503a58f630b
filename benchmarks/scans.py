"""Scans read back: how many pages tell whose they are, how fast, and in how much memory.

    bin/manage shell -c "from benchmarks.scans import main; main()"
    bin/manage shell -c "from benchmarks.scans import main; main(pages=200)"

The corpus is drawn by `scan_corpus.py`, whose docstring states every range of wear: no kinder than an old office
copier. Promised: at least 99.5 % of the pages filed, none misfiled; pages a second at least 0.6 of the floor, on one
core and on two; memory that does not grow from 100 pages to 1,000.

The floor is what nobody who reads codes from a PDF can leave out: pdfium draws each page at 200 dpi, in grey, and
zxing-cpp looks once for QR codes, as the reader has it look (no inverted ones). It keeps no picture, turns nothing and
takes a page it cannot read as read. Reader and floor read the same file, one after the other, with the same number of
processes tied to as many cores: on two cores two files of half the pages each.
"""
import collections
import contextlib
import multiprocessing
import os
import re
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pypdfium2 as pdfium
import zxingcpp

from benchmarks.scan_corpus import KEY, pdf_of_scans, worn_pages
from essays.reading.scans import read_scan

_FILE = 100
_TIMED = 400


def main(pages=2000, seed=1):
    """Print the filing rate, the speeds and their ratio, and the memory."""
    counts, missed, first = collections.Counter(), [], []
    made = worn_pages(pages, seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, pages, _FILE):
            batch = [page for _place, page in zip(range(min(_FILE, pages - start)), made)]
            path = Path(folder) / "scan.pdf"
            path.write_bytes(pdf_of_scans([content for content, _code, _wear in batch]))
            first += [content for content, _code, _wear in batch][: _TIMED - len(first)]
            _count(path, batch, counts, missed)
            print(f"{counts['in']:>6} pages: {counts['filed']} filed, {counts['misfiled']} misfiled", flush=True)
        print(f"filed {100 * counts['filed'] / counts['in']:.2f} % (at least 99.5), misfiled {counts['misfiled']} (0)")
        for wear in missed[:20]:
            print("missed:", wear)
        speeds(Path(folder), first)
        memory(Path(folder), first)


def _count(path, batch, counts, missed):
    for page, (_content, code, wear) in zip(read_scan(path, name="scan.pdf", keys=[KEY]), batch, strict=True):
        counts["in"] += 1
        counts["filed"] += page.code == code
        counts["misfiled"] += page.code not in (None, code)
        if page.code != code:
            missed.append((page.failure or page.reason, wear))


def speeds(folder, contents):
    """Pages a second of the reader and of the floor, on one core and on two, by files of 100 pages."""
    for cores in range(1, min(2, os.cpu_count()) + 1):
        times = collections.Counter()
        for start in range(0, len(contents), _FILE):
            part = contents[start : start + _FILE]
            paths = [folder / f"{number}.pdf" for number in range(cores)]
            for number, path in enumerate(paths):
                path.write_bytes(pdf_of_scans(part[number::cores]))
            for work in (_read, bare):
                times[work] += _seconds(work, paths)
        ratio = times[bare] / times[_read]
        print(
            f"{cores} core{'s' * (cores > 1)}: read {len(contents) / times[_read]:.1f} pages/s, bare rasterise and decode "
            f"{len(contents) / times[bare]:.1f}: {ratio:.2f} (at least 0.6)", flush=True,
        )


def _seconds(work, paths):
    """How long the work takes, a process and a core for each file; the start of the processes is not counted."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(before)[: len(paths)]))
    try:
        with ProcessPoolExecutor(len(paths), mp_context=multiprocessing.get_context("fork")) as pool:
            list(pool.map(time.sleep, [0.1] * len(paths)))
            started = time.perf_counter()
            list(pool.map(work, paths))
            return time.perf_counter() - started
    finally:
        os.sched_setaffinity(0, before)


def _read(path):
    return sum(1 for _page in read_scan(path, name="scan.pdf", keys=[KEY]))


def bare(path):
    """The floor; how many seconds it takes."""
    began = time.perf_counter()
    pdf = pdfium.PdfDocument(path)
    for page in pdf:
        picture = page.render(scale=200 / 72, may_draw_forms=False).to_pil().convert("L")
        zxingcpp.read_barcodes(np.asarray(picture), formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)
    pdf.close()
    return time.perf_counter() - began


def memory(folder, contents):
    """Peak memory of the process that reads and of the largest child, over files of at most 500 pages."""
    for pages in (100, 1000):
        paths = []
        for start in range(0, pages, 500):
            paths.append(folder / f"{start}.pdf")
            paths[-1].write_bytes(pdf_of_scans([contents[place % len(contents)] for place in range(min(pages, 500))]))
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            own, child = pool.submit(_peaks, paths).result()
        print(f"{pages:>6} pages: reader at most {own:.0f} MB, its largest child {child:.0f} MB", flush=True)


def _peaks(paths):
    """Peak megabytes of this process and of the largest below it, asked of the kernel fifty times a second.

    ru_maxrss would not do: a process begins with that of whatever started it.
    """
    peaks, done = {}, threading.Event()
    watch = threading.Thread(target=_watch, args=(peaks, done))
    watch.start()
    for path in paths:
        _read(path)
    done.set()
    watch.join()
    return peaks.pop(os.getpid()), max(peaks.values())


def _watch(peaks, done):
    while not done.wait(0.02):
        for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
            with contextlib.suppress(OSError):  # it has ended meanwhile
                for peak in re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text()):
                    peaks[process.pid] = int(peak) / 1024
