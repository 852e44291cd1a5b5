"""What a tool is, and the list of all tools: every function below `tools` that carries `@tool`."""

import hashlib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

import models
import tools
from models import card
from models.card import Card
from models.errors import NoCard
from tools import galleries
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Evidence
from tools.locks import guard
from tools.parameters import Accepts, GalleryName, Parameter, mark_of


@dataclass(frozen=True)
class Tool:
    """A function that looks at exhibits, with what the router and the record need to know of it."""

    name: str
    description: str
    """The first paragraph of its docstring: what the language model reads."""
    parameters: tuple[Parameter, ...]
    run: Callable[..., list[Evidence]]
    weights: tuple[str, ...]
    """Tasks of the weights it uses."""
    after: tuple[str, ...]
    """Tools whose results it builds on: where they fit the exhibit (or, for a tool without one, all exhibits), they run first."""
    automatic: bool
    """Run once on every fitting exhibit by `exhibit process`."""
    reads: bool
    """Its evidence is the text of the exhibit, in order."""
    searches: bool
    """Its evidence is material from all exhibits to answer from, not an answer by itself."""
    uses: tuple[str, ...]
    """Settings of the case that its results depend on, by the names of `Case`'s properties."""
    cached: bool
    """Whether the same call on the same exhibits gives the same evidence, so that it need not run twice."""
    biometric: bool = False
    """It compares persons by their faces or voices: a call needs an authorisation, without which nothing of it is worked out."""
    ends_early: bool = False
    """Asked to stop, it ends within seconds with the best that it has, and that is kept."""
    edition: int = 1
    """Raised by whoever changes what it finds: its card is then that of another edition, and it does not run until it was measured."""

    @cached_property
    def version(self) -> str:
        """Twelve hex digits of the SHA-256 of its source, what lies beside it and what all tools share: a changed tool never serves
        old results."""
        module = inspect.getmodule(self.run)
        assert module is not None and module.__file__ is not None
        place = Path(module.__file__)
        own = _hash(_sources(place.parent if place.parent.name == self.name else place))
        return hashlib.sha256(f"{own} {_shared()}".encode()).hexdigest()[:12]

    @cached_property
    def arguments(self) -> type[BaseModel]:
        """A pydantic model of its arguments."""
        fields: dict[str, Any] = {p.name: (p.annotation, ... if p.required else p.default) for p in self.parameters}
        return create_model(f"{self.name}_arguments", __config__=ConfigDict(extra="forbid"), **fields)

    @property
    def exhibit_parameters(self) -> tuple[Parameter, ...]:
        """Those parameters that name an exhibit."""
        return tuple(p for p in self.parameters if p.accepts is not None)

    @property
    def gallery_parameters(self) -> tuple[Parameter, ...]:
        """Those parameters that name a gallery."""
        return tuple(p for p in self.parameters if p.marked(GalleryName))

    def fits(self, exhibit: Exhibit) -> bool:
        """Whether one of its parameters can name this exhibit."""
        return any(exhibit.media in (p.accepts or ()) and exhibit.mime not in p.without for p in self.parameters)

    def weights_digests(self) -> dict[str, str]:
        """Identity of the weights of each task it uses."""
        return {task: models.digest(task) for task in self.weights}

    def require_card(self) -> Card:
        """Pass where the tool and the weights that it uses here have valid cards: nothing runs whose errors nobody has described.

        Raises:
            ToolError: a card is missing, malformed, or that of another edition or of other weights; the message says what to do.
        """
        try:
            for task in self.weights:
                card.require(models.store().chosen(task))
            return card.require_tool(self.name, self.edition, self.weights_digests())
        except NoCard as error:
            raise ToolError(str(error)) from error

    def checked(self, case: Case, args: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments, typed, without those left at their default.

        Raises:
            ToolError: an argument is missing, unknown or wrong, or names an exhibit that does not fit or a gallery that has expired.
            Withheld: an argument names an exhibit that is locked for this tool.
            NoSuchExhibit: an argument names an exhibit that the case does not have.
        """
        try:
            typed = self.arguments.model_validate(dict(args))
        except ValidationError as error:
            reasons = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'arguments'}: {e['msg']}" for e in error.errors())
            raise ToolError(f"{self.name} cannot be called like this: {reasons}. It takes {self.signature()}.") from None
        for name, value in typed:
            if isinstance(value, str) and re.search(r"[\ud800-\udfff]", value):  # what a shell passes on of bytes that are no text
                raise ToolError(f"{self.name} cannot be called like this: {name}: is no text. It takes {self.signature()}.")
        for parameter in self.exhibit_parameters:
            name = getattr(typed, parameter.name)
            if name is not None and case.look_up(name).media not in (parameter.accepts or ()):
                fitting = [e.id for e in case.exhibits() if e.media in (parameter.accepts or ())]
                raise ToolError(
                    f"{self.name} works on {' or '.join(sorted(parameter.accepts or ()))}; {name} is {case.look_up(name).media}. "
                    f"Fitting exhibits: {', '.join(fitting) or 'none'}."
                )
        exhibits = [name for p in self.exhibit_parameters if (name := getattr(typed, p.name)) is not None]
        guard(case, self.name, exhibits, reads=self.reads, from_text=any(all_tools()[earlier].reads for earlier in self.after))
        for parameter in self.gallery_parameters:  # as the gallery itself writes its name
            if (name := getattr(typed, parameter.name)) is not None:
                setattr(typed, parameter.name, galleries.searchable(case, name).name)
        return typed.model_dump(exclude_defaults=True) | {p.name: getattr(typed, p.name) for p in self.parameters if p.required}

    def signature(self) -> str:
        """The call in one line, optional arguments with a question mark."""
        return f"{self.name}({', '.join(p.name + ('' if p.required else '?') for p in self.parameters)})"


def tool(
    *,
    weights: Sequence[str] = (),
    after: Sequence[str] = (),
    automatic: bool = False,
    reads: bool = False,
    searches: bool = False,
    uses: Sequence[str] = (),
    cached: bool = True,
    biometric: bool = False,
    ends_early: bool = False,
    edition: int = 1,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function a tool. Its first parameter is the open `Case`, the others are typed, it returns a list of evidence.

    The arguments are those of `Tool`. The docstring's first paragraph says what it is for; an `Args:` section describes
    the arguments.
    """

    def mark(function: Callable[..., Any]) -> Callable[..., Any]:
        docstring = inspect.getdoc(function) or ""
        if not docstring:
            raise TypeError(f"the tool {function.__name__} has no docstring: the language model would not know what it is for")
        function.__tool__ = Tool(  # type: ignore[attr-defined]
            name=function.__name__,
            description=" ".join(docstring.split("\n\n")[0].split()),
            parameters=_parameters(function, _described(docstring)),
            run=function,
            weights=tuple(weights),
            after=tuple(after),
            automatic=automatic,
            reads=reads,
            searches=searches,
            uses=tuple(uses),
            cached=cached,
            biometric=biometric,
            ends_early=ends_early,
            edition=edition,
        )
        return function

    return mark


@cache
def all_tools() -> dict[str, Tool]:
    """Every tool by name. A tool file that cannot be imported stops the program: a missing tool must not go unnoticed."""
    found: dict[str, Tool] = {}
    for entry in pkgutil.iter_modules(tools.__path__):
        module = importlib.import_module(f"tools.{entry.name}")
        for value in vars(module).values():
            marked = getattr(value, "__tool__", None)
            if isinstance(marked, Tool):
                found[marked.name] = marked
    return dict(sorted(found.items()))


def get_tool(name: str) -> Tool:
    """The tool called `name`; ToolError with the known names when there is none."""
    try:
        return all_tools()[name]
    except KeyError:
        raise ToolError(f"There is no tool {name!r}. Tools: {', '.join(t.signature() for t in all_tools().values())}.") from None


@cache
def _shared() -> str:
    """Hash of everything below `tools` that belongs to no tool."""
    [folder] = map(Path, tools.__path__)
    entries = sorted(entry for entry in folder.iterdir() if entry.stem not in all_tools())
    return _hash(source for entry in entries for source in _sources(entry))


def _sources(place: Path) -> list[Path]:
    """The file, or all files of the folder, without what Python makes of them."""
    files = sorted(place.rglob("*")) if place.is_dir() else [place]
    return [file for file in files if file.is_file() and file.suffix != ".pyc"]


def _hash(sources: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _parameters(function: Callable[..., Any], described: Mapping[str, str]) -> tuple[Parameter, ...]:
    hints = get_type_hints(function, include_extras=True)
    [first, *rest] = inspect.signature(function).parameters.values()
    if hints.get(first.name) is not Case:
        raise TypeError(f"the first parameter of the tool {function.__name__} must be the open Case")
    return tuple(
        Parameter(
            name=parameter.name,
            annotation=hints[parameter.name],
            required=parameter.default is inspect.Parameter.empty,
            default=None if parameter.default is inspect.Parameter.empty else parameter.default,
            accepts=exhibit.media if (exhibit := _exhibit(hints[parameter.name])) else None,
            description=described.get(parameter.name, ""),
            without=exhibit.without if exhibit else frozenset(),
        )
        for parameter in rest
    )


def _exhibit(annotation: Any) -> Accepts | None:
    mark = mark_of(annotation, Accepts)
    return mark if isinstance(mark, Accepts) else None


def _described(docstring: str) -> dict[str, str]:
    """Descriptions of the arguments from a docstring's `Args:` section."""
    _, found, section = docstring.partition("Args:\n")
    described: dict[str, str] = {}
    if found:
        for line in section.split("\n\n")[0].splitlines():
            name, colon, text = line.strip().partition(": ")
            if colon:
                described[name] = text
    return described
