"""Figures made by hand, to test one sentence at a time."""
import dataclasses
import datetime

from lib.clock import at_hour
from reports.figures.shapes import Counts, Figures, JointClasses, Line, NotHeld
from reports.wording.voice import Voice

VOICE = Voice(
    body="Ban Tuyên giáo Huyện uỷ", board="Ban Tuyên giáo", organisation="Đảng bộ huyện", committee="Huyện uỷ",
    basis="Kế hoạch số 52-KH/HU", subject="học tập, quán triệt nghị quyết",
)
CELLS = dataclasses.replace(VOICE, unit="chi bộ", below="các chi bộ trực thuộc", place="chi bộ")


def day(text):
    return datetime.datetime.strptime(text, "%d/%m/%Y").date()


def at(text):
    moment = datetime.datetime.strptime(text, "%d/%m/%Y %H:%M")
    return at_hour(moment.date(), moment.time())


def line(name="Cơ quan", units=1, held=0, classes=0, heads=0, shared=False, **counts):
    return Line(name=name, units=units, held=held, classes=classes, heads=heads, counts=Counts(**counts), shared=shared)


def total(**facts):
    return line(name="Tổng cộng", **facts)


def late(name="Chi bộ A", block="Cơ quan", planned=None, reason="", days=7, cells=(0, 0), studied=0, reminders=0):
    return NotHeld(
        name=name, code=name, block=block, heads=3, cells_held=cells[0], cells=cells[1], studied=studied, overdue_days=days,
        planned_on=day(planned) if planned else None, reason=reason, reminders=reminders,
    )


def figures(**changes):
    """The week of 12/01/2018 of a committee with nothing in it, and what a test puts there."""
    facts = {
        "campaign": "TW6-XII", "unit": "Đảng bộ huyện An Lạc", "week": "2018-W02", "at": at("12/01/2018 16:00"),
        "closed": True, "of_base": False, "only_cells": False, "study_due_on": day("05/01/2018"),
        "essay_due_on": day("25/01/2018"), "marking_due_on": day("31/01/2018"), "next_cut_off_on": day("19/01/2018"),
        "next_monday": day("15/01/2018"), "lines": (), "total": total(units=0), "own": Counts(), "joint": JointClasses(),
        "before": None, "not_held": (), "conferences": (), "studied_in_progress": 0,
    }
    return Figures(**{**facts, **changes})
