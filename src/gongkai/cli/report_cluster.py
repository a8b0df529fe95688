"""Reading sent to a Dask cluster: the same batches to the same function, in processes of other machines.

The workers need this program in the same version (``pip install gongkai[dask]``) and no disk of ours: papers travel.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, NamedTuple

from distributed import CancelledError, Client, KilledWorker
from distributed.comm import CommClosedError

from gongkai.reading.many import Item, Outcome, Task, read_batch

SECONDS_TO_ANSWER = 10
_SECONDS_OF_A_BATCH = 600
"""Longer than in processes of our own: a batch may wait for its turn behind those of others."""


class Cluster:
    """The workers of a cluster; a context manager. Raises ``ConnectionError`` when there is nobody to work."""

    lost: tuple[type[BaseException], ...] = (KilledWorker, CancelledError, CommClosedError, TimeoutError)

    def __init__(self, address: str) -> None:
        try:
            self._client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise ConnectionError(f"连不上调度服务 {address}，请检查地址和网络。") from problem
        self.count = sum(self._client.nthreads().values())
        if not self.count:
            self._client.close()
            raise ConnectionError(f"调度服务 {address} 下面没有工作进程，请先启动 dask worker。")

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def send(self, batch: Sequence[Item]) -> Task:
        carried = [item.carried() for item in batch]
        return _Sent(self._client.submit(read_batch, carried, pure=False))


class _Sent(NamedTuple):
    future: Any

    def result(self) -> list[Outcome]:
        outcomes: list[Outcome] = self.future.result(timeout=_SECONDS_OF_A_BATCH)
        return outcomes
