from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self):
        from documents import layout_words
        from documents.kinds import listen_to_steps
        from documents.notices import tell_by_mail  # models are not ready before

        listen_to_steps(tell_by_mail)
        layout_words.register()
        register_actions({
            "documents.document.issued": _("issued %(paper)s"),
            "documents.document.superseded": _("superseded %(paper)s by %(successor)s"),
            "documents.document.withdrawn": _("withdrew %(paper)s: %(reason)s"),
            "documents.copy.signed_attached": _("attached the signed paper to %(paper)s, %(files)s files"),
            "documents.copy.edited_attached": _("attached an edited Word file to %(paper)s (%(name)s)"),
            "documents.copy.removed": _("took a file off %(paper)s (%(name)s)"),
            "documents.paper.sent": _("sent for signature: %(paper)s"),
            "documents.paper.taken_back": _("took back what was sent for signature: %(paper)s"),
            "documents.paper.agreed": _("agreed to %(paper)s"),
            "documents.paper.returned": _("returned with remarks: %(paper)s"),
            "documents.body.added": _("added the issuing body %(name)s"),
            "documents.body.changed": _("changed the issuing body %(name)s"),
            "documents.body.renewed": _("renewed the issuing body %(name)s from %(day)s"),
            "documents.body.ended": _("ended the issuing body %(name)s on %(day)s"),
            "documents.signer.added": _("added the signer %(name)s"),
            "documents.signer.changed": _("changed the signer %(name)s"),
            "documents.signer.renewed": _("renewed the signer %(name)s from %(day)s"),
            "documents.signer.ended": _("ended the signer %(name)s on %(day)s"),
            "documents.term.added": _("added the term %(name)s"),
            "documents.term.changed": _("changed the term %(name)s"),
            "documents.number.reserved": _("noted numbers %(first)s to %(last)s of papers outside of the portal: %(what)s"),
            "documents.number.freed": _("took back the note on number %(paper)s: %(what)s"),
            "documents.layout.added": _("added the layout %(regulation)s from %(day)s"),
            "documents.layout.changed": _("changed the layout %(regulation)s"),
        })
