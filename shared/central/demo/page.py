"""The frame of the demo's own pages: what its look-alikes show to a person, light or dark, on a phone too."""

import base64
import hashlib
import html
from string import Template

from central.demo.http import Response

_STYLE = (
    ":root{color-scheme:light dark;--text:#1f2933;--quiet:#52606d;--line:#cbd2d9;--page:#f5f7fa;--card:#fff;"
    "--link:#0b5c6b}@media(prefers-color-scheme:dark){:root{--text:#e4e7eb;--quiet:#9aa5b1;--line:#3e4c59;"
    "--page:#12181f;--card:#1c242d;--link:#6cc5d4}}*{box-sizing:border-box}"
    "body{font:16px/1.5 system-ui,sans-serif;margin:0;color:var(--text);background:var(--page)}"
    "main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem}main.narrow{max-width:28rem;padding-top:8vh}"
    "h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.1rem;margin:0}a{color:var(--link)}"
    "small,.quiet{color:var(--quiet)}"
    "article,.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.25rem;"
    "margin:1rem 0}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:.75rem 0 0}"
    "form{margin:0}button,input{font:inherit;color:inherit;width:100%;min-height:48px;border-radius:10px;"
    "border:1px solid var(--line);background:var(--card);padding:.5rem .9rem}"
    "button{text-align:left;cursor:pointer;margin:.25rem 0;overflow-wrap:anywhere}"
    "button:hover{border-color:var(--link)}button small{display:block}"
    "button.main{background:#0b5c6b;border-color:#0b5c6b;color:#fff;text-align:center}"
    "button.plain{border-color:transparent;background:none;text-align:center;color:var(--link)}"
    "label{display:block;margin:.5rem 0}:focus-visible{outline:3px solid var(--link);outline-offset:2px}"
    "summary{min-height:44px;display:flex;align-items:center;cursor:pointer;color:var(--link)}"
)
# The pages' own, in place of the one that the app's pages get: one style, forms, nothing else.
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_PAGE = Template(
    '<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>$title</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    "<style>$style</style></head>"
    '<body><main class="$kind"><h1>$title</h1>$content</main></body></html>'
)


def show_page(title: str, content: str, *, status: int = 200, narrow: bool = False) -> Response:
    """Return a page.

    Args:
        title: plain text; escaped here.
        content: HTML; what others wrote in it is escaped already.
        narrow: for a few buttons instead of a list.
    """
    kind = "narrow" if narrow else ""
    page = _PAGE.substitute(title=html.escape(title), content=content, kind=kind, style=_STYLE)
    return Response(status, page.encode(), "text/html; charset=utf-8", {"content-security-policy": _POLICY})
