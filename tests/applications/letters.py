"""Letters to be read: every ground, every form, with contents that a case worker could have written."""

from datetime import date

from gongkai.applications import documents
from gongkai.applications.models import Answer, Application, Consultation, FeeMethod
from gongkai.foundation.documents import Heading, Paragraph, Table
from gongkai.law.fees import fee_by_items, fee_by_pages
from gongkai.law.replies import all_reply_kinds, reply_kind
from tests.applications.builders import APPLICANT_NAME, WANTED

COMPANY = "青禾德润环保科技有限公司"
BEFORE, AFTER = date(2023, 12, 29), date(2024, 1, 2)
PURPOSE_WORDS = ("用途", "科研需要", "三需要", "自身生产", "生活需要")
CONTENTS = {
    "record": "企业信用信息公示记录中的“注册地址”一栏。",
    "finding": "经核对营业执照和登记档案，与记录一致。",
    "organ": "青禾市市场监督管理局（青禾市人民路6号）。",
    "information": "青禾市财政局2025年一般公共预算执行情况表（第1至12页）。",
    "route": "登录青禾市人民政府网站“政府信息公开—预算决算”栏目查阅、下载，或者到青禾市档案馆政府信息查阅点查阅。",
    "reason": (
        "该信息形成于2025年8月，记载第三方的投标单价和成本构成，不为公众所知悉，第三方采取了保密措施。"
        "本机关书面征求意见，第三方以会影响其后续投标为由不同意公开，其理由合理。"
    ),
    "law": "《不动产登记资料查询暂行办法》。请持本人有效身份证件到青禾市不动产登记中心查询窗口办理。",
    "search": "以“预算执行”“2025年”为关键词，检索了本机关办公自动化系统、档案管理系统，并由预算科核查纸质档案。",
    "nonexistence": "未检索到该信息。",
    "responsible_organ": "青禾市住房和城乡建设局，地址：青禾市建设路18号，电话：0999-5550120。",
    "supplement": "本机关于2026年3月2日告知补正，3月10日收到补正材料。",
    "channel": "拨打12345政务服务便民热线，或者登录青禾市信访局网站提出。",
    "earlier_reply": "2026年1月15日作出的青财公开〔2026〕3号答复书。",
    "justification": "本机关于2026年3月2日书面要求说明理由，3月6日收到说明。",
    "earlier_information": "2026年2月1日的青财公开〔2026〕6号答复书已经提供该信息。",
    "notice": "本机关于2026年3月2日发出通知，期限至3月27日。",
    "withdrawal": "2026年3月5日通过本网站撤回。",
}


def kinds():
    return list(all_reply_kinds())


def application(organ, *, natural=True, day=AFTER):
    """One that was never saved: letters need no more than what it says."""
    return Application(
        organ=organ,
        number="FINANCE-2026-0012",
        year=day.year,
        serial=12,
        channel="online",
        applicant_kind="natural" if natural else "commercial",
        name=APPLICANT_NAME if natural else COMPANY,
        description=WANTED,
        received_on=day,
        due_on=day,
        supply_form="electronic",
        delivery_way="online",
    )


def answer(code, wanted=WANTED, withheld=None):
    kind = reply_kind(code)
    if withheld is None:
        withheld = ["trade_secret", "process_info"] if kind.outcome == "partial" else []
    return Answer(wanted, kind, {need.field: CONTENTS[need.field] for need in kind.must_contain}, withheld)


def paragraphs(paper):
    """All that the letter says between its addressee and its signature, text by text."""
    said = []
    for block in paper.blocks:
        match block:
            case Paragraph(text) | Heading(_, text):
                said.append(text)
            case Table():
                said += [cell.text for _row, _column, cell in block.placed() if cell.text]
    return said


def text(paper):
    return "\n".join(paragraphs(paper))


def other_forms(one):
    """Every letter that is no reply, by name."""
    asked = Consultation(application=one, name="青禾建材有限公司")
    question = "《城区道路维修工程施工合同》第三章“合同价款”及附件二“报价明细表”。"
    until = date(2026, 12, 14)
    return {
        "receipt": documents.receipt(one),
        "submission": documents.submission_receipt(
            one, "ABCDE-FGHJK", "https://xxgk.qinghe.example/apply/status/?number=FINANCE-2026-0012"
        ),
        "supplement": documents.supplement_notice(
            one, "1.请写明道路的名称和起止点。\n2.请写明所需合同的年份。\n3.请提供身份证明。", until
        ),
        "reasons": documents.reasons_notice(
            one, "2026年11月，你向本机关提出申请46件，其中38件申请公开的信息内容相近。", until
        ),
        "extension": documents.extension_notice(one, 15, "需要检索的档案数量大，且需要逐页区分处理"),
        "third_party": documents.consultation_letter(one, "third_party", "青禾建材有限公司", question),
        "co_maker": documents.consultation_letter(one, "co_maker", "青禾市住房和城乡建设局", question),
        "other_organ": documents.consultation_letter(one, "other_organ", "青禾市国家保密局", question),
        "consulted": documents.consulted_notice(one, ["third_party", "co_maker"]),
        "fee_items": documents.fee_notice(one, FeeMethod.ITEMS, 46, fee_by_items(46), until),
        "fee_pages": documents.fee_notice(one, FeeMethod.PAGES, 260, fee_by_pages(260), until),
        "disclosure_notice": documents.disclosure_notice(
            asked,
            reply_kind("disclosed"),
            "《城区道路维修工程施工合同》第三章",
            "合同价款由财政资金支付，不属于商业秘密，公开不会对你（单位）的合法权益造成损害。",
            released=["城区道路维修工程施工合同（遮盖后）.pdf"],
        ),
        "registration": documents.registration_sheet(one),
        "transfer": documents.transfer_letter(
            one, "青禾市住房和城乡建设局", contact="青禾市建设路18号，0999-5550120"
        ),
        "withdrawal": documents.withdrawal_confirmation(one, date(2026, 11, 20)),
    }


def combined():
    """Letters with several answers, by name: where all, none, some or parts must go to review first."""
    return {
        "none_first": [answer("disclosed", "预算表"), answer("nonexistent", "决算表")],
        "all_first": [answer("trade_secret", "报价表"), answer("privacy", "名单")],
        "some_first": [
            answer("disclosed", "预算表"),
            answer("trade_secret", "报价表"),
            answer("privacy", "名单"),
        ],
        "whole_and_part": [
            answer("process_info", "会议记录"),
            answer("partly_disclosed", "施工合同"),
            answer("other_organ", "规划许可证"),
        ],
        "parts_only": [answer("partly_disclosed", "施工合同"), answer("already_published", "预算表")],
        "part_by_register": [
            answer("partly_disclosed", "登记资料", withheld=["admin_query"]),
            answer("need_creation", "对比分析表"),
        ],
        "many": [answer(kind.code, f"第{at}样信息，{WANTED}") for at, kind in enumerate(kinds(), 1)],
    }
