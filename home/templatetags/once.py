"""The tag `once`: markup that is the same on every page is drawn once per process, not once per page.

The head and the foot of a page are a hundred tags that say the same every time; drawing them anew was half the cost
of a page (docs/performance.md).
"""

from django import template
from django.template.base import token_kwargs
from django.utils.translation import get_language

register = template.Library()
MOST = 1000  # drawings kept of one place in a template


@register.tag
def once(parser, token):
    """{% once name=value ... %} markup {% endonce %}: drawn once for each language and each set of values.

    The markup sees these values and nothing else of the page: what is not named here cannot be kept by mistake and
    shown to somebody else. For what only leaders or one person may see, do not use it.
    """
    values = token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodelist, values)


class OnceNode(template.Node):
    def __init__(self, nodelist, values):
        self.nodelist = nodelist
        self.names, self.expressions = list(values), list(values.values())
        self.drawn = {}

    def render(self, context):
        values = [expression.resolve(context) for expression in self.expressions]
        # With their types: a string that is safe must not stand in for an equal one that has to be escaped.
        key = (get_language(), *values, *map(type, values))
        html = self.drawn.get(key)
        if html is None:
            if len(self.drawn) == MOST:
                self.drawn.clear()
            named = dict(zip(self.names, values, strict=True))
            html = self.drawn[key] = self.nodelist.render(context.new(named))
        return html
