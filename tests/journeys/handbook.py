"""What the walks of the handbook share: the names of its pictures, and the camera that takes them."""

import io
from datetime import timedelta
from pathlib import Path

import pypdfium2
from django.urls import reverse
from PIL import Image, ImageChops
from playwright.sync_api import Locator, expect

from gongkai import pdfium
from gongkai.catalogue.models import Column
from gongkai.foundation.moment import today

HANDBOOK = Path(__file__).parent.parent.parent / "docs" / "handbook"
MARGIN, COLOURS, LETTER_WIDTH = 16, 128, 620
TITLE = "关于2026年城乡居民医疗保险缴费的通知"
BODY = "参保人员应于年底前完成缴费。\n特困人员由财政全额资助，无需申请。"

DRAFTING = {
    "clerk-home",
    "clerk-draft",
    "clerk-word",
    "clerk-paste",
    "clerk-attachments",
    "clerk-findings",
    "clerk-masked",
    "clerk-submit",
    "clerk-steps",
}
AFTERWARDS = {"clerk-table", "clerk-returned", "clerk-correction", "clerk-no-change"}
SELDOM = {
    "clerk-policy",
    "clerk-plan",
    "clerk-joint",
    "clerk-revoked",
    "clerk-withdrawn",
    "clerk-channels",
    "clerk-counts",
}
CLERK = DRAFTING | AFTERWARDS | SELDOM
REVIEWER = {
    "reviewer-list",
    "reviewer-item",
    "reviewer-remarks",
    "reviewer-batch",
    "reviewer-confidentiality",
    "reviewer-set-aside",
    "reviewer-debt",
    "reviewer-patrol",
}
SIGNER = {
    "signer-decide",
    "signer-answer",
    "signer-schedule",
    "signer-emergency",
    "signer-withdraw",
    "signer-joint",
}
OFFICE = {
    "office-columns",
    "office-fields",
    "office-route",
    "office-coverage",
    "office-counts",
    "office-register",
    "office-words",
    "office-numbers",
}
APPLICANT = {
    "applicant-public",
    "applicant-organs",
    "applicant-draft",
    "applicant-form",
    "applicant-receipt",
    "applicant-status",
    "applicant-supplement",
    "applicant-fee",
    "applicant-reply",
    "applicant-remedies",
    "applicant-rating",
}
INTAKE = {
    "handler-list",
    "handler-take-in",
    "handler-taken",
    "handler-split",
    "handler-many",
    "handler-alike",
    "handler-transfer",
    "handler-reminders",
    "handler-calendar",
}
CASEWORK = {
    "handler-case",
    "handler-supplement",
    "handler-search",
    "handler-inquiry",
    "handler-fee-pages",
    "handler-fee-items",
    "handler-consult",
    "handler-overrule",
    "handler-third-party-letter",
}
ANSWERING = {
    "handler-question",
    "handler-partial",
    "handler-counsel",
    "handler-sign",
    "handler-service",
    "handler-file",
    "handler-openings",
    "handler-figures",
    "handler-marks",
    "handler-release",
}
HANDLER = INTAKE | CASEWORK | ANSWERING
# The replies of which the handbook shows page and letter, by the code of their kind.
SHOWN_REPLIES = (
    "disclosed",
    "already_published",
    "partly_disclosed",
    "state_secret",
    "privacy",
    "nonexistent",
    "other_organ",
    "repeat",
    "complaint",
)
CLOSED = {"letter-unclear", "letter-overdue-correction", "letter-overdue-fee", "letter-withdrawn"}
REPLIES = {
    f"{what}-{kind.replace('_', '-')}" for what in ("reply", "letter") for kind in SHOWN_REPLIES
} | CLOSED
REMEDIES = {
    "remedies-open",
    "remedies-case",
    "remedies-decide",
    "remedies-reopen",
    "remedies-clock",
    "remedies-second",
    "remedies-columns",
}
REPORTS = {
    "reports-ask",
    "reports-board",
    "reports-begun",
    "reports-table",
    "reports-ready",
    "reports-sum",
}
PHONE = SIGNER | APPLICANT
ALL = CLERK | REVIEWER | SIGNER | OFFICE | APPLICANT | HANDLER | REPLIES | REMEDIES | REPORTS


class Camera:
    """Takes the pictures of the handbook; without GONGKAI_HANDBOOK it only looks whether the thing is there."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted
        self.taken: set[str] = set()

    def takes(self, name: str, thing: Locator) -> None:
        """A picture of what the screen shows of this thing, with a little room beside it, made small."""
        expect(thing).to_be_visible()
        self.taken.add(name)
        if not self.wanted:
            return
        thing.evaluate("one => window.scrollTo(0, window.scrollY + one.getBoundingClientRect().top)")
        box, screen = thing.bounding_box(), thing.page.viewport_size
        left, top = max(0, box["x"] - MARGIN), max(0, box["y"])
        right = min(screen["width"], box["x"] + box["width"] + MARGIN)
        bottom = min(screen["height"], box["y"] + box["height"] + MARGIN)
        shot = Image.open(io.BytesIO(thing.page.screenshot(animations="disabled"))).convert("RGB")
        self._keeps(name, shot.crop((int(left), int(top), int(right), int(bottom))))

    def takes_letter(self, name: str, letter: bytes) -> None:
        """A picture of the first page of a letter."""
        assert letter.startswith(b"%PDF")
        self.taken.add(name)
        if not self.wanted:
            return
        with pdfium.lock:
            page = pypdfium2.PdfDocument(letter)[0]
            self._keeps(name, page.render(scale=LETTER_WIDTH / page.get_width()).to_pil().convert("RGB"))

    def _keeps(self, name: str, shot: Image.Image) -> None:
        """The picture without the empty end of the page, in few colours."""
        ink = ImageChops.difference(shot, Image.new("RGB", shot.size, "white")).getbbox()
        shot = shot.crop((0, 0, shot.width, min(shot.height, ink[3] + MARGIN)))
        small = shot.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(HANDBOOK / "pictures" / f"{name}.png", optimize=True)


def told(**changed):
    column = Column.objects.get(name="机构职能")
    given = {"title": TITLE, "body": BODY, "column_id": column.pk, "formed_on": today() - timedelta(days=3)}
    return given | changed


def of(item, name="item"):
    return reverse(f"workbench:{name}", args=[item.pk])


def unfolds(page, label):
    """The act that is folded away under this label, opened."""
    fold = page.locator("aside details.fold").filter(has=page.get_by_text(label, exact=True))
    fold.first.locator("summary").first.click()
    return fold.first
