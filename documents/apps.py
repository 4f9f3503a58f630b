from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self):
        register_actions({
            "documents.document.issued": _("issued %(paper)s"),
            "documents.document.superseded": _("superseded %(paper)s by %(successor)s"),
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
        })
