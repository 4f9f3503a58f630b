from django.core.management.base import BaseCommand, CommandError

from audit.models import Replaced, Seal
from audit.seals import unsealed, verify_seals


class Command(BaseCommand):
    help = "Compares the journal with its seals; tells each entry that was changed, removed or put in since, and fails."

    def handle(self, **options):
        faults = 0
        for fault in verify_seals():
            faults += 1
            if fault.seal is None:
                self.stdout.write("words were taken out of entries, or entries removed, and no entry says so")
                continue
            batch = f"seal of {fault.seal.sealed_at:%d/%m/%Y %H:%M} UTC, entries {fault.seal.first_id} to {fault.seal.last_id}"
            what = f"entry {fault.entry_id} was {fault.what}" if fault.entry_id else "the seal itself, or the one before it, is not what was made"
            self.stdout.write(f"{batch}: {what}")
        if faults:
            raise CommandError(f"{faults} faults: the journal is not what was sealed. Keep the machine as it is and compare with a backup.")
        last = Seal.objects.order_by("-last_id").first()
        if last is None:
            self.stdout.write(f"Nothing is sealed yet; {unsealed()} entries wait.")
            return
        self.stdout.write(f"The journal is as it was sealed, up to entry {last.last_id}; {unsealed()} entries wait for their seal.")
        if lawful := Replaced.objects.values("entry_id").distinct().count():
            self.stdout.write(f"Of {lawful} entries personal words were taken out by law, or they went in their time; each is explained.")
        self.stdout.write(f"Last seal, to be noted on paper: {last.digest}")
