"""Names that are ordinary words too: Will, May, Hope, Green, Church Lane.

Where one of these is protected, only its spelling with a capital counts as the name; otherwise a
hidden child called Will would empty every text that says what somebody will do.
"""

from __future__ import annotations

_COMMON_WORDS = """
able about above account across act after again age ago air all alone along also always and any
april arch are area arm army art ash ask august autumn away baby back bad baker ball bank bar
barber barn base bath battle bay beach bean bear beau beck bed bell bend best better big bill
bird birth bishop black blessing blue board bob bold bond book booth both bow box boy brain
branch brand brave bread bridge bright broad brook brooks brother brown buck bull bus bush busy
butcher butler button buy by cake call came camp can candy cane care carer carers carpenter
carter case cash castle cat centre chain chance change chapel chapman charity chase chat cherry
child children church city clay clear cliff clock close coast coat cold cole cook cooper coral
corn corner cottage council counsel country county court cove cox cream crescent crisp cross
crown cup dale dance dash date dawn day deal dean dear dell den destiny did dog don down drake draw
drew drive drum duke dusk each early earl east easy eden edge end england english enough even
ever every fair fairy faith fall family far farm farmer fast father fawn feather felt fern few
field finch fine first fish fisher flat fletcher flint flood flower foot for ford forest fort
fortune foster found fox frank free friday friend frost full game gale garden gardens gate gay
gem gene gentle get gift gill ginger girl give glad glass glen glory go gold golden good grace
grand grange grant gray great green grey grove guy had hail hale half hall hand happy hard
hardy harmony harp harper has hatch hawk hay hazel he head health heart heath heather heaven
help her here hero hill hills his hob holiday hollow holly holmes home honey honour hood hook
hope hopes hopper horn horse hospital house how hunt hunter ice in iris ivy jack jasmine jay
jet jewel job joy joyce judge june junior justice keen keep key kid kind king kings kitty knight
known lad lady lake lamb land lane large lark last late lavender law lawn leaf lee left less
liberty light like lily line link lion list little live lives lock lodge long lord lot love
loving low lower lucky made magic maize make mall man manor many maple march mark marks marsh
mason mat max may me mead meadow meadows melody mercy merit merry met mid middle mile miles mill
miller mills mint miss mist monday month moon moor more morning moss most mother mount much nan
near never new next nick night no noble noon north not note nurse nursery oak ocean of off old
olive on once one only open or order our out over own page palm paper parade parish park parker
part past pat patch path patience paul peace peach pear pearl pen penny pepper perry person pet
phoenix pier pike pine pink pit place plain plum point pond pool poor pope poppy port porter
post potter precious pride primary prince prison promise purple pure quay queen queens quick
quiet rain rainbow ray read reading red reed reeve rest rex rice rich ride ridge right ring rise
river rivers road rob robin robe rock room rose roses round row royal ruby rugby rule rush rust
rusty safe sage sail saint sally same sand sandwich sandy saturday savage saw say scarlet school
score sea seal see senior set settle shade shaw shell shepherd ship shore short silver singer
sister skip sky slate smart smith snow so social some son south space spark sparrow spring
spruce square stable star start station stead steel step stone storm stream street strong sue summer
summit sun sunday sunny sure swan sweet tailor take tale tall tanner taylor teal temple terrace
that the then there they thorn three thursday tide tiger time to today told tom top tower town
trail tree true trust tuesday tucker turner two under union upper use vale valley van very view
village vine violet visit wade waite walk walker wall walls ward ware warm was water waters way
weaver webb wednesday week well wells went west wheel white who wild will wills willow win wind
winter wise with wolf won wood woods worker works worth wren yard year yes yew you young zion
"""
COMMON = frozenset(_COMMON_WORDS.split())

MONTHS = frozenset({"april", "may", "june", "august", "march"})

_NOT_NAMES_WORDS = """
abu adopted adoptive adopter adopters and ap bin da dad das de del den der des di dos dr du
family father foster gran grandma grandad carer carers ibn la las le les los mam miss mother
mr mrs ms mum name nan nana named nee no not rev sir son ter the unborn unknown unnamed van
von worker baby child bach
"""
NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())
"""What stands in a box for names and names nobody: a title, a particle, `adoptive family`."""

_NOT_PLACES_WORDS = """
academy avenue bungalow close coed community cottage council court crescent cymraeg district
drive farm ffordd flat floor from gardens gradd grove gwynedd gynradd hall heol hill house
infant infants junior kilometres lane library minutes miles near north nursery parc pentre
place plas playgroup pont preschool primary road room school secondary south square stryd
street terrace town unit uwchradd village west wing ysgol year september october november
december january february confidential private secret shared unknown
undisclosed withheld
"""
NOT_PLACES = frozenset(_NOT_PLACES_WORDS.split())
"""Parts of an address or a school's name that tell no place apart on their own."""
