# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Text that people and catalogues wrote as Markdown, as HTML that can do no harm, or as plain text.

Two fences stand behind each other: HTML in the source is shown as text, and what the renderer
makes passes a short list of allowed elements and attributes.
"""

from collections.abc import Iterable, Iterator
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from allmende.workbench.core.links import WEB, WEB_AND_MAIL, may_be_followed, short

ELEMENTS = {
    *("p", "br", "hr", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "s", "a"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
REL = "nofollow noopener"
DEEPEST = 6


def _any_address(url: str) -> bool:
    return True


def _parser(*, html: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
    # Which links stay is decided below, so that a refused one keeps its words.
    parser.validateLink = _any_address  # type: ignore[method-assign]
    return parser


_SHOWN = _parser(html=False)
_READ = _parser(html=True)


def html(text: str, top: int = 3) -> str:
    """Safe HTML. The outermost headings become level `top`, deeper ones follow without a gap.

    Links lead to http, https and mailto only. An image becomes a link, since pages show no
    pictures from elsewhere.
    """
    tokens = _SHOWN.parse(text)
    _set_headings(tokens, top)
    for token in tokens:
        if token.children:
            token.children = list(_harmless(token.children))
    rendered = _SHOWN.renderer.render(tokens, _SHOWN.options, {})
    return nh3.clean(
        rendered,
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        url_schemes=set(WEB_AND_MAIL),
        link_rel=REL,
        strip_comments=True,
    )


def plain(text: str) -> str:
    """The words without marks, on one line; of HTML only the words stay, of images nothing."""
    words = (word for token in _READ.parse(text) for word in _words(token))
    return " ".join("".join(words).split())


def _set_headings(tokens: Iterable[Token], top: int) -> None:
    """Give headings levels as deep as they are nested, whatever numbers the writer chose."""
    above: list[int] = []
    closing = ""
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1:])
            while above and above[-1] >= written:
                above.pop()
            closing = token.tag = f"h{min(top + len(above), DEEPEST)}"
            above.append(written)
        elif token.type == "heading_close":
            token.tag = closing


def _harmless(tokens: Iterable[Token]) -> Iterator[Token]:
    """The inline tokens without forbidden links, and with links in place of images."""
    kept: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            kept.append(may_be_followed(str(token.attrs.get("href", "")), WEB_AND_MAIL))
            if kept[-1]:
                yield token
        elif token.type == "link_close":
            if kept.pop():
                yield token
        elif token.type == "image":
            yield from _link_to(token, inside_link=any(kept))
        else:
            yield token


def _link_to(image: Token, *, inside_link: bool) -> Iterator[Token]:
    source = str(image.attrs.get("src", ""))
    linked = not inside_link and may_be_followed(source, WEB)
    words = Token("text", "", 0, content=image.content or (short(source) if linked else ""))
    if linked:
        yield Token("link_open", "a", 1, attrs={"href": source})
        yield words
        yield Token("link_close", "a", -1)
    else:
        yield words


def _words(token: Token) -> Iterator[str]:
    if token.children:
        for child in token.children:
            if child.type in {"text", "code_inline"}:
                yield child.content
            elif child.type in {"softbreak", "hardbreak"}:
                yield " "
    elif token.type == "html_block":
        yield unescape(nh3.clean(token.content, tags=set())) + " "
    elif token.type in {"fence", "code_block"}:
        yield token.content
    elif token.nesting == -1:
        yield " "
