"""Which requests may come near the review: on a safe way, from the server's own pages, of somebody who is signed in.

After the OWASP cheat sheets on cross-site request forgery and session management: a cookie that no other site's request carries, a token
in every form, and Fetch Metadata with `Origin` as what stands in where a browser does not send it.
"""

from __future__ import annotations

from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.endpoint import Service
from kg.serving.http.noting import note_of
from kg.serving.http.problems import Problem
from kg.serving.protocol.parameters import Parameters
from kg.serving.protocol.requests import root_of
from kg.serving.review.sessions import Session

COOKIE = "kg_review"
HOST_COOKIE = f"__Host-{COOKIE}"  # which browsers take from the host itself alone, over TLS (RFC 6265bis, section 4.1.3.2)
FORM = "form"  # the field that has the token of the session
FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
LOCALHOST = "localhost"


def service_of(request: Request) -> Service:
    """The server, if people may judge here, on the way by which this request came.

    Raises:
        Problem: 403, they may not; it says why.
    """
    service: Service = request.app.state.service
    if service.settings.review is None:
        raise Problem(403, "This server takes no judgements. It does when it is started with --review.")
    if not _is_tls(request):
        _require_loopback(request)
    return service


def _is_tls(request: Request) -> bool:
    """Whether the client came over TLS: a proxy that was named has said so."""
    return request.url.scheme == "https"


def _require_loopback(request: Request) -> None:
    """Without TLS, a browser on this machine alone, which asked for this machine by name: not for one that DNS leads here meanwhile."""
    client = request.client.host if request.client else ""
    if any(name in request.headers for name in FORWARDING) or not _is_loopback(client):
        told = (
            "Judging needs TLS: the token and the session would be sent in the clear. Ask for https, at a proxy that the server was told of"
        )
        raise Problem(403, f"{told} by --proxy and that says so (X-Forwarded-Proto), or use a browser on the server's own machine.")
    host = request.url.hostname or ""
    if host != LOCALHOST and not _is_loopback(host):
        raise Problem(403, f"Without TLS, judging is possible at localhost, 127.0.0.1 and [::1] alone, not at {host!r}.")


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return False


def session_of(request: Request, service: Service) -> Session | None:
    """The session that a request belongs to."""
    return service.sessions.find(request.cookies.get(_name(request), ""))


def require_own_page(request: Request) -> None:
    """Lets a request pass that a page of this server makes.

    Raises:
        Problem: 403, it is another site's, or nobody can tell whose it is.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = f"{request.url.scheme}://{request.url.netloc}"
    if (site is None and origin is None) or site not in (None, "same-origin") or origin not in (None, own):
        raise Problem(403, "This was not sent by a page of this server. Open the review here, and try again.")


def require_session(request: Request, service: Service, form: Parameters) -> Session:
    """The session of a form that a page of this server has sent.

    Raises:
        Problem: 403, it is another site's, of nobody who is signed in, or has another session's token.
    """
    require_own_page(request)
    session = session_of(request, service)
    if session is None:
        raise Problem(403, "You are not signed in any more. Nothing was noted: sign in, and judge again.")
    if not session.sent(form.one(FORM) or ""):
        raise Problem(403, "This form is of another session. Nothing was noted: open the page anew, and judge again.")
    note_of(request.scope).user = session.owner
    return session


def let_in(request: Request, service: Service, response: Response, owner: str) -> None:
    """Begins a session in the place of the browser's last one; it is told its id, which it forgets when it ends."""
    service.sessions.close(request.cookies.get(_name(request), ""))
    name, tls = service.sessions.open(owner), _is_tls(request)
    response.set_cookie(_name(request), name, path=_path(request), secure=tls, httponly=True, samesite="strict")


def let_out(request: Request, service: Service, response: Response) -> None:
    """Ends a session, at the server and in the browser."""
    service.sessions.close(request.cookies.get(_name(request), ""))
    response.delete_cookie(_name(request), path=_path(request), secure=_is_tls(request), httponly=True, samesite="strict")


def _name(request: Request) -> str:
    return HOST_COOKIE if _is_tls(request) else COOKIE


def _path(request: Request) -> str:
    """`__Host-` wants the root; without it the cookie goes to the pages that need it."""
    return "/" if _is_tls(request) else f"{root_of(request)}/review"
