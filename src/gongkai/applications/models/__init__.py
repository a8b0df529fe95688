"""The tables of disclosure upon application: the application itself, and what happens to it."""

from gongkai.applications.models.answers import Answer
from gongkai.applications.models.application import Application, ApplicationEvent
from gongkai.applications.models.asked import (
    ApplicantKind,
    Channel,
    DeliveryWay,
    IdentityKind,
    SupplyForm,
    identity_fault,
)
from gongkai.applications.models.casework import (
    Attachment,
    AttachmentKind,
    Attempt,
    Consultation,
    FeeMethod,
    FeeNotice,
    Letter,
    LetterKind,
    Opinion,
    Reply,
    Supplement,
)
from gongkai.applications.models.deadlines import CaseReminder, DueMove
from gongkai.applications.models.redaction import Redaction

__all__ = [
    "Answer",
    "ApplicantKind",
    "Application",
    "ApplicationEvent",
    "Attachment",
    "AttachmentKind",
    "Attempt",
    "CaseReminder",
    "Channel",
    "Consultation",
    "DeliveryWay",
    "DueMove",
    "FeeMethod",
    "FeeNotice",
    "IdentityKind",
    "Letter",
    "LetterKind",
    "Opinion",
    "Redaction",
    "Reply",
    "Supplement",
    "SupplyForm",
    "identity_fault",
]
