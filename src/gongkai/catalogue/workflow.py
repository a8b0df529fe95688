"""The catalogue has no states; the pages name its acts so."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "catalogue.adopt_column": _("采用国家规定栏目"),
    "catalogue.adopt_elements": _("采用国家规定要素"),
    "catalogue.adopt_entries": _("采用国家标准目录"),
    "catalogue.add_column": _("增设栏目"),
    "catalogue.change_column": _("修改栏目"),
    "catalogue.close_column": _("关闭栏目"),
    "catalogue.reopen_column": _("重新开放栏目"),
    "catalogue.open_special_column": _("开设专栏"),
    "catalogue.name_owners": _("指定责任机关"),
    "catalogue.add_element": _("增设要素"),
    "catalogue.change_element": _("修改要素"),
    "catalogue.drop_element": _("停用要素"),
    "catalogue.import_entries": _("导入标准目录"),
    "catalogue.add_entry": _("增设本地目录事项"),
    "catalogue.change_entry": _("修改本地目录事项"),
    "catalogue.retire_entry": _("停用本地目录事项"),
    "catalogue.restore_entry": _("恢复本地目录事项"),
    "catalogue.link_entry": _("对应到栏目"),
}
