"""Targets 1 to 5: our pages, the login floor and the peer, side by side."""

import json
from pathlib import Path

from django.conf import settings

from bench.client import Client
from bench.data import CODE, signed_in
from bench.rounds import interleave
from bench.sites import BARE, OURS, Server, run_module
from bench.table import Block, compare

ROUNDS, SECONDS = 40, 60  # as many rounds as are done in so many seconds, 40 at most
SUBMITS = 3  # of each kind in a round: each needs a sheet that is open, or a person who has not answered
PILLARS = 6


def measure(stage):
    """Target number to Found, for the web pages."""
    peer = json.loads(run_module(BARE, "bench.bare.seed", str(ROUNDS * SUBMITS + SUBMITS + 1)))
    with Server(OURS) as ours:
        pages = our_requests(stage, ours)
        keep_bytes(pages)
        with Server(BARE) as bare:
            cases = our_cases(stage, ours, pages) | floor_cases(bare, peer) | peer_cases(bare, peer)
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


def our_requests(stage, server):
    """Name to the requests that are sent in turn."""
    cookies = {name: cookie.value for name, cookie in signed_in(stage.owner).cookies.items()}
    client = Client(server.port, **cookies)
    draft, done = stage.draft.pk, stage.done.pk
    question = stage.path("assessments:question", draft, CODE)
    client.open(question)
    there, back = {"answer": 3, "seen": 2, "note": ""}, {"answer": 2, "seen": 3, "note": ""}
    htmx = {"HX-Request": "true"}
    return {
        "question": [client.get(question)],
        "answers": [client.get(stage.path("assessments:answers", draft))],
        "frame": [client.get(stage.path("assessments:submit", draft))],
        "save": [client.post(question, fields) for fields in (there, back)],
        "autosave": [client.post(question, fields, status=200, **htmx) for fields in (there, back)],
        "submit": [client.post(stage.path("assessments:submit", draft), {})],
        "results": [client.get(stage.path("home:check_results", done))],
    }


def keep_bytes(pages):
    """Write down the bytes of our pages that the floor gives out."""
    folder = Path(settings.FILES) / "floor"
    folder.mkdir()
    for name in ("question", "results"):
        page = pages[name][0].send()[1].split(b"\r\n\r\n", 1)[1].decode()
        (folder / f"{name}.html").write_text("{% verbatim bench %}" + page + "{% endverbatim bench %}")


def our_cases(stage, server, pages):
    def submit():
        block = timed(server, pages["submit"])
        stage.reopen()
        return block

    cases = {
        name: lambda requests=requests: timed(server, requests * (20 // len(requests)))
        for name, requests in pages.items()
    }
    return cases | {"submit": lambda: joined([submit() for _ in range(SUBMITS)])}


def floor_cases(server, peer):
    client = Client(server.port, sessionid=peer["sessions"][0])
    requests = {name: client.get(f"/floor/{name}/") for name in ("question", "results")}
    return {
        f"floor/{name}": lambda request=request: timed(server, [request] * 20) for name, request in requests.items()
    }


def peer_cases(server, peer):
    first, *others = peer["sessions"]
    page = Client(server.port, sessionid=first).get(peer["category_page"])
    people = iter(others)

    def submit():
        client = Client(server.port, sessionid=next(people))
        client.open(peer["survey_page"])
        return timed(server, [client.post(peer["survey_page"], peer["answers"])])

    return {
        "peer/page": lambda: timed(server, [page] * 3),
        "peer/submit": lambda: joined([submit() for _ in range(SUBMITS)]),
    }


# --- The clock ------------------------------------------------------------------------------------------------------


def timed(server, requests):
    """The Block of some requests, sent one after the other."""
    before = server.cpu()
    walls = tuple(request.send()[0] for request in requests)
    return Block(walls, server.cpu() - before)


def joined(blocks):
    return Block(tuple(wall for block in blocks for wall in block.walls), sum(block.cpu for block in blocks))
