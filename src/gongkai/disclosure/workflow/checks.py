"""What must hold before an act on an item: each check says why not, in the user's words, or None."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import ItemKind, column_takes
from gongkai.disclosure.workflow.states import (
    ANSWERING,
    DUTY_OF,
    LOOKS,
    OPENING,
    PASSING,
    STEP_OF,
    AgreementState,
    Attribute,
    Result,
    State,
    Step,
)
from gongkai.foundation.files import reasons_not_servable
from gongkai.foundation.ledger import Actor, history_of
from gongkai.foundation.moment import now, today
from gongkai.foundation.wording import in_words, listed

# Whoever did one of these to a version is among its authors.
AUTHORING = (
    "disclosure.draft",
    "disclosure.edit",
    "disclosure.submit",
    "disclosure.start_correction",
    "disclosure.reopen",
    "disclosure.open_retained",
)
TOLD_FINDINGS = 3
UNREADABLE = "unreadable"
REQUIRED = ("title", "summary", "body", "column_id", "formed_on")


def complete(item: Any, by: Actor) -> Any:
    """Everything that a catalogue entry must have is there (art. 12); asked on leaving the draft only."""
    required = REQUIRED if item.needs_text else [name for name in REQUIRED if name != "body"]
    missing = [str(item._meta.get_field(name).verbose_name) for name in required if not getattr(item, name)]
    event = item.limit_event
    if event and not item.limit_from and not item.version_count and not item.limit_element:
        missing.append(in_words(event))
    if missing:
        return _("还没有填写：%(fields)s。请补充后再报送。") % {"fields": listed(missing)}
    if item.formed_on > today():
        return _("成文日期晚于今天，请核对。")
    if event and item.limit_from and item.limit_from > today():
        return _("%(day)s晚于今天，请核对。") % {"day": in_words(event)}
    return "".join(item.element_gaps()) or None


def days_in_order(item: Any, by: Actor) -> Any:
    """What was altered was formed before, and what expires was in force before."""
    if item.altered_on and (
        item.altered_on > today() or (item.formed_on and item.altered_on < item.formed_on)
    ):
        return _("变更日期应当在成文日期之后、今天以前，请核对。")
    if item.expires_on and item.expires_on < (item.effective_on or item.formed_on or item.expires_on):
        return _("有效期至的日期早于施行日期或者成文日期，请核对。")
    return None


def grounded(item: Any, by: Actor) -> Any:
    """What is not open proactively says why, by which law; what is public already is withdrawn instead."""
    if item.attribute == Attribute.PROACTIVE:
        return None
    if item.current_version_id:
        return _("这条信息已经公开；不应再公开的，请放弃更正并办理撤回。")
    if item.attribute_reason and (item.attribute_ground or item.attribute != Attribute.WITHHELD):
        return None
    return _("公开属性为“%(attribute)s”的，须写明法律依据和理由；不予公开的，还须选择法定情形。") % {
        "attribute": item.get_attribute_display()
    }


def others_work(item: Any, by: Actor) -> Any:
    """Nobody approves what they wrote themselves."""
    return _("这一稿由您起草或者修改，须由其他人员审查。") if wrote(item, item.next_version, by) else None


def four_eyes(item: Any, by: Actor) -> Any:
    """Who wrote this version, or passed it at another step, does not pass it."""
    return others_work(item, by) or not_passed_before(item, item.next_version, by, STEP_OF.get(item.state))


def wrote(item: Any, version_number: int, by: Actor) -> bool:
    """Whether this person is among the authors of this version."""
    return _writing(item, version_number).filter(user_id=by.user_id).exists()


def authors(item: Any) -> set[int]:
    """The keys of those who wrote the version that the working copy is to become."""
    wrote_it = _writing(item, item.next_version)
    return {key for key in wrote_it.order_by().values_list("user_id", flat=True) if key is not None}


def _writing(item: Any, version_number: int) -> Any:
    """The acts by which a version was written. What was published at once and still owes looks goes into the next
    version unread: whoever wrote it is among the authors of that one, too."""
    unread = set(
        item.versions.filter(debt__paid_at=None, debt__isnull=False).values_list("number", flat=True)
    )
    numbers = [version_number]
    while numbers[-1] - 1 in unread:
        numbers.append(numbers[-1] - 1)
    return history_of(item).filter(verb__in=AUTHORING, facts__version__in=numbers)


def not_passed_before(item: Any, version_number: int, by: Actor, step: Step | None) -> Any:
    """Nobody answers for two steps of one version, in whatever duties."""
    mine = item.reviews.filter(version_number=version_number, by_user=by.user_id, result__in=PASSING)
    if done := mine.exclude(step=step).first():
        return _("您已在“%(step)s”环节审查过这一稿，本环节须由其他人员办理。") % {
            "step": done.get_step_display()
        }
    return None


def assigned(item: Any, by: Actor) -> Any:
    """Where the route names an owner of the step, only the owner and the deputy act."""
    route = item.route() if item.state in LOOKS else None
    steps = route.steps.all() if route else ()
    named = next((one for one in steps if one.step == STEP_OF[item.state] and one.owner_id), None)
    if named is None or by.user_id in (named.owner_id, named.deputy_id):
        return None
    names = [one.get_full_name() or one.get_username() for one in (named.owner, named.deputy) if one]
    return _("“%(step)s”环节指定由%(people)s办理。人员有变动的，请公开工作机构负责人调整审核流程。") % {
        "step": named.get_step_display(),
        "people": listed(names),
    }


def own_stage(item: Any, by: Actor) -> Any:
    """Who sends back is the one whose turn it is."""
    duty = DUTY_OF[STEP_OF[item.state]]
    return None if by.duty == duty else _("这一环节由%(duty)s办理。") % {"duty": duty.label}


def not_referred(item: Any, by: Actor) -> Any:
    """While a secrecy department is asked about exactly this content, nobody publishes it, in no emergency (art. 17)."""
    last = item.reviews.filter(step=Step.CONFIDENTIALITY, version_number=item.next_version).last()
    if last is None or last.result != Result.UNDETERMINED or last.digest != item.content_digest():
        return None
    return _("能否公开已经报请确定（%(asked)s），有结论之前不得发布。") % {"asked": last.basis}


def proactive(item: Any, by: Actor) -> Any:
    """Only what is to be disclosed proactively is published."""
    if item.attribute == Attribute.PROACTIVE:
        return None
    return _("公开属性为“%(attribute)s”，不得发布，只作登记。") % {"attribute": item.get_attribute_display()}


def not_proactive(item: Any, by: Actor) -> Any:
    """What is to be disclosed proactively is published and not put away in the register."""
    return _("公开属性为“主动公开”，应当发布。") if item.attribute == Attribute.PROACTIVE else None


def reviewed_as_it_is(item: Any, by: Actor) -> Any:
    """All the looks of its route were passed by exactly this content (art. 17)."""
    passed = item.passed_reviews()
    missing = [str(step.label) for step in item.required_steps() if step not in passed]
    if missing:
        return _("缺少对现有内容的%(steps)s记录，不得公开。") % {"steps": listed(missing)}
    if item.attribute == Attribute.PROACTIVE and passed[Step.CONFIDENTIALITY].result not in OPENING:
        return _("保密审查结论不是“可以公开”或者“区分处理后公开”，不得公开。")
    return None


def looked_through(item: Any, by: Actor) -> Any:
    """Nothing that must not be open stands in the draft, or somebody says by name why it may."""
    found = item.findings()
    answered = set(item.set_asides.values_list("fingerprint", flat=True))
    left = [one for one in found.blocking() if one.fingerprint not in answered]
    return _not_looked_at(item, found) or _must_not_be_open(left)


def answered_for(item: Any, by: Actor) -> Any:
    """What is published over a finding, a reviewer of confidentiality, a signer or the head answers for.

    That holds of what is only to be checked as well: a passport, a hidden sheet, a name beside an illness.

    Not who wrote this version, whatever other duty they hold: that would be approving one's own work.
    """
    said = item.set_asides.filter(by_duty__in=ANSWERING).values_list("fingerprint", "by_user_id")
    wrote_it = authors(item) if said else set()
    found = item.findings()
    answered = {fingerprint for fingerprint, by_whom in said if by_whom not in wrote_it}
    left = [one for one in found.asking() if one.fingerprint not in answered]
    blocking = [one for one in left if one.blocks]
    return _not_looked_at(item, found) or _must_not_be_open(blocking) or _to_be_checked(left)


def _not_looked_at(item: Any, found: Any) -> Any:
    if waiting := reasons_not_servable(item.attachments.all()):
        return "".join(waiting)
    if found.pending:
        return _("%(places)s正在检查，请稍候再办理。") % {"places": listed(found.pending)}
    return None


def _to_be_checked(left: list[Any]) -> Any:
    if not left:
        return None
    told = _(
        "有%(count)s处需要核对的内容没有人答复：%(places)s等。"
        "请遮盖，或者由保密审查员、签发人、公开工作机构负责人在“内容检查”中写明依据和理由。"
    )
    return told % {"count": len(left), "places": _places(left)}


def _places(left: list[Any]) -> str:
    return listed(dict.fromkeys(f"{one.label}（{one.name}）" for one in left[:TOLD_FINDINGS]))


def _must_not_be_open(left: list[Any]) -> Any:
    if not left:
        return None
    if all(one.kind == UNREADABLE for one in left):
        told = _("%(places)s，系统不能替您检查。请换成能读取的文件；只能原样公开的，看过后写明理由。")
        places = listed(dict.fromkeys(f"{one.label}{one.masked}" for one in left[:TOLD_FINDINGS]))
    else:
        told = _("发现%(count)s处不得公开的内容：%(places)s等。请遮盖；确需保留的，写明理由。")
        places = _places(left)
    return told % {"count": len(left), "places": places}


def column_is_open(item: Any, by: Actor) -> Any:
    """What becomes public for the first time finds its column open; a correction goes where the item stands."""
    if item.current_version_id or item.column is None:
        return None
    return column_takes(item.column, item.organ, item.kind, today())


def agreed_by_all(item: Any, by: Actor) -> Any:
    """The organs that made it jointly have agreed to exactly this content (arts. 10, 11)."""
    asked = list(item.agreements.select_related("organ"))
    digest = item.content_digest() if asked else ""
    open_ = [one for one in asked if one.state != AgreementState.AGREED or one.digest != digest]
    if not open_:
        return None
    return _("共同制作机关尚未同意公开现有内容：%(organs)s。") % {
        "organs": listed(one.organ.name for one in open_)
    }


def is_public(item: Any, by: Actor) -> Any:
    """Some version of the item is public now."""
    return None if item.current_version_id else _("这条信息目前没有对外公开。")


def was_public(item: Any, by: Actor) -> Any:
    """Some version of the item is or was public, so that there is one to go back to."""
    return None if item.version_count else _("这条信息还没有公开过，没有可以恢复的版本。")


def has_validity(item: Any, by: Actor) -> Any:
    """Validity is said of rules and normative documents."""
    return None if item.is_normative else _("只有规章和行政规范性文件需要标注效力状态。")


def is_penalty(item: Any, by: Actor) -> Any:
    """Only a penalty has a decision whose revocation makes the law ask for its withdrawal."""
    return None if item.kind == ItemKind.PENALTY else _("只有行政处罚决定需要登记原决定变更或者撤销。")


def is_scheduled(item: Any, by: Actor) -> Any:
    """A time of publication is set."""
    return None if item.publish_at else _("没有设定定时发布。")


def time_has_come(item: Any, by: Actor) -> Any:
    """The time that was set for the publication is here."""
    return is_scheduled(item, by) or (None if item.publish_at <= now() else _("还没有到设定的发布时间。"))


def has_expired(item: Any, by: Actor) -> Any:
    """The last day on which the public document is valid is over, and nobody has said what became of it."""
    public = item.current_version
    if public is None or public.expires_on is None or public.expires_on >= today() or item.ended_on:
        return _("这份文件没有到期的有效期。")
    return None


def notice_is_over(item: Any, by: Actor) -> Any:
    """The last day on which the public notice is to be shown is over."""
    public = item.current_version
    over = public is not None and public.shown_until is not None and public.shown_until < today()
    return None if over else _("公示期还没有届满。")


def owes_looks(item: Any, by: Actor) -> Any:
    """Published ahead of its looks, and one of those still owed is for this person to take."""
    versions = item.versions.filter(debt__paid_at__isnull=True, debt__isnull=False).select_related("debt")
    owed = [(one, step) for one in versions for step in owed_steps(one.debt) if DUTY_OF[step] == by.duty]
    if not owed:
        return _("没有需要您补办的审查。")
    reasons = [not_for_these_eyes(item, version, step, by) for version, step in owed]
    return None if None in reasons else reasons[0]


def owed_steps(debt: Any) -> list[Step]:
    """The looks that nobody has yet taken of those that an emergency publication skipped, in their order."""
    done = {one.step for one in looks_at(debt.version)}
    return [step for step in Step if step in debt.steps and step not in done]


def looks_at(version: Any) -> list[Any]:
    """The looks at a version: those it rests on, and those taken after it was published at once."""
    rests_on = (
        version.review_id,
        version.second_review_id,
        version.confidentiality_review_id,
        version.sign_off_id,
    )
    rows = version.item.reviews.filter(
        version_number=version.number, digest=version.digest, result__in=PASSING | {Result.RETURNED}
    )
    newest = max((pk for pk in rests_on if pk), default=0)
    return [one for one in rows if one.pk in rests_on or (one.pk > newest and one.at >= version.at)]


def not_for_these_eyes(item: Any, version: Any, step: Step, by: Actor) -> Any:
    """A look that is owed is taken by other eyes than the author's and those that published it."""
    if version.by_user_id == by.user_id:
        return _("这一版由您应急发布，须由其他人员补审。")
    if wrote(item, version.number, by):
        return _("这一稿由您起草或者修改，须由其他人员审查。")
    return not_passed_before(item, version.number, by, step)


def still_asked(agreement: Any, by: Actor) -> Any:
    """What is answered is the content that was asked about, before it is public."""
    item = agreement.item
    if item.state not in {State.DRAFT, State.SIGNED, *LOOKS}:
        return _("这条信息已经办结，不再征求意见。")
    if agreement.digest != item.content_digest():
        return _("牵头机关正在修改内容，报送后会再次征求意见，请稍后再答复。")
    return None
