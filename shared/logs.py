"""One JSON line for each event of note, on standard error."""

import logging
import sys

import structlog


def set_up(level: str) -> None:
    """Log at this level and above; raises `ValueError` for an unknown one."""
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise ValueError(f"BINA_LOG_LEVEL is none of {', '.join(logging.getLevelNamesMapping())}")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    # A queue is how a crowd is answered; the time that requests take is measured.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
