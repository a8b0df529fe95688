"""``gongkai ledger verify``: walk the chain of the ledger and name the first broken link."""

import argparse
import os

import django


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """``gongkai ledger`` and what can be asked of it."""
    parser = subparsers.add_parser("ledger", help="台账：检验摘要链")
    acts = parser.add_subparsers(dest="ledger_act", required=True)
    acts.add_parser("verify", help="逐条检验台账的摘要链，指出第一处断裂（有断裂时退出码为1）")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print how many entries are sound, or the first broken link with its number and reason (exit 1)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    django.setup()
    from django.utils.translation import gettext as _

    from gongkai.foundation.ledger import BrokenLink, verify  # models can be imported only after setup()

    sound = 0
    for found in verify():
        if isinstance(found, BrokenLink):
            told = {"number": found.number, "reason": found.reason, "sound": sound}
            print(_("台账断裂：第%(number)d条。%(reason)s其前%(sound)d条相接无误。") % told)
            return 1
        sound = found
    print(_("OK：台账共%(sound)d条，逐条相接，未被改动。") % {"sound": sound})
    return 0
