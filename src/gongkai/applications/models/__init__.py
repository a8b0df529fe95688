"""The tables of disclosure upon application: the application itself, and what happens to it."""

from gongkai.applications.models.accounts import ApplicantAccount, SignInCode
from gongkai.applications.models.answers import Answer
from gongkai.applications.models.application import Application, ApplicationEvent
from gongkai.applications.models.asked import (
    ApplicantKind,
    Channel,
    DeliveryWay,
    IdentityKind,
    NoticeWay,
    SupplyForm,
    identity_fault,
)
from gongkai.applications.models.casework import (
    CONSULTATION_LETTERS,
    DECIDING,
    FOR_OTHERS,
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
from gongkai.applications.models.closing import Closing
from gongkai.applications.models.deadlines import CaseReminder, DueMove
from gongkai.applications.models.drafts import Draft
from gongkai.applications.models.feedback import PaymentReport, Satisfaction, Score
from gongkai.applications.models.identity import Identity
from gongkai.applications.models.intake import IntakeBatch, IntakeRow, TextBand, Transfer, Wording
from gongkai.applications.models.letters import LetterTemplate
from gongkai.applications.models.opening import Opening
from gongkai.applications.models.procedure import (
    CounselOpinion,
    Found,
    Inquiry,
    Item,
    Proposal,
    Search,
    Service,
    ServiceWay,
    Signature,
    Stance,
)
from gongkai.applications.models.redaction import Redaction

__all__ = [
    "CONSULTATION_LETTERS",
    "DECIDING",
    "FOR_OTHERS",
    "Answer",
    "ApplicantAccount",
    "ApplicantKind",
    "Application",
    "ApplicationEvent",
    "Attachment",
    "AttachmentKind",
    "Attempt",
    "CaseReminder",
    "Channel",
    "Closing",
    "Consultation",
    "CounselOpinion",
    "DeliveryWay",
    "Draft",
    "DueMove",
    "FeeMethod",
    "FeeNotice",
    "Found",
    "Identity",
    "IdentityKind",
    "Inquiry",
    "IntakeBatch",
    "IntakeRow",
    "Item",
    "Letter",
    "LetterKind",
    "LetterTemplate",
    "NoticeWay",
    "Opening",
    "Opinion",
    "PaymentReport",
    "Proposal",
    "Redaction",
    "Reply",
    "Satisfaction",
    "Score",
    "Search",
    "Service",
    "ServiceWay",
    "SignInCode",
    "Signature",
    "Stance",
    "Supplement",
    "SupplyForm",
    "TextBand",
    "Transfer",
    "Wording",
    "identity_fault",
]
