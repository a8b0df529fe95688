"""The stories of applications: handed in, registered, worked on, answered, and what came before a court of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.applications import actions
from gongkai.applications.actions import Particulars, Taken
from gongkai.applications.workflow import APPLICANT
from gongkai.example.content import content
from gongkai.example.numbers import credit_code, identity_number
from gongkai.example.papers import as_files
from gongkai.example.scene import Scene
from gongkai.example.timeline import Story
from gongkai.foundation.moment import today
from gongkai.law.questions import a_path_to
from gongkai.organs.queries import Organ, by_code
from gongkai.remedies.actions import decide_case, open_case, reopen_application

# Acts of one day follow each other by these hours.
HOURS = {
    "submit": 9,
    "take_in": 9,
    "register": 10,
    "request_supplement": 11,
    "withdraw_application": 11,
    "receive_supplement": 12,
    "lapse_supplement": 11,
    "lapse_fee": 11,
    "serve_consultation": 15,
    "propose_extension": 15,
    "record_opinion": 15,
    "serve_fee_notice": 15,
    "extend_reply": 16,
    "search": 11,
    "ask_division": 11,
    "record_answer": 11,
    "reply": 16,
    "propose": 16,
    "transfer": 16,
    "reopen": 15,
    "archive": 17,
    "remedy": 10,
    "decide": 11,
}
ONLINE = "online"
TOKEN_LENGTH = 32
SEARCHED = "本机关档案室、公文系统"


@dataclass(frozen=True)
class Followed:
    """An application that may be looked up on the portal as its applicant would: ``what`` it shows."""

    number: str
    code: str
    what: str


def application_stories(scene: Scene) -> Iterator[tuple[str, Story]]:
    """Every application of the data file."""
    known: dict[str, Any] = {}
    for one in content("applications"):
        yield one["id"], _Case(scene, one, known).story()


def followed() -> list[Followed]:
    """The applications whose query codes are shown. Only for a database that holds the example.

    A query code is told once and never stored, but the same form sent again is answered with it again.
    """
    shown = [one for one in content("applications") if "shown" in one]
    told = [(_submitted(by_code(one["organ"]), one), one["shown"]) for one in shown]
    return [Followed(taken.application.number, taken.code, what) for taken, what in told]


class _Case:
    def __init__(self, scene: Scene, one: Mapping[str, Any], known: dict[str, Any]) -> None:
        self.scene, self.one, self.known = scene, one, known
        self.code: str = one["organ"]
        self.day: date = scene.days.day(one["at"])
        self.application: Any = None
        self.consultation: Any = None
        self.case: Any = None

    def story(self) -> Story:
        yield self.scene.on(self.day, 0, HOURS["submit"], self.one["id"])
        self.application = self.known[self.one["id"]] = self._taken().application
        for step in self.one["steps"]:
            if step["do"] == "take_in" or (step["do"] == "register" and not self._is_online):
                continue  # what comes on paper is keyed in, and registered where nothing is to be confirmed
            self.day = self.scene.days.after(self.day, step.get("after", 0))
            yield self.scene.on(self.day, 0, HOURS[step["do"]], self.one["id"])
            self.application.refresh_from_db()
            told = {name: value for name, value in step.items() if name not in ("do", "after")}
            getattr(self, f"_{step['do']}")(**told)

    # --- how it comes -----------------------------------------------------------------------------------

    @property
    def _is_online(self) -> bool:
        return self._channel == ONLINE

    @property
    def _channel(self) -> str:
        return str(self.one.get("channel", ONLINE))

    def _taken(self) -> Taken:
        organ = self.scene.organs[self.code]
        if self._is_online:
            return _submitted(organ, self.one)
        confirmed = today() if self._channel == "fax" else None
        return actions.take_in(
            organ,
            _particulars(self.one),
            by=self._by("application_handler"),
            channel=self._channel,
            arrived_on=today(),
            confirmed_on=confirmed,
        )

    def _by(self, duty: str) -> Any:
        return self.scene.actor(self.one.get("successor", self.code) if self._moved else self.code, duty)

    @property
    def _moved(self) -> bool:
        """Whether the organ that it was sent to has ended since and another answers for it."""
        return self.application is not None and self.application.organ_id != self.scene.organs[self.code].pk

    # --- what is done about it --------------------------------------------------------------------------

    def _register(self) -> None:
        actions.register(self.application, by=self._by("application_handler"), confirmed_on=today())

    def _request_supplement(self, defects: str) -> None:
        actions.request_supplement(self.application, by=self._by("application_handler"), defects=defects)

    def _receive_supplement(self, answer: str) -> None:
        actions.receive_supplement(self.application, by=APPLICANT, answer=answer)

    def _serve_consultation(self, **told: Any) -> None:
        by = self._by("application_handler")
        self.consultation = actions.serve_consultation(self.application, by=by, **told)

    def _record_opinion(self, **told: Any) -> None:
        by = self._by("application_handler")
        actions.record_opinion(self.application, self.consultation, by=by, **told)

    def _propose_extension(self, days: int, reason: str) -> None:
        by = self._by("application_handler")
        actions.propose_extension(self.application, by=by, days=days, reason=reason)

    def _extend_reply(self) -> None:
        actions.extend_reply(self.application, by=self._by("office_head"))

    def _serve_fee_notice(self, method: str, quantity: int) -> None:
        by = self._by("application_handler")
        actions.serve_fee_notice(self.application, by=by, method=method, quantity=quantity)

    def _search(self, **told: Any) -> None:
        actions.record_search(self.application, by=self._by("application_handler"), **told)

    def _ask_division(self, within: int, **told: Any) -> None:
        due = self.scene.days.after(today(), within)
        actions.ask_division(self.application, by=self._by("application_handler"), due_on=due, **told)

    def _record_answer(self, **told: Any) -> None:
        inquiry = self.application.open_inquiries()[0]
        actions.record_answer(self.application, inquiry, by=self._by("application_handler"), **told)

    def _propose(self, until: str, **decision: Any) -> None:
        """A reply on its way: ``until`` counsel has it, or the head is to sign it, or it is ready to go out."""
        handler = self._by("application_handler")
        proposal = self._written(**decision)
        if until == "counsel":
            actions.ask_counsel(proposal, by=handler, remarks="")
            return
        actions.send_to_sign(proposal, by=handler)
        if until == "signed":
            actions.sign_proposal(proposal, by=self._by("office_head"))

    def _reply(self, served: bool = True, **decision: Any) -> None:
        handler, head = self._by("application_handler"), self._by("office_head")
        proposal = self._written(**decision)
        actions.send_to_sign(proposal, by=handler)
        actions.sign_proposal(proposal, by=head)
        self.application.refresh_from_db()
        actions.issue_reply(self.application, by=handler)
        if served:
            self._serve(handler)

    def _transfer(self, to: str, reason: str) -> None:
        actions.transfer(
            self.application, self.scene.organs[to], by=self._by("application_handler"), reason=reason
        )

    def _reopen(self) -> None:
        reopen_application(self.case, by=self._by("application_handler"), on=today())

    def _written(
        self, kind: str, contents: Mapping[str, str], withheld: list[str] | None = None, papers: Any = ()
    ) -> Any:
        """The proposal, with the answer to the one thing that is asked."""
        handler = self._by("application_handler")
        if kind == "nonexistent":
            actions.record_search(
                self.application, by=handler, place=SEARCHED, words=contents["search"], result="nothing"
            )
        proposal = actions.begin_proposal(self.application, by=handler)
        actions.decide_item(
            proposal,
            self.application.items.get(),
            by=handler,
            path=a_path_to(kind),
            contents={field: self._filled(text) for field, text in contents.items()},
            withheld=withheld or (),
            files=list(as_files(papers)),
        )
        return proposal

    def _serve(self, handler: Any) -> None:
        """What isn't fetched from the website is handed over on the day of the reply."""
        if self.application.delivery_way == ONLINE:
            return
        actions.record_service(
            self.application,
            self.application.reply.letter,
            by=handler,
            way="in_person",
            received_by=self.application.name,
            served_on=today(),
        )

    def _lapse_supplement(self) -> None:
        actions.lapse_supplement(self.application, by=self._by("application_handler"))

    def _lapse_fee(self) -> None:
        actions.lapse_fee(self.application, by=self._by("application_handler"))

    def _withdraw_application(self) -> None:
        actions.withdraw_application(self.application, by=APPLICANT)

    def _archive(self) -> None:
        actions.archive(self.application, by=self._by("application_handler"))

    def _remedy(self, kind: str, number: str, heard_by: str) -> None:
        self.case = open_case(
            by=self._by("application_handler"),
            kind=kind,
            case_number=number.replace("{year}", str(today().year)),
            heard_by=heard_by,
            accepted_on=today(),
            application=self.application,
        )

    def _decide(self, result: str) -> None:
        decide_case(self.case, by=self._by("application_handler"), result=result, decided_on=today())

    def _filled(self, text: str) -> str:
        """``{reply}`` is the number of the letter that answered the earlier application."""
        earlier = self.known.get(self.one.get("earlier", ""))
        return text.replace("{reply}", earlier.reply.letter.number) if earlier else text


def _submitted(organ: Organ, one: Mapping[str, Any]) -> Taken:
    return actions.submit(organ, _particulars(one), token=one["id"].ljust(TOKEN_LENGTH, "."))


def _particulars(one: Mapping[str, Any]) -> Particulars:
    who = content("applicants")[one["who"]]
    return Particulars(
        applicant_kind=who["kind"],
        name=who["name"],
        contact_person=who.get("contact", ""),
        phone=who["phone"],
        email=who.get("email", ""),
        postal_address=who["address"],
        needs_help=who.get("needs_help", False),
        description=one["wanted"],
        supply_form=one.get("form", "electronic"),
        delivery_way=one.get("way", ONLINE),
        **_identity(who),
    )


def _identity(who: Mapping[str, Any]) -> dict[str, str]:
    if who["kind"] == "natural":
        number = identity_number(who["born"], who["serial"])
        return {"identity_kind": "resident_id", "identity_number": number}
    number = credit_code("91", content("organs")["region"], who["serial"])
    return {"identity_kind": "credit_code", "identity_number": number}
