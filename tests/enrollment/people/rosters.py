"""Roster files: a civil servant, a contract employee, and what a spreadsheet makes of them."""

import csv
import io

from services.enrollment.people.roster_file import COLUMNS

ANI = {
    "employee_number": "198708172012042901",
    "kind": "PNS",
    "name": "Ani Simatupang",
    "title_before": "",
    "title_after": "S.T.",
    "email": "ani@sibolga.example",
    "phone": "+62-631-555-0001",
    "unit": "DLH",
    "post_group": "FUNCTIONAL_EXPERT",
    "post_level": "AHLI_MUDA",
    "post_title": "Pengendali Dampak Lingkungan Ahli Muda",
    "grade": "III/c",
    "status": "01",
    "fields": "WASTE;PLANNING",
    "appointed_on": "2012-04-01",
}
CONTRACT = {
    **ANI,
    "employee_number": "199603022022212902",
    "kind": "PPPK",
    "post_level": "AHLI_PERTAMA",
    "grade": "IX",
    "appointed_on": "2022-03-01",
}


def file(*rows: dict[str, str], header: tuple[str, ...] = COLUMNS) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(header)
    lines.writerows([row[column] for column in COLUMNS] for row in rows)
    return text.getvalue().encode()
