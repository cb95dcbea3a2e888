"""Names of countries, and the capitals that the press writes for their governments."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

_SHORT = {
    "us": "USA", "u.s": "USA", "usa": "USA", "america": "USA", "united states of america": "USA", "u.s.a": "USA",
    "uk": "GBR", "u.k": "GBR", "britain": "GBR", "great britain": "GBR", "uae": "ARE", "emirates": "ARE",
    "russia": "RUS", "iran": "IRN", "syria": "SYR", "south korea": "KOR", "north korea": "PRK", "vietnam": "VNM",
    "bolivia": "BOL", "venezuela": "VEN", "tanzania": "TZA", "moldova": "MDA", "taiwan": "TWN", "palestine": "PSE",
    "turkey": "TUR", "türkiye": "TUR", "ivory coast": "CIV", "czech republic": "CZE", "laos": "LAO", "brunei": "BRN",
    "dr congo": "COD", "democratic republic of congo": "COD", "republic of congo": "COG", "burma": "MMR",
    "swaziland": "SWZ", "macedonia": "MKD", "cape verde": "CPV", "east timor": "TLS", "vatican": "VAT",
    "holy see": "VAT", "gambia": "GMB", "bahamas": "BHS", "micronesia": "FSM", "holland": "NLD",
}  # fmt: skip

# Left out: capitals that two states claim, and those that stand for something else as well.
_CAPITALS = (
    "AFG Kabul, ALB Tirana, DZA Algiers, AGO Luanda, ARG Buenos Aires, ARM Yerevan, AUS Canberra, AUT Vienna, "
    "AZE Baku, "
    "BHR Manama, BGD Dhaka, BLR Minsk, BEN Porto-Novo, BTN Thimphu, BOL La Paz, BIH Sarajevo, BWA Gaborone, "
    "BRA Brasília, BRA Brasilia, BGR Sofia, BFA Ouagadougou, BDI Gitega, KHM Phnom Penh, CMR Yaoundé, CMR Yaounde, "
    "CAN Ottawa, CAF Bangui, TCD N’Djamena, TCD N'Djamena, CHN Beijing, COL Bogotá, COL Bogota, COD Kinshasa, "
    "COG Brazzaville, HRV Zagreb, CUB Havana, CYP Nicosia, CZE Prague, DNK Copenhagen, DOM Santo Domingo, ECU Quito, "
    "EGY Cairo, SLV San Salvador, ERI Asmara, EST Tallinn, SWZ Mbabane, ETH Addis Ababa, FJI Suva, FIN Helsinki, "
    "FRA Paris, GAB Libreville, GMB Banjul, GEO Tbilisi, DEU Berlin, GHA Accra, GRC Athens, GIN Conakry, "
    "GNB Bissau, HTI Port-au-Prince, HND Tegucigalpa, HUN Budapest, ISL Reykjavik, ISL Reykjavík, IND New Delhi, "
    "IND Delhi, IDN Jakarta, IRN Tehran, IRQ Baghdad, IRL Dublin, ITA Rome, JPN Tokyo, JOR Amman, KAZ Astana, "
    "KEN Nairobi, PRK Pyongyang, KOR Seoul, KGZ Bishkek, LAO Vientiane, LVA Riga, LBN Beirut, LSO Maseru, "
    "LBR Monrovia, "
    "LBY Tripoli, LTU Vilnius, MDG Antananarivo, MWI Lilongwe, MYS Kuala Lumpur, MYS Putrajaya, MDV Malé, MLI Bamako, "
    "MLT Valletta, MRT Nouakchott, MEX Mexico City, MDA Chisinau, MDA Chișinău, MNG Ulaanbaatar, MNE Podgorica, "
    "MAR Rabat, MOZ Maputo, MMR Naypyidaw, MMR Naypyitaw, NAM Windhoek, NPL Kathmandu, NZL Wellington, "
    "NIC Managua, NER Niamey, NGA Abuja, MKD Skopje, NOR Oslo, OMN Muscat, PAK Islamabad, PNG Port Moresby, "
    "PRY Asunción, PRY Asuncion, PER Lima, PHL Manila, POL Warsaw, PRT Lisbon, QAT Doha, ROU Bucharest, RUS Moscow, "
    "RWA Kigali, SAU Riyadh, SEN Dakar, SRB Belgrade, SLE Freetown, SVK Bratislava, SVN Ljubljana, SOM Mogadishu, "
    "ZAF Pretoria, SSD Juba, ESP Madrid, LKA Colombo, SDN Khartoum, SWE Stockholm, CHE Bern, SYR Damascus, TWN Taipei, "
    "TJK Dushanbe, TZA Dodoma, THA Bangkok, TLS Dili, TGO Lomé, TUN Tunis, TUR Ankara, TKM Ashgabat, UGA Kampala, "
    "UKR Kyiv, UKR Kiev, ARE Abu Dhabi, GBR London, USA Washington, URY Montevideo, UZB Tashkent, VEN Caracas, "
    "VNM Hanoi, YEM Sanaa, ZMB Lusaka, ZWE Harare"
)  # fmt: skip


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, str]]:
    import pycountry

    known = {}
    for country in pycountry.countries:
        called = getattr(country, "common_name", country.name)
        for name in (country.name, called, getattr(country, "official_name", None)):
            if name:
                known[name.lower()] = (country.alpha_3, called.split(",")[0])
    by_code = {code: (code, called) for code, called in known.values()}
    known |= {short: by_code[code] for short, code in _SHORT.items()}
    return known


@lru_cache(maxsize=1)
def _capitals() -> Mapping[str, str]:
    rows = (row.strip().split(" ", 1) for row in _CAPITALS.split(","))
    return {city.lower().removeprefix("the "): code for code, city in rows}


def country_of(name: str) -> tuple[str, str] | None:
    """(ISO 3166 alpha-3 code, name) of a country by a name of it; lower case, without article."""
    return _names().get(name)


def country_of_capital(name: str) -> tuple[str, str] | None:
    """The country whose government the press calls by this city's name; lower case, without article."""
    code = _capitals().get(name)
    return next((row for row in _names().values() if row[0] == code), None) if code else None
