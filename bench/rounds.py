"""Interleaved rounds: every case once a round, in an order of its own, so that a busy machine is busy for all."""

import gc
import random
import time

from bench.table import Block


def interleave(cases, *, rounds, seconds):
    """Case name to its Blocks, one a round: as many rounds as begin within `seconds`, `rounds` at most.

    cases: name to a function that does the work once and returns its Block. Each is called once before the first
    round, so that what is loaded once is loaded before the clock starts.
    """
    order = random.Random(1)  # noqa: S311  no secret, the same order in every run
    names = list(cases)
    for name in names:
        cases[name]()
    blocks = {name: [] for name in names}
    end = time.monotonic() + seconds
    while len(blocks[names[0]]) < rounds and (not blocks[names[0]] or time.monotonic() < end):
        order.shuffle(names)
        for name in names:
            blocks[name].append(cases[name]())
    return blocks


def timed_here(work):
    """The Block of work() done once in this process, cleared up before: nobody pays for another's garbage."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Block(walls=((time.perf_counter() - wall) * 1000,), cpu=(time.process_time() - cpu) * 1000)
