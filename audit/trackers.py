"""What leaves a row in the history of its model: what is added, changed, and deleted with its last state."""
import pghistory


class _Anew:
    """pghistory copies its default trackers for each model, operations included, which then equal no operation."""

    def __deepcopy__(self, memo):
        return type(self)()


class Added(_Anew, pghistory.InsertEvent):
    pass


class Changed(_Anew, pghistory.UpdateEvent):
    pass


class Deleted(_Anew, pghistory.DeleteEvent):
    pass
