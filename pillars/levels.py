"""The competence scale, the six pillars and the role groups: the words that every other module shares. Pure."""

from enum import IntEnum


class Level(IntEnum):
    """The report's four levels (lines 53-56, 1619-1647)."""

    BLINDNESS = 1
    PRE_COMPETENCE = 2
    COMPETENCE = 3
    PROFICIENCY = 4

    @property
    def title(self) -> str:
        """The name in the report, as `manage.py place` prints it."""
        return ("STS Blindness", "STS Pre-Competence", "STS Competence", "STS Proficiency")[self - 1]


# Pillar slug to item code prefix, in the report's order (lines 1673-1697).
PILLARS = {
    "leadership": "LEA",
    "workload": "WRK",
    "workspace": "SPC",
    "supervision": "SUP",
    "peer-support": "PEE",
    "individualization": "IND",
}

ROLES = ("leadership", "supervisor", "direct", "other", "board")

DONT_KNOW = "DK"
NOT_APPLICABLE = "NA"
ANSWERS = (1, 2, 3, 4, DONT_KNOW, NOT_APPLICABLE)

# Evidence grades, strongest first; "field" is the report's ungraded: interviews, focus groups, recommendations.
EVIDENCE = ("best", "promising", "emerging", "field", "contraindicated")
EFFORTS = ("low", "medium", "high")
COSTS = ("none", "low", "some")
