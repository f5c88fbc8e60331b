"""Words for templates of other apps that show a suggestion."""

from django import template

from plans import words

register = template.Library()
register.filter("why", words.why)
register.filter("takes", words.takes)
