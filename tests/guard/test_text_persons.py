"""What has no check digit is told by the words around it: papers, plates, names, addresses, marks of secrecy."""

from itertools import pairwise

import pytest

from gongkai.guard.text import mask_text, scan_text

FOUND = [
    ("护照号码：E12345678", "", "passport", "warn", "E12345678"),
    ("EA1234567", "护照号", "passport", "warn", "EA1234567"),
    ("姓名：李四，G12345678", "", "passport", "warn", "G12345678"),
    ("港澳居民来往内地通行证：H12345678", "", "travel_permit", "warn", "H12345678"),
    ("12345678", "台胞证号", "travel_permit", "warn", "12345678"),
    ("往来港澳通行证号 C12345678", "", "travel_permit", "warn", "C12345678"),
    ("车牌：川J12345", "", "vehicle_plate", "warn", "川J12345"),
    ("车牌：川Ｊ·Ａ２３４５", "", "vehicle_plate", "warn", "川Ｊ·Ａ２３４５"),
    ("驾驶川JD12345号车", "", "vehicle_plate", "warn", "川JD12345"),
    ("证件：南字第12345678号", "", "officer_number", "warn", "南字第12345678号"),
    ("1234567", "军官证号", "officer_number", "warn", "1234567"),
    ("张三丰，低保户", "", "name_with_condition", "warn", "张三丰"),
    ("张三因患肺结核申请救助", "", "name_with_condition", "warn", "张三"),
    ("欧阳小明（残疾二级）", "", "name_with_condition", "warn", "欧阳小明"),
    ("李　四", "精神残疾人姓名", "name_with_condition", "warn", "李　四"),
    ("户主：王小二，特困供养", "", "name_with_condition", "warn", "王小二"),
    ("姓名\t病种\n赵小红\t尿毒症", "", "name_with_condition", "warn", "赵小红"),
    ("2023年孤儿基本生活费发放名单\n1 钱小宝 1000元", "", "name_with_condition", "warn", "钱小宝"),
    ("蓬溪县文井镇白鹤村3组12号", "家庭住址", "address", "block", "蓬溪县文井镇白鹤村3组12号"),
    ("家庭住址：文井镇白鹤村三组", "", "address", "block", "文井镇白鹤村三组"),
    ("户籍地址：赤城镇人民路12号3栋2单元501室", "", "address", "block", "赤城镇人民路12号3栋2单元501室"),
    ("村民张三丰，住文井镇白鹤村3组12号", "", "address", "warn", "文井镇白鹤村3组12号"),
    ("姓名\t地址\n张三丰\t文井镇白鹤村3组", "", "address", "warn", "文井镇白鹤村3组"),
    ("机密★1年", "", "secrecy_mark", "block", "机密★1年"),
    ("绝密 ★ 长期", "", "secrecy_mark", "block", "绝密 ★ 长期"),
    ("秘　密★", "", "secrecy_mark", "block", "秘　密★"),
    ("秘密 5年", "", "secrecy_mark", "block", "秘密 5年"),
    ("密级：机密", "", "secrecy_mark", "block", "机密"),
    ("【内部资料 注意保存】", "", "secrecy_mark", "block", "内部资料 注意保存"),
    ("内部文件，不得外传", "", "secrecy_mark", "block", "内部文件，不得外传"),
    ("份号：000012", "", "secrecy_mark", "warn", "000012"),
    ("关于某事的通知\n秘密\n正文", "", "secrecy_mark", "warn", "秘密"),
    ("会后收回", "", "secrecy_mark", "warn", "会后收回"),
    ("保密期限10年", "", "secrecy_mark", "warn", "保密期限10年"),
    ("该文件保密期限：长期", "", "secrecy_mark", "warn", "保密期限：长期"),
    ("请核对份号000012后退还。", "", "secrecy_mark", "warn", "000012"),
    ("本件为绝密，请勿转发。", "", "secrecy_mark", "note", "绝密"),
    ("按机密件管理", "", "secrecy_mark", "note", "机密件"),
    ("微信号：abc12345", "", "messenger", "warn", "abc12345"),
    ("加微信 wxid_7788ab 联系", "", "messenger", "warn", "wxid_7788ab"),
    ("QQ：10012345", "", "messenger", "warn", "10012345"),
    ("abc12345", "微信号", "messenger", "warn", "abc12345"),
    ("姓名\t微信号\n李四\tabc12345", "", "messenger", "warn", "abc12345"),
    ("周某某 低保 肺癌", "", "name_with_condition", "note", "周某某"),
    ("患者欧阳某某确诊肺结核", "", "name_with_condition", "note", "欧阳某某"),
]


@pytest.mark.parametrize(("text", "headers", "kind", "severity", "value"), FOUND)
def test_a_thing_is_found_with_its_weight(text, headers, kind, severity, value):
    found = [(f.kind, f.severity, f.value) for f in scan_text(text, headers=headers)]
    assert found == [(kind, severity, value)]


def test_the_number_of_a_copy_at_the_head_of_a_marked_document_is_a_mark():
    text = "000012\n机密★1年\n蓬溪县人民政府文件\n"
    assert [(f.value, f.severity) for f in scan_text(text)] == [("000012", "block"), ("机密★1年", "block")]


@pytest.mark.parametrize(
    ("text", "headers", "masked"),
    [
        ("蓬溪县文井镇白鹤村3组12号", "家庭住址", "蓬溪县文井镇****"),
        ("文井街道办事处人民路12号", "住址", "文井街道办事处****"),
        ("蓬溪县白鹤村3组12号", "住址", "蓬溪县****"),
        ("白鹤村3组12号", "住址", "****"),
        ("张三丰，低保户", "", "张某某，低保户"),
        ("欧阳小明（残疾二级）", "", "欧阳某某（残疾二级）"),
        ("护照号码：E12345678", "", "护照号码：E1*****78"),
        ("车牌：川J12345", "", "车牌：川J*****"),
        ("微信号：abc12345", "", "微信号：ab******"),
        ("证件：南字第12345678号", "", "证件：南字第********号"),
    ],
)
def test_masks_keep_what_a_public_notice_needs(text, headers, masked):
    findings = scan_text(text, headers=headers)
    assert mask_text(text, findings) == masked
    assert scan_text(masked, headers=headers) == []


def test_a_mark_of_secrecy_can_not_be_masked_away():
    text = "机密★1年\n关于某事的通知"
    assert mask_text(text, scan_text(text)) == text


def test_where_two_findings_overlap_the_more_specific_is_told():
    text = "家庭住址：文井镇白鹤村3组13800138000号"
    kinds = [f.kind for f in scan_text(text)]
    spans = [(f.place.start, f.place.end) for f in scan_text(text)]
    assert "mobile" in kinds
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
