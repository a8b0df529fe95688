"""What is read from the 2018 report of seed 002: the Fujian statistics table, and two findings."""

TABLE = {
    "主动公开文件数": (2589, 46269),
    "政府网站公开数": (2589, 46269),
    "政府公报公开数": (0, 0),
    "受理政府信息公开申请总数": (5, 3581),
    "当面申请数": (0, 3567),
    "网上申请数": (5, 6),
    "信函、传真申请数": (0, 8),
    "对申请的答复总数": (5, 3581),
    "同意公开答复数": (1, 3571),
    "同意部分公开答复数": (1, 2),
    "不予公开答复数": (0, 2),
    "其他类型答复数": (3, 6),
    "接受行政申诉、举报数": (0, 0),
    "行政复议数": (0, 0),
    "行政诉讼数": (0, 0),
}
FINDING = {
    "rule": "B-09",
    "severity": "warning",
    "text": "正文所列十类信息合计2535条，而正文所述总数为2589条，相差54",
    "left": 2535,
    "right": 2589,
}
READING = {
    "is_annual_report": True,
    "organ": "建瓯市人民政府办公室",
    "year": 2018,
    "form": "pre2019",
    "pre2019": {row: {"year": year, "cumulative": total} for row, (year, total) in TABLE.items()},
    "findings": [FINDING],
}
# Seed 003: a short report of a town in which the tables are missing.
WITHOUT_TABLES = {"is_annual_report": True, "organ": "某镇", "year": 2022, "form": "2021", "findings": []}
