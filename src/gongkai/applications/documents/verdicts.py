"""What is found and what is decided, for each kind of reply, in the words that practice uses.

``{you}`` is 你 or 你单位, ``{law}`` is "，根据……的规定" and empty where a reply rests on no article.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.applications.documents.wording import law
from gongkai.law.replies import ReplyKind, Requirement


@dataclass(frozen=True)
class Verdict:
    """The sentence of a reply; ``leads`` are the words before what the law wants said, by field."""

    sentence: str
    leads: dict[str, str] = field(default_factory=dict)


WITHHELD = "{law}，本机关决定不予公开。"
WHY_WITHHELD = {"reason": "不予公开的依据和理由"}
CORRECTED = {"record": "要求更正的记录", "finding": "审核情况", "organ": "有权更正的行政机关和联系方式"}
VERDICTS = {
    "disclosed": Verdict(
        "经审查，{you}申请公开的信息属于可以公开的政府信息{law}，本机关予以公开。",
        {"information": "提供的政府信息"},
    ),
    "already_published": Verdict(
        "经审查，{you}申请公开的信息已经主动公开{law}，现告知获取该信息的方式、途径。",
        {"route": "获取的方式、途径"},
    ),
    "partly_disclosed": Verdict(
        "经审查，{you}申请公开的信息中含有不应当公开的内容，但是能够作区分处理{law}，"
        "本机关对可以公开的部分予以公开，其余部分不予公开。",
        {"information": "予以公开的部分", "reason": "不予公开部分的依据和理由"},
    ),
    "state_secret": Verdict(
        "经审查，{you}申请公开的信息属于依法确定为国家秘密的政府信息" + WITHHELD, WHY_WITHHELD
    ),
    "law_forbidden": Verdict(
        "经审查，{you}申请公开的信息属于法律、行政法规禁止公开的政府信息" + WITHHELD, WHY_WITHHELD
    ),
    "safety_stability": Verdict(
        "经审查，{you}申请公开的信息公开后可能危及国家安全、公共安全、经济安全、社会稳定" + WITHHELD,
        WHY_WITHHELD,
    ),
    "trade_secret": Verdict(
        "经审查，{you}申请公开的信息涉及商业秘密，公开会对第三方合法权益造成损害" + WITHHELD, WHY_WITHHELD
    ),
    "privacy": Verdict(
        "经审查，{you}申请公开的信息涉及个人隐私等，公开会对第三方合法权益造成损害" + WITHHELD, WHY_WITHHELD
    ),
    "internal_affairs": Verdict(
        "经审查，{you}申请公开的信息属于行政机关的内部事务信息" + WITHHELD, WHY_WITHHELD
    ),
    "process_info": Verdict(
        "经审查，{you}申请公开的信息属于行政机关在履行行政管理职能过程中形成的过程性信息" + WITHHELD,
        WHY_WITHHELD,
    ),
    "enforcement_file": Verdict("经审查，{you}申请公开的信息属于行政执法案卷信息" + WITHHELD, WHY_WITHHELD),
    "admin_query": Verdict(
        "经审查，{you}申请公开的信息属于工商、不动产登记资料等信息，有关法律、行政法规对其获取有特别规定{law}，"
        "请{you}依照该特别规定办理。",
        {"law": "应当依照的法律、行政法规"},
    ),
    "nonexistent": Verdict(
        "经检索，本机关没有{you}申请公开的信息{law}，现告知{you}该政府信息不存在。",
        {"search": "检索的范围和方法", "nonexistence": "检索结果"},
    ),
    "other_organ": Verdict(
        "经审查，{you}申请公开的信息不属于本机关负责公开{law}，现告知{you}并说明理由。",
        {"reason": "理由", "responsible_organ": "负责公开该信息的机关和联系方式"},
    ),
    "need_creation": Verdict(
        "经审查，本机关没有{you}申请公开的现成信息，提供该信息需要对现有政府信息进行加工、分析{law}，"
        "本机关不予提供。",
        {"reason": "理由"},
    ),
    "unclear": Verdict(
        "经补正，{you}的申请内容仍不明确{law}，本机关无法提供。",
        {"supplement": "补正告知和补正情况", "reason": "仍不明确之处"},
    ),
    "complaint": Verdict(
        "经审查，{you}以政府信息公开申请的形式进行信访、投诉、举报等活动{law}，本机关不作为政府信息公开申请处理。",
        {"reason": "理由", "channel": "可以通过以下渠道提出"},
    ),
    "consultation": Verdict(
        "经审查，{you}提交的内容是咨询，不是申请获取本机关已经制作或者获取的政府信息{law}，"
        "本机关不作为政府信息公开申请处理。",
        {"reason": "理由", "channel": "解答或者咨询渠道"},
    ),
    "correction_made": Verdict("经审核属实{law}，本机关已经予以更正。", CORRECTED),
    "correction_refused": Verdict("经审核，现有证据不能证明记录不准确{law}，本机关不予更正。", CORRECTED),
    "correction_passed_on": Verdict(
        "该记录不属于本机关职能范围{law}，本机关已经转送有权更正的行政机关处理。", CORRECTED
    ),
    "correction_elsewhere": Verdict(
        "该记录不属于本机关职能范围{law}，请{you}向有权更正的行政机关提出。", CORRECTED
    ),
    "repeat": Verdict(
        "经审查，本机关已就{you}提出的申请作出答复，{you}重复申请公开相同信息{law}，本机关不予重复处理。",
        {"earlier_reply": "此前的答复"},
    ),
    "publication": Verdict(
        "经审查，{you}要求提供的是政府公报、报刊、书籍等公开出版物{law}，本机关不予处理，现告知获取的途径。",
        {"route": "获取的途径"},
    ),
    "massive": Verdict(
        "经审查，{you}申请公开政府信息的数量、频次明显超过合理范围，说明的理由不合理{law}，本机关不予处理。",
        {"justification": "要求说明理由和说明的情况", "reason": "理由不合理之处"},
    ),
    "confirm": Verdict(
        "经审查，{you}要求本机关确认或者重新出具{you}已经获取的信息{law}，本机关不予处理。",
        {"earlier_information": "已经获取该信息的情况"},
    ),
    "overdue_correction": Verdict(
        "{you}无正当理由逾期不补正{law}，视为放弃申请，本机关不再处理该政府信息公开申请。",
        {"notice": "补正告知情况"},
    ),
    "overdue_fee": Verdict(
        "{you}逾期未缴纳信息处理费{law}，视为放弃申请，本机关不再处理该政府信息公开申请。",
        {"notice": "收费通知情况"},
    ),
    "other": Verdict("经审查，本机关对该政府信息公开申请作如下处理。", {"reason": "处理方式和理由"}),
    "withdrawn": Verdict("{you}已经撤回申请，本机关终止办理。", {"withdrawal": "撤回情况"}),
}


def verdict(kind: ReplyKind, you: str) -> str:
    """What is found and decided, with its article, in a sentence."""
    # The form of the annual report is a way of counting and no ground.
    ground = "" if kind.cite.startswith("report-format") else f"，根据{law(kind.cite)}的规定"
    return VERDICTS[kind.code].sentence.format(you=you, law=ground)


def lead(kind: ReplyKind, need: Requirement) -> str:
    """The words before what the law wants said."""
    return VERDICTS[kind.code].leads.get(need.field, need.zh)
