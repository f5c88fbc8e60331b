"""Pages that everybody may read: what this is, how it works, who sees what, where to find help."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from assessments.words import instrument_for
from pillars.catalog import CURRENT_VERSION

# What the first page shows of results and plan: a pillar, a step, and one move of the instrument.
SPECIMEN_PILLAR, SPECIMEN_STEP, SPECIMEN_MOVE = "supervision", 3, "WRK-2:2"

# The worked example on the page about the model; a test places it for real and holds the page to the outcome.
EXAMPLE_PILLAR = "peer-support"
EXAMPLE = {"PEE-1": 3, "PEE-2": 3, "PEE-3": 1, "PEE-4": 4, "PEE-5": "DK", "PEE-6": 2}


def public(request):
    instrument = instrument_for(CURRENT_VERSION)
    move = instrument.moves[SPECIMEN_MOVE]
    context = {
        "instrument": instrument,
        "core": instrument.form("core"),
        "specimen_pillar": instrument.pillar(SPECIMEN_PILLAR),
        "specimen_level": instrument.level(SPECIMEN_STEP),
        "specimen_move": move,
        "specimen_evidence": instrument.words.evidence[move.evidence],
    }
    return render(request, "home/public.html", context)


def model(request):
    instrument = instrument_for(CURRENT_VERSION)
    context = {
        "instrument": instrument,
        "core": instrument.form("core"),
        "example_pillar": instrument.pillar(EXAMPLE_PILLAR),
        "example": [(instrument.items[code], answer) for code, answer in EXAMPLE.items()],
    }
    return render(request, "home/model.html", context)


def about(request):
    return render(request, "home/about.html")


def privacy(request):
    return render(request, "home/privacy.html")


def accessibility(request):
    return render(request, "home/accessibility.html")


def contact(request):
    return render(request, "home/contact.html", {"contact_email": settings.CONTACT_EMAIL})


def support(request):
    return render(request, "home/support.html")


# The worst that another site can do with it is a page in the other language. So no page has to set a cookie for this
# alone, and the link works however old the page is.
language = csrf_exempt(set_language)
