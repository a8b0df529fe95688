"""The letters that an organ issues about an application (arts. 30-42), and an office's own templates for them.

They are official papers of the People's Republic: always in Chinese, whatever language the desk is read in, so
their words are no interface texts and don't go through gettext.
"""

from gongkai.applications.documents.asking import (
    extension_notice,
    fee_notice,
    reasons_notice,
    supplement_notice,
)
from gongkai.applications.documents.consultations import (
    assistance_letter,
    consultation_letter,
    consulted_notice,
    disclosure_notice,
)
from gongkai.applications.documents.receipts import receipt, registration_sheet, submission_receipt
from gongkai.applications.documents.remedies import remedies_against, remedies_of
from gongkai.applications.documents.replies import letter_kind, reply_letter
from gongkai.applications.documents.turning import (
    transfer_letter,
    withdrawal_confirmation,
)
from gongkai.applications.documents.wording import CHINESE, LetterPaper, numbered, office

__all__ = [
    "CHINESE",
    "LetterPaper",
    "assistance_letter",
    "consultation_letter",
    "consulted_notice",
    "disclosure_notice",
    "extension_notice",
    "fee_notice",
    "letter_kind",
    "numbered",
    "office",
    "reasons_notice",
    "receipt",
    "registration_sheet",
    "remedies_against",
    "remedies_of",
    "reply_letter",
    "submission_receipt",
    "supplement_notice",
    "transfer_letter",
    "withdrawal_confirmation",
]
