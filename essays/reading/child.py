"""Reads pages of one scan. Run as a program of its own, under limits, without secrets:

    python -I child.py KIND SOURCE FOLDER

It takes a line FIRST COUNT for each slice and lets a fork of itself read that: starting anew would cost more than
reading two pages, and nothing of the scan is ever opened in the process that lives on. The fork writes N.jpg and
N.small.jpg of each page into FOLDER and a line of JSON to its output: first {"pages": how many there are in all} or
{"refused": reason}, then one for each page; the last is {"ended": how}. Whoever sent the scan may have made it to break
this.
"""
import json
import os
import sys
from pathlib import Path

import cv2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from essays.reading import cleaning, codes, figures, limits, sources, straightening  # noqa: E402 found by the line above


def main(kind, source, folder):
    cv2.setNumThreads(1)  # a second one only takes address space, and none outlives a fork
    for order in iter(sys.stdin.readline, ""):
        first, count = map(int, order.split())
        fork = os.fork()
        if not fork:
            limits.limit_resources()
            limits.die_with_parent()
            read_slice(kind, source, folder, first, count)
            sys.exit()
        _pid, status = os.waitpid(fork, 0)
        say({"ended": os.waitstatus_to_exitcode(status)})


def read_slice(kind, source, folder, first, count):
    try:
        scan = sources.open_source(source, kind)
        if scan.pages > limits.MAX_PAGES or not scan.pages:
            raise sources.Refused("too_many_pages" if scan.pages else "no_pages")
    except sources.Refused as error:
        return say({"refused": str(error)})
    except MemoryError:
        return say({"refused": "too_heavy"})
    say({"pages": scan.pages})
    for number in range(first, min(first + count, scan.pages + 1)):
        said = {"page": number, "member": scan.member(number)}
        try:
            said |= read_page(scan.picture(number), Path(folder), number)
        except sources.Failed as error:
            said["failure"] = str(error)
        except MemoryError:
            said["failure"] = "too_heavy"
        say(said)
        if limits.cpu_used() > limits.CPU_ENOUGH:
            break


def read_page(picture, folder, number):
    grey = figures.grey_of(picture)
    found = codes.find_second(grey, codes.find_codes(grey))
    ours = [code for code in found if code.is_ours]
    plain = picture if cleaning.has_colour(picture) else grey
    upright = straightening.set_upright(plain, ours if len(ours) <= 2 else ours[:1])
    clean = upright.picture
    clean_grey = figures.grey_of(clean)
    content = cleaning.as_jpeg(clean)
    (folder / f"{number}.jpg").write_bytes(content)
    (folder / f"{number}.small.jpg").write_bytes(cleaning.thumbnail_of(clean))
    measured = figures.figures_of(clean_grey, on_sheet=bool(ours), rectified=upright.rectified)
    return {
        "texts": [code.text[:200] for code in found[:20]],
        "turn": upright.turn, "skew": upright.skew, "rectified": upright.rectified,
        "width": clean.width, "height": clean.height,
        "sha256": cleaning.sha256_of(content), "picture_hash": cleaning.hash_of(clean_grey),
        "suggestions": figures.remarkable(measured),
    }


def say(words):
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
