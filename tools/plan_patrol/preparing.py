"""From what was asked to a problem that can be solved: incidents, hot places, streets, units. Nothing here is drawn or searched, so that
the same request on the same exhibits is always the same problem."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tools.case import Case
from tools.errors import ToolError
from tools.plan_patrol.caps import Area, areas_of, capped
from tools.plan_patrol.choosing import chosen_incidents, chosen_streets, middles_of, on_foot
from tools.plan_patrol.crew import Crew
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.duty import AppointmentSaid, CrewSaid, appointments_said, crews_said, lacking
from tools.plan_patrol.ground import Ground, ground_of, outside
from tools.plan_patrol.hot_spots import hot_areas, hot_spots
from tools.plan_patrol.incident import Incidents
from tools.plan_patrol.problem import Problem
from tools.plan_patrol.request import Request
from tools.plan_patrol.shift import Shift, shift_of
from tools.plan_patrol.start import start_of
from tools.plan_patrol.visits import DWELL, Visit, visits_of
from tools.progress import report
from tools.streets import Network
from tools.streets.speeds import PEAK_HOURS

MOST_UNITS = 20
_PLACES_A_UNIT = 12
_MOST_PLACES = 80
_HOTTEST_A_UNIT = 2


@dataclass(frozen=True)
class Prepared:
    """All that a plan is made from and told from."""

    request: Request
    found: Incidents
    """Without those that police found."""
    by_police: int
    """Incidents left out because police found them."""
    shift: Shift
    problem: Problem
    places: tuple[HotPlace, ...]
    hottest: int
    """How many of the first places are to be seen every two hours."""
    areas: tuple[Area, ...]
    uncapped: tuple[Visit, ...]
    """The visits as they would be without the caps."""
    outside: tuple[HotPlace, ...]
    """Hot places that the street map does not cover."""
    ground: Ground
    start: tuple[float, float] | None
    called: str
    """What the start is called."""
    map_used: str | None
    """The exhibit with the streets."""
    appointments: tuple[tuple[str, tuple[float, float]], ...] = ()
    """What each place of an appointment is called, and where it is; in the order of their visits."""

    @property
    def exhibits(self) -> list[str]:
        """The exhibits that it is made from."""
        return [self.found.exhibit.id, *filter(None, (self.map_used, self.request.areas))]

    @property
    def response(self) -> tuple[int, int] | None:
        """How many hot places there are, and within how many minutes some unit must be at each of them; None where that was not asked."""
        return None if self.request.response is None else (len(self.places), self.request.response)


def prepare(case: Case, request: Request) -> Prepared:
    """Prepare a plan.

    Raises:
        ToolError: something is missing or unclear, or no stop can be made; the reason says what would help.
    """
    if not 1 <= request.units <= MOST_UNITS:
        raise ToolError(f"A patrol has 1 to {MOST_UNITS} units, not {request.units}.")
    shift = shift_of(request.hours)
    crews = crews_said(request.crews or "", request.units, shift)
    meetings = appointments_said(request.appointments or "", shift)
    if (skill := lacking(meetings, crews)) is not None:
        raise ToolError(f"An appointment needs the skill {skill}, and no unit has it. Give it to one with crews=… skills {skill}.")
    report(0.0, "reading the incidents")
    found = chosen_incidents(case, request.incidents, request.columns)
    rows = tuple(row for row in found.rows if row.by_police is not True)
    if not rows:
        raise ToolError(f"All incidents of {found.exhibit.id} were found by police themselves; a plan made from them would feed on itself.")
    report(0.1, "finding the hot places")
    most = min(_MOST_PLACES, _PLACES_A_UNIT * request.units)
    middles = middles_of(case, request.areas) if request.areas is not None else None
    located = rows[0].lat is not None
    street_map = chosen_streets(case, request.streets) if located or middles is not None or request.streets is not None else None
    along = street_map[0] if street_map is not None else None
    hot = hot_spots(rows, most, along) if located else hot_areas(rows, found.area_heading or "Area", most, middles)
    if not hot:
        raise ToolError(f"None of the areas of {found.exhibit.id} is in {request.areas}: the names must be the same in both.")
    placed = hot[0].lat is not None
    network = street_map[0] if street_map is not None and placed else None
    away = outside(hot, network) if network is not None else [False] * len(hot)
    inside = [place for place, off in zip(hot, away, strict=True) if not off]
    if not inside:
        raise ToolError("All hot places lie outside of the street map. Add an extract of the area where the incidents are.")
    where, called = start_of(request.start, inside, network)
    walkers = any(crew.on_foot for crew in crews)
    foot = on_foot(case, street_map[1]) if walkers and network is not None and street_map is not None else walkers
    extra = _Extra(where, inside, network, crews, meetings, shift.minutes)
    ground = ground_of(where, inside, network, extra.nodes, foot, peak=shift.meets(PEAK_HOURS))
    hottest = min(_HOTTEST_A_UNIT * request.units, len(inside))
    uncapped = (*visits_of(inside, shift, hottest), *extra.visits)
    areas = areas_of(inside, sum(crew.ends - crew.begins for crew in crews), request.cap)
    problem = Problem(
        ground.minutes,
        capped(uncapped, areas),
        request.units,
        shift.minutes,
        crews=extra.crews,
        on_foot=ground.on_foot,
    )
    _some_stop_fits(problem, len(inside), shift)
    return Prepared(
        request=request,
        found=replace(found, rows=rows),
        by_police=len(found.rows) - len(rows),
        shift=shift,
        problem=problem,
        places=tuple(inside),
        hottest=hottest,
        areas=areas,
        uncapped=uncapped,
        outside=tuple(place for place, off in zip(hot, away, strict=True) if off),
        ground=ground,
        start=where,
        called=called,
        map_used=street_map[1] if network is not None and street_map is not None else None,
        appointments=extra.called,
    )


def _some_stop_fits(problem: Problem, places: int, shift: Shift) -> None:
    table = problem.minutes
    nearest = min(float(table[0, i] + table[i, 0]) for i in range(1, places + 1)) + DWELL
    if nearest > shift.minutes:
        raise ToolError(
            f"No stop fits into {shift.minutes} minutes: the nearest hot place takes {nearest:.0f} there, at it and back. "
            "A shift of that length, or a start nearer to the places, would do."
        )


class _Extra:
    """The nodes beside the start and the hot places: those of appointments first, then other starts and ends of units."""

    def __init__(
        self,
        where: tuple[float, float] | None,
        places: list[HotPlace],
        network: Network | None,
        crews: tuple[CrewSaid, ...],
        meetings: tuple[AppointmentSaid, ...],
        length: int,
    ) -> None:
        named = any(crew.start or crew.end for crew in crews)
        if where is None and (meetings or named):
            raise ToolError("Appointments and other starts need places with coordinates; the incidents have areas only. Add areas=….")
        self.nodes: list[tuple[float, float]] = []
        self._known: dict[str, int] = {}
        first = len(places) + 1
        called = []
        visits = []
        for meeting in meetings:
            at, name = start_of(meeting.place, places, network)
            assert at is not None
            called.append((name, at))
            self.nodes.append(at)
            place = first + len(self.nodes) - 2
            visits.append(
                Visit(place, meeting.earliest, meeting.latest, 0.0, hottest=False, fixed=True, lasts=meeting.minutes, skill=meeting.skill)
            )
        self.called = tuple(called)
        self.visits = tuple(visits)

        def node(said: str | None) -> int:
            if said is None:
                return 0
            if said not in self._known:
                at, _ = start_of(said, places, network)
                assert at is not None
                self.nodes.append(at)
                self._known[said] = first + len(self.nodes) - 1
            return self._known[said]

        plain = all(crew == CrewSaid(False, 0, length, frozenset(), None, None) for crew in crews)
        self.crews = () if plain else tuple(_crew(crew, node(crew.start), node(crew.end)) for crew in crews)


def _crew(said: CrewSaid, start: int, end: int) -> Crew:
    return Crew(said.begins, said.ends, said.on_foot, said.skills, start, end, rest_at=start)


def fixed_names(prepared: Prepared) -> Mapping[int, tuple[str, tuple[float, float]]]:
    """For each visit that is an appointment, by its index: what its place is called, and where it is."""
    fixed = [number for number, visit in enumerate(prepared.problem.visits) if visit.fixed]
    return dict(zip(fixed, prepared.appointments, strict=True))
