"""How long each kind of data is kept today: the rule of an officer, else what its room says."""
import datetime
from dataclasses import dataclass

from jobs.retention import Kind, retention_kind, retention_kinds
from privacy.models import RetentionRule


@dataclass(frozen=True)
class Ruled:
    """A kind with the rule that holds for it."""

    kind: Kind
    rule: RetentionRule

    @property
    def kept(self):
        return self.kind.fixed if self.kind.fixed is not None else datetime.timedelta(days=self.rule.days)

    def next_goes_at(self, oldest):
        return None if oldest is None else oldest + self.kept

    def before(self, at):
        """What has its moment by then is over."""
        return at - self.kept


def rule_of(kind, row=None):
    """The row of the kind; where nobody decided, one that is not kept, at version 0."""
    return row or RetentionRule(kind=kind.code, days=kind.days or 1, basis=str(kind.basis), version=0)


def ruled_kinds():
    """A Ruled for every kind, one query."""
    rows = {row.kind: row for row in RetentionRule.objects.select_related("changed_by")}
    return [Ruled(kind, rule_of(kind, rows.get(kind.code))) for kind in retention_kinds()]


def ruled(code):
    kind = retention_kind(code)
    return Ruled(kind, rule_of(kind, RetentionRule.objects.filter(kind=code).first()))
