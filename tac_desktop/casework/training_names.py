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


class FamilyNames:
    """The names of one invented family: nobody in it is called like somebody else."""

    def __init__(self, heritage: Heritage, family: str, rng: random.Random) -> None:
        self.heritage, self.family = heritage, family
        self._rng = rng
        self._used: set[str] = set()

    def woman(self) -> str:
        """First names of a woman or girl."""
        return self._one_of(self.heritage.women)

    def man(self) -> str:
        """First names of a man or boy."""
        return self._one_of(self.heritage.men)

    def other_family(self) -> str:
        """The family name of someone who is not related."""
        others = [one for one in self.heritage.families if one != self.family]
        return self._rng.choice(others)

    def _one_of(self, names: tuple[str, ...]) -> str:
        free = [one for one in names if one.split(" ")[0] not in self._used]
        chosen = self._rng.choice(free or list(names))
        self._used.add(chosen.split(" ")[0])
        return chosen


def names_for(number: int, seed: int, rng: random.Random) -> FamilyNames:
    """The names of the mother with this number: her kind of name and family name, in turn."""
    heritage = HERITAGES[(number - 1) % len(HERITAGES)]
    earlier = sum(HERITAGES[one % len(HERITAGES)] is heritage for one in range(number - 1))
    families = list(heritage.families)
    random.Random(f"family names {seed} {heritage.language} {families[0]}").shuffle(families)
    return FamilyNames(heritage, families[earlier % len(families)], rng)


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

STAFF_FIRST = (
    "Adaeze",
    "Bethan",
    "Callista",
    "Dilys",
    "Eamon",
    "Farida",
    "Gwenda",
    "Hamish",
    "Imogen",
    "Jasvir",
    "Keir",
    "Lorna",
    "Mirembe",
    "Nigella",
    "Oonagh",
    "Priya",
    "Rhodri",
    "Svetlana",
    "Tobiah",
    "Una",
    "Verity",
    "Winifred",
    "Yusra",
    "Zebedee",
)
STAFF_FAMILIES = (
    "Ollerpike",
    "Thistlewade",
    "Marchmoor",
    "Adeyinka-Stone",
    "Brackwell",
    "Corriemuir",
    "Dunnockshaw",
    "Eldergarth",
    "Fairbarrow",
    "Gorsebridge",
    "Hazelrigg-Bose",
    "Inchmarlow",
    "Jessamy-Holt",
    "Kettlewhin",
    "Lindmere",
    "Mossbury",
    "Netherclough",
    "Oxbarrow",
    "Pelhurst",
    "Quernmore-Das",
    "Ravenglint",
    "Silverthwaite",
    "Tamarinde",
    "Underbank",
    "Vellacombe",
    "Whinfellow",
    "Yarrowdale",
)
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
