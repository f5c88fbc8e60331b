"""Pages that everybody may read."""

from django.shortcuts import render

from pillars.catalog import CURRENT_VERSION, load_instrument


def public(request):
    return render(request, "home/public.html", {"instrument": load_instrument(CURRENT_VERSION, "en")})


def model(request):
    return render(request, "home/model.html", {"instrument": load_instrument(CURRENT_VERSION, "en")})


def about(request):
    return render(request, "home/about.html")


def privacy(request):
    return render(request, "home/privacy.html")


def accessibility(request):
    return render(request, "home/accessibility.html")


def contact(request):
    return render(request, "home/contact.html")


def support(request):
    return render(request, "home/support.html")
