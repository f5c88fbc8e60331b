"""Targets 1 to 5: our pages, the login floor and the peer, side by side."""

import json
from pathlib import Path

from django.conf import settings

from bench.client import Client
from bench.data import reopen, signed_in
from bench.rounds import interleave
from bench.sites import BARE, OURS, Server, run_module
from bench.table import Block, compare

ROUNDS, SECONDS = 40, 60  # as many rounds as are done in so many seconds, 40 at most
PEER_SUBMITS = 3  # in a round: each needs a person who has not answered yet
PILLARS = 6


def measure(stages):
    """Target number to Found, for the web pages."""
    peer = json.loads(run_module(BARE, "bench.bare.seed", str((ROUNDS + 1) * PEER_SUBMITS + 1)))
    with Server(OURS) as ours:
        pages = our_requests(stages, ours)
        keep_bytes(pages)
        with Server(BARE) as bare:
            cases = our_cases(stages, ours, pages) | floor_cases(bare, peer) | peer_cases(bare, peer)
            return findings(interleave(cases, rounds=ROUNDS, seconds=SECONDS))


def findings(blocks):
    floor = blocks["floor/question"]
    submits = compare(blocks["submit"], blocks["peer/submit"])
    return {
        "1": compare(blocks["question"], floor),
        "2": compare(share_of_one_pillar(blocks), blocks["peer/page"]),
        "3": compare(blocks["save"], floor),
        "3b": compare(blocks["autosave"], floor),
        "4": compare(blocks["submit"], floor),
        "4b": submits,
        "5": compare(blocks["results"], blocks["floor/results"]),
        "new": compare(blocks["new results"], blocks["floor/results"]),
    }


def share_of_one_pillar(blocks):
    """What the check page would cost with one pillar on it: the frame, and a sixth of what six pillars add to it.

    The frame is the page after it, "Submit", which has the same head, foot and guards and two sentences of its own.
    """
    return [
        Block(
            walls=(frame.wall + (page.wall - frame.wall) / PILLARS,),
            cpu=frame.cpu_each + (page.cpu_each - frame.cpu_each) / PILLARS,
        )
        for page, frame in zip(blocks["answers"], blocks["frame"], strict=True)
    ]


# --- What is asked for ----------------------------------------------------------------------------------------------


def our_requests(stages, server):
    """Name to the requests that are sent in turn: the same page of each organization."""
    cookies = {name: cookie.value for name, cookie in signed_in(stages[0].owner).cookies.items()}
    client = Client(server.port, **cookies)
    questions = [stage.path("assessments:question", stage.draft.pk, stage.code) for stage in stages]
    client.open(questions[0])
    there, back = {"answer": 3, "seen": 2, "note": ""}, {"answer": 2, "seen": 3, "note": ""}
    saves = [(question, fields) for fields in (there, back) for question in questions]

    def get(name, check):
        return [client.get(stage.path(name, getattr(stage, check).pk)) for stage in stages]

    return {
        "question": [client.get(question) for question in questions],
        "answers": get("assessments:answers", "draft"),
        "frame": get("assessments:submit", "draft"),
        "save": [client.post(question, fields) for question, fields in saves],
        "autosave": [client.post(*save, status=200, **{"HX-Request": "true"}) for save in saves],
        "submit": [client.post(stage.path("assessments:submit", stage.draft.pk), {}) for stage in stages],
        "results": get("home:check_results", "done"),
        "new results": get("home:check_results", "draft"),
    }


def keep_bytes(pages):
    """Write down the bytes of our pages that the floor gives out."""
    folder = Path(settings.FILES) / "floor"
    folder.mkdir()
    for name in ("question", "results"):
        page = pages[name][0].send()[1].split(b"\r\n\r\n", 1)[1].decode()
        (folder / f"{name}.html").write_text("{% verbatim bench %}" + page + "{% endverbatim bench %}")


def our_cases(stages, server, pages):
    def submit(look=False):
        block = timed(server, pages["submit"])
        block = timed(server, pages["new results"]) if look else block
        reopen(stages)
        return block

    cases = {name: lambda requests=requests: timed(server, requests) for name, requests in pages.items()}
    return cases | {"submit": submit, "new results": lambda: submit(look=True)}


def floor_cases(server, peer):
    client = Client(server.port, sessionid=peer["sessions"][0])
    requests = {name: client.get(f"/floor/{name}/") for name in ("question", "results")}
    return {
        f"floor/{name}": lambda request=request: timed(server, [request] * 10) for name, request in requests.items()
    }


def peer_cases(server, peer):
    first, *others = peer["sessions"]
    page = Client(server.port, sessionid=first).get(peer["category_page"])
    people = iter(others)

    def submit():
        return timed(server, [peer_submit(server, peer, next(people)) for _ in range(PEER_SUBMITS)])

    return {"peer/page": lambda: timed(server, [page] * 3), "peer/submit": submit}


def peer_submit(server, peer, session):
    """All 36 answers of a person who has not answered yet."""
    client = Client(server.port, sessionid=session)
    client.open(peer["survey_page"])
    return client.post(peer["survey_page"], peer["answers"])


# --- The clock ------------------------------------------------------------------------------------------------------


def timed(server, requests):
    """The Block of some requests, sent one after the other."""
    before = server.cpu()
    walls = tuple(request.send()[0] for request in requests)
    return Block(walls, server.cpu() - before)
