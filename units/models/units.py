import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from units.models.blocks import UnitBlock
from units.scope import ScopedMixin


class UnitKind(models.TextChoices):
    COMMITTEE = "committee", _("committee that runs campaigns")
    BASE = "base", _("base")
    SECTION = "section", _("section")
    BASE_CELL = "base_cell", _("base cell")
    CELL = "cell", _("cell")


class UnitQuerySet(ScopedMixin, MP_NodeQuerySet):
    scope_path = "path"

    def within(self, unit):
        """The unit and everything below it."""
        return self.filter(path__gte=unit.path, path__lt=unit.path + PATH_END)

    def below(self, unit):
        return self.within(unit).exclude(pk=unit.pk)

    def above(self, unit):
        """The unit and everything above it."""
        return self.filter(path__in=unit.lineage_paths())

    def directly_below(self, unit):
        return self.below(unit).filter(depth=unit.depth + 1)

    def existing_on(self, day):
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def in_paper_order(self):
        """Order of lists on paper: by block, then code."""
        return self.order_by(F("block__position").asc(nulls_first=True), "code")


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):
    def get_queryset(self):
        return UnitQuerySet(self.model, using=self._db).order_by("path")


# Sorts after every path that continues a prefix: the alphabet of a path ends with Z (collation C).
PATH_END = "~"


@pghistory.track(exclude=["numchild"])
class Unit(MP_Node):
    """A Party organisation in the tree; renamed, merged, ended with dates, never deleted."""

    path = models.CharField(max_length=255, unique=True, db_collation="C")
    code = models.CharField(_("code"), max_length=40, unique=True, db_collation="C")
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind of unit"), max_length=20, choices=UnitKind.choices)
    # Offices name their own kind of committee ("Đảng bộ huyện"); kept as the workbook writes it.
    kind_name = models.CharField(_("name of the kind"), max_length=60, blank=True)
    block = models.ForeignKey(
        UnitBlock, verbose_name=_("block"), on_delete=models.PROTECT, null=True, blank=True, related_name="units"
    )
    secretary_name = models.CharField(_("secretary"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", verbose_name=_("succeeded by"), on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    search_text = models.CharField(max_length=400, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = UnitManager()

    class Meta:
        verbose_name = _("unit")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_start",
            ),
        ]

    def __str__(self):
        return self.name

    def lineage_paths(self):
        """Paths of the unit and of everything above it, the top first."""
        return [self.path[: i * self.steplen] for i in range(1, len(self.path) // self.steplen + 1)]

    def is_within(self, unit):
        return self.path.startswith(unit.path)

    @property
    def may_have_units_below(self):
        """False for cells: a cell is the lowest organisation."""
        return self.kind not in (UnitKind.BASE_CELL, UnitKind.CELL)

    @property
    def is_ended(self):
        return self.valid_to is not None

    def exists_on(self, day):
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@pghistory.track()
class UnitName(models.Model):
    """A name the unit bore until a day; today's name stands on the unit itself."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=250)
    valid_to = models.DateField(_("valid to"))

    class Meta:
        ordering = ["valid_to"]
        constraints = [models.UniqueConstraint(fields=["unit", "valid_to"], name="one_former_name_per_day")]


class UnitChangeKind(models.TextChoices):
    ADDED = "added", _("set up")
    MOVED = "moved", _("moved under another unit")
    MERGED = "merged", _("merged into another unit")
    SPLIT = "split", _("split off from another unit")
    ENDED = "ended", _("ended")
    RESTORED = "restored", _("restored")


class UnitChangeQuerySet(ScopedMixin, models.QuerySet):
    pass


@pghistory.track()
class UnitChange(models.Model):
    """A dated step of a unit: set up, moved, merged, split off, ended, restored. Names have rows of their own."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("change"), max_length=20, choices=UnitChangeKind.choices)
    on = models.DateField(_("on"))
    # The unit above it from then on, the one it went into or came out of.
    other = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decision = models.CharField(_("number of the decision"), max_length=60, blank=True)
    recorded_at = models.DateTimeField()

    objects = UnitChangeQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
