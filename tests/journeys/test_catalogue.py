"""The catalogue is kept: a special column is opened, a standard catalogue looked at and imported."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.foundation.ledger import SYSTEM
from tests import factories
from tests.catalogue.sheets import row, workbook
from tests.journeys.people import PASSWORD, Colleague

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = (
    row(second_level="校外培训机构"),
    row(second_level="学区划分", for_all="", for_group="√"),
    row(content=""),
)


def head_of_the_governments_office(visitor):
    appointment = factories.staff(factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return Colleague(visitor, appointment)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_head_of_office_keeps_the_catalogue(size, visitor, tmp_path):
    adopt_standard_catalogue(by=SYSTEM)
    head = head_of_the_governments_office(visitor(size))

    page = head.opens("/desk/columns/special/")
    page.get_by_label("名称").fill("安全生产百日攻坚")
    page.get_by_label("截止日期").fill("2099-12-31")
    head.visitor.finds_no_barrier(f"catalogue-special-{size}")
    page.get_by_role("button", name="开设").click()
    expect(page.get_by_text("专栏已开设")).to_be_visible()
    head.visitor.finds_no_barrier(f"catalogue-columns-{size}")

    page = head.opens("/desk/columns/fields/import/")
    file = tmp_path / "目录.xlsx"
    file.write_bytes(workbook(*ROWS))
    page.get_by_label("Excel 文件").set_input_files(file)
    head.visitor.finds_no_barrier(f"catalogue-import-{size}")
    page.get_by_role("button", name="核对").click()
    expect(page.get_by_text("没有填写，请补充。")).to_be_visible()
    head.visitor.finds_no_barrier(f"catalogue-preview-{size}")
    page.get_by_label("跳过有错误的行").check()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("新增2项")).to_be_visible()

    for name, path in PAGES.items():
        head.opens(path)
        head.visitor.finds_no_barrier(f"catalogue-{name}-{size}")


PAGES = {
    "fields": "/desk/columns/fields/",
    "field": "/desk/columns/fields/compulsory_education/",
    "entry": "/desk/columns/entries/1/",
    "column": "/desk/columns/20.11.8/",
    "add": "/desk/columns/add/",
    "element": "/desk/columns/20.11.8/elements/add/",
    "owners": "/desk/columns/20.11.8/owners/",
}
