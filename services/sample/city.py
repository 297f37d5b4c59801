"""The units of Kota Sibolga that the sample uses, parents before children (domain.md D7).

Inspektorat, BKPSDM, Bappeda, BPKPAD, BPBD, Dinas Kesehatan with its puskesmas, Dinas Sosial, Disdukcapil and the RSUD
are expected in such a city but were seen in no source (unverified). The codes are ours. Perda 1/2017 founds the
apparatus; the exact days of validity are invented. Only four of the seventeen kelurahan are listed.
"""

from datetime import date
from typing import Literal

import msgspec

UnitKind = Literal[
    "SECRETARIAT", "INSPECTORATE", "BOARD", "AGENCY", "OFFICE", "DISTRICT", "URBAN_VILLAGE", "HOSPITAL", "HEALTH_CENTRE"
]

PERDA_1_2017 = date(2017, 1, 1)
BKPSDM_RENAMED = date(2021, 1, 1)


class Unit(msgspec.Struct, frozen=True):
    """A unit of the city; one without `parent` answers to the mayor, who is not a civil servant."""

    code: str
    name: str
    parent: str | None
    kind: UnitKind
    valid_from: date = PERDA_1_2017


UNITS: tuple[Unit, ...] = (
    Unit("SETDA", "Sekretariat Daerah", None, "SECRETARIAT"),
    Unit("SETWAN", "Sekretariat DPRD", None, "SECRETARIAT"),
    Unit("INSPEKTORAT", "Inspektorat Daerah", None, "INSPECTORATE"),
    Unit("BKPSDM", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", None, "BOARD", BKPSDM_RENAMED),
    Unit("BAPPEDA", "Badan Perencanaan Pembangunan Daerah", None, "BOARD"),
    Unit("BPKPAD", "Badan Pengelolaan Keuangan, Pendapatan dan Aset Daerah", None, "BOARD"),
    Unit("BPBD", "Badan Penanggulangan Bencana Daerah", None, "BOARD"),
    Unit("DISDIK", "Dinas Pendidikan", None, "AGENCY"),
    Unit("DINKES", "Dinas Kesehatan", None, "AGENCY"),
    Unit("RSUD", "Rumah Sakit Umum Daerah Dr. F. L. Tobing", "DINKES", "HOSPITAL"),
    Unit("PKM-AEK-HABIL", "Puskesmas Aek Habil", "DINKES", "HEALTH_CENTRE"),
    Unit("PKM-SAMBAS", "Puskesmas Pelabuhan Sambas", "DINKES", "HEALTH_CENTRE"),
    Unit("DLH", "Dinas Perumahan, Kawasan Permukiman dan Lingkungan Hidup", None, "AGENCY"),
    Unit("DPUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", None, "AGENCY"),
    Unit("DISHUB", "Dinas Perhubungan", None, "AGENCY"),
    Unit("DISKOMINFO", "Dinas Komunikasi dan Informatika", None, "AGENCY"),
    Unit("DPKPP", "Dinas Perikanan, Ketahanan Pangan dan Pertanian", None, "AGENCY"),
    Unit("DISPERINDAG", "Dinas Perindustrian dan Perdagangan", None, "AGENCY"),
    Unit("DISPARPORA", "Dinas Pariwisata, Pemuda dan Olahraga", None, "AGENCY"),
    Unit("DISPUS", "Dinas Perpustakaan", None, "AGENCY"),
    Unit("DPMPPTSP", "Dinas Penanaman Modal dan Pelayanan Perizinan Terpadu Satu Pintu", None, "AGENCY"),
    Unit("DPPKB", "Dinas Pengendalian Penduduk dan Keluarga Berencana", None, "AGENCY"),
    Unit("SATPOLPP", "Satuan Polisi Pamong Praja dan Pemadam Kebakaran", None, "AGENCY"),
    Unit("KESBANGPOL", "Kantor Kesatuan Bangsa dan Politik", None, "OFFICE"),
    Unit("DINSOS", "Dinas Sosial", None, "AGENCY"),
    Unit("DISDUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil", None, "AGENCY"),
    Unit("KEC-UTARA", "Kecamatan Sibolga Utara", None, "DISTRICT"),
    Unit("KEC-KOTA", "Kecamatan Sibolga Kota", None, "DISTRICT"),
    Unit("KEC-SELATAN", "Kecamatan Sibolga Selatan", None, "DISTRICT"),
    Unit("KEC-SAMBAS", "Kecamatan Sibolga Sambas", None, "DISTRICT"),
    Unit("KEL-SIBOLGA-ILIR", "Kelurahan Sibolga Ilir", "KEC-UTARA", "URBAN_VILLAGE"),
    Unit("KEL-PASAR-BARU", "Kelurahan Pasar Baru", "KEC-KOTA", "URBAN_VILLAGE"),
    Unit("KEL-AEK-MANIS", "Kelurahan Aek Manis", "KEC-SELATAN", "URBAN_VILLAGE"),
    Unit("KEL-PANCURAN-DEWA", "Kelurahan Pancuran Dewa", "KEC-SAMBAS", "URBAN_VILLAGE"),
)
