"""Marks and second looks for the world of the access matrix."""
from essays.models import EssayStep, ReviewedEssay, ReviewSample, StepKind
from portal.roles import PERMISSIONS


def lay_marking(world):
    """`review_sample` and `reviewed_essay` of each unit with essays below it; `mark_step`: by whoever of the cast marks."""
    for unit in world.units.values():
        below = _essays_within(world, unit)
        if below and unit.code not in world.things["essay"]:
            sample = ReviewSample.objects.create(
                campaign=below[0].campaign, unit=unit, percent=5, seed=7, drawn_from=len(below), drawn_at=world.at
            )
            world.things["review_sample"][unit.code] = sample
            world.things["reviewed_essay"][unit.code] = ReviewedEssay.objects.create(sample=sample, essay=below[0], position=1)
    for user in vars(world.cast).values():
        post = user.appointments.select_related("unit").first()
        below = _essays_within(world, post.unit) if post and "essays.mark" in PERMISSIONS[post.role] else []
        if below:
            world.things["mark_step"][post.unit.code] = EssayStep.objects.create(
                essay=below[0], kind=StepKind.PASSED, on=world.today, recorded_at=world.at, by=user
            )


def _essays_within(world, unit):
    return [essay for code, essay in world.things["essay"].items() if world.units[code].is_within(unit)]
