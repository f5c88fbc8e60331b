"""Words for templates of other apps that show a suggestion."""

from django import template

from plans import words

register = template.Library()
register.filter("in_words", words.in_words)
