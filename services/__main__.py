"""`bina`: the three services of Sibolga, their sample city and their home page, from the command line."""

from services import home
from services.enrollment.service import ENROLLMENT
from services.evaluation.service import EVALUATION
from services.mentoring.service import MENTORING
from services.sample.story import load
from shared.cli import City, commands

SIBOLGA = City([ENROLLMENT, MENTORING, EVALUATION], home.FOLDER, load, home.content, home.pages)


def main() -> None:
    """Run the command that the arguments name."""
    commands(SIBOLGA)()


if __name__ == "__main__":
    main()
