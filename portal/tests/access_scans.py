"""Scans for the world of the access matrix: a batch of every unit, with a file and pages that went everywhere."""
import hashlib
import io

from PIL import Image

from essays.models import FileState, PageStep, ScanBatch, ScanFile, ScanPage, Went
from files.storage import page_path, thumb_path
from lib.durable import write_durably
from portal.roles import PERMISSIONS


def lay_scans(world):
    """`scan_batch`, `scan_file`, `scan_page` (waiting), `scan_page_aside` of each unit; `scan_page_filed` where it has members."""
    for unit in world.units.values():
        _lay_batch(world, unit)
    for user in vars(world.cast).values():
        post = user.appointments.select_related("unit").first()
        if post and "essays.mark" in PERMISSIONS[post.role]:
            _lay_own_batch(world, user, post.unit)
            world.things["page_step"][post.unit.code] = PageStep.objects.create(
                page=world.things["scan_page"][post.unit.code], action="turned", before={}, at=world.at, by=user
            )


def _campaign_of(world, unit):
    top = world.tree.committee if unit.is_within(world.tree.committee) else world.tree.other
    return world.things["campaign"][top.code]


def _batch(world, unit, by=None):
    return ScanBatch.objects.create(
        unit=unit, campaign=_campaign_of(world, unit), handed_in_on=world.today, created_at=world.at, by=by
    )


def _lay_batch(world, unit):
    """Its one file holds a page that waits, one set aside and one filed to each unit with members, wherever that lies."""
    secret = f"SECRET-{unit.code}"
    batch = _batch(world, unit)
    file = ScanFile.objects.create(
        batch=batch, upload_key="a", name=f"{secret}.pdf", size=1, sha256=hashlib.sha256(secret.encode()).hexdigest(),
        state=FileState.WAITING, sent_at=world.at,
    )
    waiting = _page(file, unit, 1, went=Went.QUEUED, reason="no_code")
    world.things["scan_page_aside"][unit.code] = _page(file, unit, 2, went=Went.SET_ASIDE, reason="other", remark=secret)
    for number, (code, members) in enumerate(world.members.items(), 3):
        owner, essay = world.units[code], world.things["essay"][code]
        page = _page(
            file, owner, number, went=Went.FILED, unit=owner, essay=essay, campaign=essay.campaign, member=members[2], essay_page=1,
            # As many pictures of the same page as there are batches.
            copy=unit.pk,
        )
        if code == unit.code:
            world.things["scan_page_filed"][code] = page
    ScanFile.objects.filter(pk=file.pk).update(state=FileState.READ, page_count=file.pages.count())
    world.things["scan_batch"][unit.code] = batch
    world.things["scan_file"][unit.code] = file
    world.things["scan_page"][unit.code] = waiting
    world.things["scan_picture"][unit.code] = world.things["scan_page_filed"].get(unit.code, waiting)


def _page(file, shown_for, number, **fields):
    """A page whose picture holds the secret of the unit it is shown for."""
    secret = f"SECRET-{shown_for.code}"
    picture = hashlib.sha256(f"{file.pk} {number}".encode()).hexdigest()
    for path in (page_path(picture, 1), thumb_path(picture)):
        write_durably(path, _jpeg(secret))
    return ScanPage.objects.create(file=file, number=number, picture=picture, width=100, height=141, **fields)


def _jpeg(secret):
    """A picture that holds the secret in its bytes."""
    target = io.BytesIO()
    Image.new("L", (20, 28), 200).save(target, "JPEG", comment=secret.encode())
    return target.getvalue()


def _lay_own_batch(world, user, unit):
    """Files are added by who began the batch, and by nobody else."""
    batch = _batch(world, unit, by=user)
    world.things["own_batch"][unit.code] = batch
    world.things["own_scan"][unit.code] = ScanFile.objects.create(
        batch=batch, upload_key="a", name=f"SECRET-{unit.code}.pdf", size=10**6, sent_at=world.at
    )
