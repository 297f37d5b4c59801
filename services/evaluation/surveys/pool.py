"""Which waiting slips may enter the log together: a mixing pool for each stratum, so that every slip has company.

The turnout tells who answered and the log tells between which of these facts a batch was written. So a large batch is
not enough: its slips must be of one stratum, or a slip of a class that one of the batch's people holds is theirs; and
slips must stay behind, or whoever answers after the last batch is alone in what is left at closing.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from services.evaluation.surveys.policies import SurveyPolicy
from shared.contracts.evaluation.surveys import Slip

Pool = dict[str, Slip]


def batch(waiting: Mapping[str, Slip], closed: bool, policy: SurveyPolicy) -> Pool:
    """The slips, by key, that may be released together now; nothing where all have to wait.

    While the survey is open, a stratum gives the slips by which it exceeds `least_batch`, in the order of their random
    keys, once these are `least_batch` too. When it is closed, a stratum gives all. Strata with fewer slips than
    `least_batch` then lose their classes and go as one; while it is too small, the next larger stratum gives what it
    wants, or everything where too few would be left. Where all are too few even so, nothing is ever released.
    """
    pools = _by_stratum(waiting)
    if closed:
        pools = _coarse(pools, policy.least_batch)
    stays = 0 if closed else policy.least_batch
    for pool in pools:
        spare = len(pool) - stays
        if spare >= policy.least_batch:
            # What is left of a pool that is too large for one batch is large enough for another.
            size = spare if spare <= policy.most_batch else policy.most_batch - policy.least_batch
            return dict(islice(pool.items(), size))
    return {}


def _by_stratum(waiting: Mapping[str, Slip]) -> list[Pool]:
    """The slips of each stratum in the order of their keys, the smallest stratum first."""
    pools: dict[tuple[tuple[str, str], ...], Pool] = {}
    for key, slip in sorted(waiting.items()):
        pools.setdefault(tuple(sorted(slip.classes.items())), {})[key] = slip
    return [pools[classes] for classes in sorted(pools, key=lambda classes: (len(pools[classes]), classes))]


def _coarse(pools: Iterable[Pool], least: int) -> list[Pool]:
    """Pools of at least so many slips, or a single one; what lost its classes comes first, and so stays together."""
    without_classes: Pool = {}
    large: list[Pool] = []
    for pool in pools:
        wanted = max(least - len(without_classes), 0) if without_classes else 0
        joining = wanted if len(pool) - wanted >= least else len(pool)
        slips = list(pool.items())
        without_classes |= {key: Slip(slip.scores, {}) for key, slip in slips[:joining]}
        large.append(dict(slips[joining:]))
    return [dict(sorted(without_classes.items())), *large]
