"""Names for invented people, in the letters of many languages. The family names are made up."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Heritage:
    """Names that go together, and the language and origin that go with them."""

    language: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    nationality: str = "British"
    ethnicity: str = "White: English, Welsh, Scottish, Northern Irish or British"
    interpreter: bool = False

    def woman(self, rng: random.Random) -> str:
        """First names of a woman or girl."""
        return rng.choice(self.women)

    def man(self, rng: random.Random) -> str:
        """First names of a man or boy."""
        return rng.choice(self.men)

    def family(self, rng: random.Random) -> str:
        """A family name."""
        return rng.choice(self.families)


ENGLISH = Heritage(
    "en",
    ("Kayleigh Ann", "Shannon", "Jodie Louise", "Chantelle", "Gemma", "Stacey Marie", "Leanne",
     "Abigail", "Demi", "Bryony", "Keeley", "Paige Olivia"),
    ("Tyler", "Jayden", "Connor", "Alfie James", "Mason", "Riley", "Archie", "Kieran", "Noah"),
    ("Hartlethwaite", "Penrudd", "Oakmarsh", "Sallowfield", "Brindlecombe", "Thackersby",
     "Wrenfold", "Larkspur-Dean", "Mossop-Vane", "Cobblewick", "Ashgrove-Tull", "Fennimarsh"),
)  # fmt: skip
WELSH = Heritage(
    "cy",
    ("Angharad", "Siân Mair", "Lowri", "Heulwen", "Ffion Haf", "Nêst", "Mêl Eirlys"),
    ("Gruffydd", "Tŷwyn", "Siôn", "Macsen", "Gwîon", "Llŷr"),
    ("Tŷ-Gwyn", "Dŵr-Felin", "Llwyntŵr", "Glantŷ-Prys", "Pengŵydd", "Rhŷd-Olau"),
)
POLISH = Heritage(
    "pl",
    ("Małgorzata", "Łucja", "Żaneta", "Zofia", "Agnieszka", "Bożena"),
    ("Łukasz", "Michał", "Wojtek", "Błażej", "Kacper"),
    ("Źródlańska", "Gęsiarz-Wąs", "Łabędziewska", "Świerkoń", "Dąbroleśna"),
    "Polish", "White: any other White background", True,
)  # fmt: skip
TURKISH = Heritage(
    "tr",
    ("Gülşen", "Çiğdem", "Işıl", "Özge", "Şule Nur"),
    ("İlker", "Çağrı", "Oğuz", "Yiğit", "Ümit"),
    ("Dağçiçeği", "Gümüşırmak", "Işıktepe", "Çınarlıbahçe", "Karşıdağoğlu"),
    "Turkish", "Any other ethnic group", True,
)  # fmt: skip
VIETNAMESE = Heritage(
    "vi",
    ("Thị Hồng Ngọc", "Bích Phượng", "Mỹ Duyên", "Thùy Dương", "Ngọc Ánh"),
    ("Đức Anh", "Quốc Bảo", "Gia Huy", "Minh Khôi"),
    ("Nguyễn-Lựu", "Trương-Đồi", "Đặng-Suối", "Phạm-Rừng", "Vũ-Thảo"),
    "Vietnamese", "Asian: any other Asian background", True,
)  # fmt: skip
UKRAINIAN = Heritage(
    "uk",
    ("Соломія", "Оксана", "Мар’яна", "Дзвенислава", "Ївга"),
    ("Тарас", "Остап", "Любомир", "Євген"),
    ("Журавлина", "Вербогай", "Степовійна", "Їжакевич-Луг", "Калиногірська"),
    "Ukrainian", "White: any other White background", True,
)  # fmt: skip
RUSSIAN = Heritage(
    "ru",
    ("Аглая", "Василиса", "Алёна", "Злата"),
    ("Ярослав", "Пётр", "Елисей", "Фёдор"),
    ("Озерняк", "Лесогорова", "Полынцева", "Ёлкина-Брод"),
    "Latvian", "White: any other White background", True,
)  # fmt: skip
ROMANIAN = Heritage(
    "ro",
    ("Ștefania", "Ioana Mădălina", "Brândușa", "Ileana"),
    ("Ștefan", "Răzvan", "Țugui", "Dănuț"),
    ("Pădurean-Țarc", "Brândușoiu", "Fântânaru", "Măcieșescu"),
    "Romanian", "White: Roma", True,
)  # fmt: skip
SOMALI = Heritage(
    "so",
    ("Hodan", "Ubax", "Saynab", "Idil"),
    ("Bile", "Geeddi", "Liibaan", "Saalax"),
    ("Xidigle", "Webi-Cad", "Buurdheer", "Gallayr"),
    "Somali", "Black: African", True,
)  # fmt: skip
IRISH = Heritage(
    "en",
    ("Róisín", "Gráinne", "Sorcha", "Bríd"),
    ("Tadhg", "Oisín", "Páidí", "Fiachra"),
    ("Ó Sceilgín", "Ní Fhraochán", "Mac an Átha", "Carraigmore"),
    "Irish", "White: Gypsy or Irish Traveller",
)  # fmt: skip
CARIBBEAN = Heritage(
    "en",
    ("Shanice", "Tamika", "Renée", "Zoë Monique"),
    ("Jahvon", "Tyrese", "André", "Kymani"),
    ("Blackriver-Cole", "Fernhollow", "St Amery", "Goldenspring"),
    "British", "Black: Caribbean",
)  # fmt: skip

HERITAGES = (
    ENGLISH, WELSH, POLISH, ENGLISH, VIETNAMESE, CARIBBEAN, UKRAINIAN, TURKISH, ENGLISH, IRISH,
    ROMANIAN, WELSH, RUSSIAN, SOMALI,
)  # fmt: skip
"""In the order in which mothers get them: the first few cases already show the harder letters."""

_LATIN_ONLY = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "İ": "I", "’": "", "'": "", " ": ""}
)


def ascii_letters(name: str) -> str:
    """A name as it could stand in an e-mail address; `x` where no letter can be kept."""
    import unicodedata

    apart = unicodedata.normalize("NFKD", name.translate(_LATIN_ONLY))
    return "".join(one for one in apart if one.isascii() and one.isalnum()).lower() or "x"
