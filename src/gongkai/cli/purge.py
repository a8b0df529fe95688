"""``gongkai purge``: clear away who the applicants were whose time is over. ``gongkai nightly`` does the same."""

import argparse
import os
import sys
from typing import Any


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to ``gongkai``."""
    parser = subparsers.add_parser(
        "purge", help="清除归档满保管期限的申请人身份、联系方式和证件文件（每日例行工作中也会清除）"
    )
    parser.add_argument("--dry-run", action="store_true", help="只列出将要清除的申请，不作改动")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Name each application that is purged, or would be, and each that is held with the reason."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    from django.conf import settings

    from gongkai.applications.actions import purge_filed

    years = settings.GONGKAI_PERSONAL_DATA_YEARS
    if not years:
        _say("没有设置保管年限（GONGKAI_PERSONAL_DATA_YEARS=0），不清除。")
        return 0
    done = purge_filed(dry_run=args.dry_run, tell=_tell)
    _say(f"归档满{years}年：{'将清除' if args.dry_run else '已清除'}{done}件。")
    return 0


def _tell(application: Any, held: str) -> None:
    kept = f"　暂不清除：{held}" if held else ""
    _say(f"  {application.number}　{application.archived_on}归档{kept}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
