"""/review: doubtful merges and links to be judged in the browser, what has been judged, and the way in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import ceil
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.model.review import LinkQuestion, Question
from kg.serving.endpoint import Endpoint, Service, endpoint_of, response_of, run
from kg.serving.http.noting import note_of
from kg.serving.http.problems import Problem, log
from kg.serving.http.rates import client_of
from kg.serving.pages.choices import keep_choices, view_of
from kg.serving.pages.judging import DECISIONS_A_PAGE
from kg.serving.pages.making import PageRequest
from kg.serving.pages.rendering import render
from kg.serving.pages.responding import PAGE_HEADERS, page_response
from kg.serving.pages.sections import paging_of
from kg.serving.protocol.parameters import Parameters
from kg.serving.protocol.requests import read_form, root_of
from kg.serving.review import state
from kg.serving.review.guard import let_in, let_out, require_own_page, require_session, service_of, session_of
from kg.serving.review.sessions import Session
from kg.serving.review.state import LINKS, MERGES, State
from kg.serving.routes import Routes, route
from kg.store.review import written

routes = Routes()

DECISIONS = "decisions"
PATHS = {MERGES: "/review", LINKS: "/review/links", DECISIONS: "/review/decisions"}
SIGN_IN = "/review/sign-in"
LONGEST = 1000  # characters of a reason
# Nothing of these pages stays in a cache; and with "no-referrer" browsers would hide from forms' requests whose they are (Origin: null).
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


@route(routes, "/review")
async def merges(request: Request) -> Response:
    """The next two entities that may be one."""
    return await _question(request, MERGES)


@route(routes, "/review/links")
async def links(request: Request) -> Response:
    """The next entity that may be an item of Wikidata."""
    return await _question(request, LINKS)


@route(routes, "/review/decisions")
async def decisions(request: Request) -> Response:
    """What has been judged, the last first; each can be taken back."""
    service = service_of(request)
    session = session_of(request, service)
    if session is None:
        return _to_sign_in(request, DECISIONS)
    endpoint = await endpoint_of(request)
    now = await _now(endpoint)
    paging = paging_of(view_of(request, endpoint), "page", len(now.decisions), len(now.decisions), DECISIONS_A_PAGE)
    rows = [_decision_told(each) for each in now.decisions[paging.first - 1 :][: paging.size]]
    return await _page(request, endpoint, DECISIONS, session, now, {"decisions": rows})


@route(routes, "/review/judge", methods=("POST",))
async def judge(request: Request) -> Response:
    """Notes an answer, and goes on to the next question."""
    form, session, endpoint, now = await _sent(request)
    question = now.review.question(form.one("question") or "")
    if question is None:
        raise Problem(409, "A build has run meanwhile, and does not ask this any more. Nothing was noted: open the review anew.")
    why = " ".join((form.one("why") or "").split())[:LONGEST]
    noted = await run_in_threadpool(state.judge, now, question, _choice(form), session.owner, why)
    if noted:
        session.noted.append(state.Decision(noted, is_followed=False).id)
    else:
        _require_own(await _now(endpoint), question, session.owner)
    kind = LINKS if isinstance(question, LinkQuestion) else MERGES
    return _to(request, kind, after=question.id, cls=form.one("class") or "")


@route(routes, "/review/undo", methods=("POST",))
async def undo(request: Request) -> Response:
    """Takes a decision back; what it was about may be asked again."""
    form, session, _, now = await _sent(request)
    decision = now.decision(form.one("decision") or "")
    if decision is None or not await run_in_threadpool(state.undo, now, decision, session.owner):
        raise Problem(409, "This decision does not stand any more: it was taken back, or changed, by somebody meanwhile.")
    session.noted = [name for name in session.noted if name != decision.id]
    kind = form.one("back") or ""
    asked = next((each for each in now.all(kind) if now.answer(each) in decision.lines), None) if kind in (MERGES, LINKS) else None
    return _to(request, kind if kind in PATHS else DECISIONS, at=asked.id if asked else "", cls=form.one("class") or "")


@route(routes, SIGN_IN, methods=("GET", "HEAD", "POST"))
async def sign_in(request: Request) -> Response:
    """Takes a token once, and gives the browser a session in its place."""
    service = service_of(request)
    if request.method != "POST":
        return _sign_in_page(request, await endpoint_of(request))
    require_own_page(request)
    form = await read_form(request)
    owner = _owner(request, service, form)
    if owner is None:
        return _sign_in_page(request, await endpoint_of(request), refused=True)
    response = _to(request, form.one("to") or "", at=form.one("at") or "")
    let_in(request, service, response, owner)
    note_of(request.scope).user = owner
    return response


@route(routes, "/review/sign-out", methods=("POST",))
async def sign_out(request: Request) -> Response:
    """Ends the session."""
    service = service_of(request)
    require_session(request, service, await read_form(request))
    response = RedirectResponse(f"{root_of(request)}{SIGN_IN}", status_code=303, headers=HEADERS)
    let_out(request, service, response)
    return response


def _owner(request: Request, service: Service, form: Parameters) -> str | None:
    """Whose token a form has; None: nobody's.

    Raises:
        Problem: 429, the client has sent too many wrong ones.
    """
    client = client_of(request.scope)
    if wait := service.refusals.wait(client):
        told = f"Too many tokens were wrong. Try again in {ceil(wait)} seconds."
        raise Problem(429, told, headers={"Retry-After": str(ceil(wait))})
    owner = service.settings.tokens.owner((form.one("token") or "").strip())
    if owner is None:
        log.warning("a token that is not the server's was sent to sign in, from %s", client)
    else:
        service.refusals.forget(client)
    return owner


def _sign_in_page(request: Request, endpoint: Endpoint, *, refused: bool = False) -> Response:
    view = view_of(request, endpoint)
    to, at = (view.parameter(name) for name in ("to", "at"))
    page = render("review_sign_in.html", view, refused=refused, to=to if to in PATHS else MERGES, at=at[:64])
    response = page_response(request, page, status=403 if refused else 200)
    response.headers.update(HEADERS)
    return response


async def _question(request: Request, kind: str) -> Response:
    """The question that the URL names, else the first that is open behind another, else the first that is open."""
    service = service_of(request)
    session = session_of(request, service)
    if session is None:
        return _to_sign_in(request, kind)
    endpoint = await endpoint_of(request)
    now, view = await _now(endpoint), view_of(request, endpoint)
    cls = view.parameter("class")
    open_ = now.open(kind, cls)
    question = _asked(now, kind, open_, view.parameter("at"), view.parameter("after"))
    told = {
        "question": written(question) if question else "",
        "options": [option.qid for option in question.without(now.standing)] if isinstance(question, LinkQuestion) else [],
        "position": open_.index(question) + 1 if question in open_ else 0,
        "open": len(open_),
        "total": len([each for each in now.all(kind) if cls in ("", each.cls)]),
        "class": cls,
        "classes": sorted(now.classes(kind).items()),
        "left": kind in now.review.left,
    }
    return await _page(request, endpoint, kind, session, now, told)


def _asked(now: State, kind: str, open_: list[Question], at: str, after: str) -> Question | None:
    if named := next((each for each in open_ if each.id == at), None):
        return named
    order = [each.id for each in now.all(kind)]
    place = order.index(after) if after in order else -1
    following = (each for each in open_ if order.index(each.id) > place)
    return next(following, open_[0] if open_ else None)


async def _page(request: Request, endpoint: Endpoint, kind: str, session: Session, now: State, more: Mapping[str, Any]) -> Response:
    """A page of somebody who is signed in. It is not compressed: it has a secret beside words of others (BREACH)."""
    note_of(request.scope).user = session.owner
    told = {
        "kind": kind,
        "owner": session.owner,
        "form": session.form,
        "counts": {MERGES: len(now.open(MERGES)), LINKS: len(now.open(LINKS)), DECISIONS: len(now.decisions)},
        "waiting": now.waiting,
        "command": now.command,
        "broken": now.file.broken,
        "last": _last(session, now),
        **more,
    }
    source = endpoint.source
    asked = PageRequest(
        maker=kind,
        subject="",
        view=view_of(request, endpoint),
        home=str(source.home),
        merged=source.merged,
        coding=None,
        told=json.dumps(told),
    )
    headers = {**PAGE_HEADERS, **HEADERS, "Data-Version": source.version}
    response = response_of(request, await run(request, endpoint, asked), headers)
    keep_choices(request, response)
    return response


def _last(session: Session, now: State) -> dict[str, Any] | None:
    """The last decision of a session that still stands, to be taken back at once."""
    standing = {each.id: each for each in now.decisions}
    return next((_decision_told(standing[name]) for name in reversed(session.noted) if name in standing), None)


def _decision_told(decision: state.Decision) -> dict[str, Any]:
    first = decision.lines[0]
    return {
        "id": decision.id,
        "pairs": [(line.a, line.b) for line in decision.lines],
        "item": first.is_of_item,
        "verdict": first.verdict.value,
        "by": first.by,
        "when": first.moment.isoformat(timespec="seconds"),
        "why": first.why,
        "followed": decision.is_followed,
    }


async def _sent(request: Request) -> tuple[Parameters, Session, Endpoint, State]:
    """What a form of somebody who is signed in holds, and what there is to judge now.

    Raises:
        Problem: 403, it is not of a page of a session here.
    """
    form = await read_form(request)
    session = require_session(request, service_of(request), form)
    endpoint = await endpoint_of(request)
    return form, session, endpoint, await _now(endpoint)


async def _now(endpoint: Endpoint) -> State:
    path = endpoint.settings.review
    assert path is not None
    return await run_in_threadpool(state.read, endpoint.source.home, path)


def _choice(form: Parameters) -> str:
    """The button that was pressed; or an item that was written, as its QID or address."""
    choice = form.one("choice") or ""
    return (form.one("item") or "").strip().rstrip("/").rpartition("/")[2].upper() if choice == "other" else choice


def _require_own(now: State, question: Question, owner: str) -> None:
    """Goes on where a button was pressed twice.

    Raises:
        Problem: 409, somebody else was faster.
    """
    line = now.answer(question)
    if line is None or line.by != owner:
        told = f"{line.by} has judged this on {line.when[:10]}: {line.verdict}." if line else "Somebody has judged this meanwhile."
        raise Problem(409, f"{told} Yours was not noted. If you know better, take theirs back among the decisions first.")


def _to(request: Request, kind: str, *, at: str = "", after: str = "", cls: str = "") -> Response:
    given = {name: value[:64] for name, value in (("at", at), ("after", after), ("class", cls)) if value}
    url = root_of(request) + PATHS.get(kind, PATHS[MERGES]) + (f"?{urlencode(given)}" if given else "")
    return RedirectResponse(url, status_code=303, headers=HEADERS)


def _to_sign_in(request: Request, kind: str) -> Response:
    given = {"to": kind, **({"at": at[:64]} if (at := request.query_params.get("at")) else {})}
    return RedirectResponse(f"{root_of(request)}{SIGN_IN}?{urlencode(given)}", status_code=303, headers=HEADERS)
