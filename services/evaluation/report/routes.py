"""How the report of a programme is asked for: as JSON, or as a page in the reader's language."""

import hashlib

import msgspec
from flask import Response, request

from services.evaluation.report.build import build
from services.evaluation.report.gather import SOURCES, gather
from services.evaluation.report.page import page
from services.evaluation.report.schemas import ReportSchema
from shared.web.answers import Answer
from shared.web.consistency import wait_for
from shared.web.current import running
from shared.web.routes import Routes

report = Routes("report", "evaluation", "The report of a programme, from its aim to its effect on the public")

JSON, HTML = "application/json", "text/html"


@report.get(
    "/programs/<id:program>/report",
    allowed=("officer", "auditor"),
    answers=ReportSchema,
    media=HTML,
)
def show_report(program: str) -> Answer | Response:
    """Show the report of a programme; `Accept: text/html` asks for the page."""
    for projection in SOURCES:
        wait_for(projection)
    found = build(gather(program), running().policies)
    headers = {"Vary": "Accept"}
    if request.accept_mimetypes.best_match([JSON, HTML]) == HTML:
        return Response(page(found), headers=headers, mimetype=HTML)
    digest = hashlib.sha256(msgspec.json.encode(found)).hexdigest()
    return Answer(found, {**headers, "ETag": f'"{digest[:32]}"'})
