from privacy.models.incidents import DataKind, Incident, IncidentStep, IncidentTask
from privacy.models.notices import Acknowledgement, Notice
from privacy.models.requests import Channel, DataRequest, RequestKind, RequestState
from privacy.models.responsible import ResponsiblePerson
from privacy.models.retention import RetentionRule

__all__ = [
    "Acknowledgement",
    "Channel",
    "DataKind",
    "DataRequest",
    "Incident",
    "IncidentStep",
    "IncidentTask",
    "Notice",
    "RequestKind",
    "RequestState",
    "ResponsiblePerson",
    "RetentionRule",
]
