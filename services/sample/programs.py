"""The three programmes of the sample city, as an officer would type them in."""

from typing import Any

WASTE: dict[str, Any] = {
    "code": "SAMPAH-2025",
    "title": "Pengelolaan sampah pesisir melalui kelompok proyek",
    "legal_basis": "PP 11/2017 jo. PP 17/2020 Pasal 203; Peraturan LAN 10/2018",
    "goals": [
        {"competency": "WASTE_MANAGEMENT", "type": "TECHNICAL", "level": 3},
        {"competency": "PUBLIC_DATA", "type": "TECHNICAL", "level": 2},
        {"competency": "PUBLIC_SERVICE", "type": "MANAGERIAL", "level": 3},
        {"competency": "INTEGRITY", "type": "MANAGERIAL", "level": 2},
    ],
    "methods": ["CLASS", "PROJECT_GROUP", "MENTORING"],
    "form": 3,
    "learning_hours": 40,
    "eligibility": {"fields": ["WASTE_MANAGEMENT"]},
    "completion": {
        "attendance_percent": 80,
        "project_pass_mark": 70,
        "mentoring_sessions": 2,
        "survey_required": True,
    },
    "outcome": {
        "name": "Sampah yang terangkut dan terolah",
        "unit": "ton per bulan",
        "direction": "MAXIMISE",
        "baseline": "1180",
        "target": "1450",
        "due_on": "2026-07-31",
    },
}

HEALTH: dict[str, Any] = {
    "code": "SEHAT-2026",
    "title": "Kampanye kesehatan masyarakat melalui kelompok proyek",
    "legal_basis": "PP 11/2017 jo. PP 17/2020 Pasal 203; Peraturan LAN 10/2018",
    "goals": [
        {"competency": "HEALTH_PROMOTION", "type": "TECHNICAL", "level": 3},
        {"competency": "COMMUNICATION", "type": "MANAGERIAL", "level": 3},
        {"competency": "NATIONAL_COHESION", "type": "SOCIOCULTURAL", "level": 2},
    ],
    "methods": ["CLASS", "PROJECT_GROUP"],
    "form": 8,
    "learning_hours": 24,
    "eligibility": {"fields": ["PUBLIC_HEALTH"]},
    "completion": {"attendance_percent": 80, "project_pass_mark": 70, "survey_required": True},
    "outcome": {
        "name": "Balita dengan imunisasi dasar lengkap",
        "unit": "persen",
        "direction": "MAXIMISE",
        "baseline": "71.5",
        "target": "85",
        "due_on": "2027-08-31",
    },
}

TAX: dict[str, Any] = {
    "code": "PAJAK-2026",
    "title": "Ketentuan pajak daerah yang baru: senior mengajar ASN baru",
    "legal_basis": "UU 1/2022; PP 35/2023; Peraturan LAN 10/2018",
    "goals": [
        {"competency": "REGIONAL_TAX", "type": "TECHNICAL", "level": 3},
        {"competency": "INTEGRITY", "type": "MANAGERIAL", "level": 2},
        {"competency": "PUBLIC_SERVICE", "type": "MANAGERIAL", "level": 2},
    ],
    "methods": ["KNOWLEDGE_SHARING", "MENTORING", "CLASS"],
    "form": 8,
    "learning_hours": 16,
    "eligibility": {"fields": ["TAX"], "most_years": 7},
    "completion": {"attendance_percent": 75, "mentoring_sessions": 2, "survey_required": True},
    "outcome": {
        "name": "Keberatan pajak yang diputus lewat tenggat",
        "unit": "berkas per triwulan",
        "direction": "MINIMISE",
        "baseline": "34",
        "target": "12",
        "due_on": "2027-02-28",
    },
}

WASTE_BRIEFS: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    (
        "Kelompok Bank Sampah",
        "Bank sampah di tiap kelurahan pesisir",
        "Warga pesisir membuang sampah ke laut karena jadwal angkut tidak pasti dan sampah terpilah tidak bernilai.",
        "KEC-SELATAN",
        "Sampah terpilah yang ditimbang bank sampah",
        "ton per bulan",
        "8",
        "30",
    ),
    (
        "Kelompok Rute Angkut",
        "Rute angkut berdasarkan data",
        "Rute truk tidak mengikuti timbulan sampah, sehingga titik padat meluap sebelum diangkut.",
        "DISHUB",
        "Titik kumpul yang terangkut tepat waktu",
        "persen",
        "61",
        "90",
    ),
    (
        "Kelompok Pasar Bersih",
        "Sampah pasar menjadi kompos",
        "Dua pertiga sampah pasar adalah sisa sayur dan ikan yang dibuang tercampur.",
        "DISPERINDAG",
        "Sampah organik pasar yang dikomposkan",
        "ton per bulan",
        "3",
        "40",
    ),
    (
        "Kelompok Sekolah Adiwiyata",
        "Pemilahan sampah di sekolah",
        "Sekolah tidak memilah sampah dan tidak mencatat berapa yang dihasilkannya.",
        "DISDIK",
        "Sekolah yang memilah dan mencatat sampahnya",
        "sekolah",
        "4",
        "36",
    ),
)
"""Name, title, problem, sponsor, indicator, its unit, baseline and target of each group's brief."""

HEALTH_BRIEFS: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    (
        "Kelompok Imunisasi",
        "Menjemput balita yang belum diimunisasi",
        "Catatan posyandu dan puskesmas tidak bertemu, sehingga balita yang tertinggal tidak diketahui.",
        "KEC-SAMBAS",
        "Balita tertinggal yang diimunisasi",
        "balita per bulan",
        "12",
        "60",
    ),
    (
        "Kelompok Bebas Jentik",
        "Kampanye bebas jentik per lingkungan",
        "Angka bebas jentik turun setiap musim hujan dan warga tidak tahu angka lingkungannya.",
        "KEC-KOTA",
        "Rumah bebas jentik",
        "persen",
        "78",
        "95",
    ),
    (
        "Kelompok Gizi",
        "Dapur gizi bersama kader",
        "Kader tidak memiliki resep dari bahan laut setempat untuk balita bergizi kurang.",
        "DPKPP",
        "Keluarga yang ikut dapur gizi",
        "keluarga",
        "0",
        "120",
    ),
)
"""As the briefs above."""
