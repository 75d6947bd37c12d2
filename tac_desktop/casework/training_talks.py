"""What invented contact log entries say: sentences with gaps, and when each of them fits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Talk:
    """One kind of log entry.

    `with_whom` are parts in the case (`mother`, `sw`, `carer`, `solicitor`, `midwife`, `manager`,
    `staff`, `supporter`, `child`); an entry fits only where all of them are filled. `needs` is
    something the case must have, `child_has` what the child must have (`contact` with her,
    `calls`, a `school`). `missed` is what stands there when nobody was reached.
    """

    channel: str
    direction: str
    purposes: tuple[str, ...]
    texts: tuple[str, ...]
    with_whom: tuple[str, ...] = ("mother",)
    about_child: bool = True
    needs: str = ""
    child_has: str = ""
    her_words: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    headline: str = ""
    share: str = "open"
    minutes: tuple[int, int] = (10, 60)
    told: str = ""
    prison_text: str = ""


FIRST = Talk(
    "face_to_face_wing", "in_person", ("needs_assessment", "emotional_support"),
    (
        "First meeting. Explained what this service does and does not do. Consents gone through "
        "and read aloud. {mother} wants to know who decides about {child}.",
        "First meeting, in the wing office. {mother} drew who is who in the family. She asked for "
        "news of {child} before anything else.",
        "First meeting. {mother} was nervous that talking might count against her; explained what "
        "is shared, with whom, and what never is.",
    ),
    her_words=("Nobody has sat down with me like this", "I didn't think anyone would come"),
    headline="First seen by the social worker",
    minutes=(40, 75),
    prison_text="Seen by the TaC social worker for a first meeting. No concerns to report.",
)  # fmt: skip

TALKS = (
    Talk(
        "phone", "outgoing", ("liaison_social_worker", "child_update"),
        (
            "Rang {sw} at {authority}. {child} is settled. {sw} will confirm the date of the "
            "review by e-mail.",
            "{sw} had not known which prison {mother} is in. Gave number, address and how to book "
            "the video link; explained that Teams cannot be used here.",
            "{sw} says the report is with the team manager. Asked for it to reach us a week before "
            "the meeting, so that it can be read together.",
        ),
        with_whom=("sw",), missed=(
            "Rang {authority}. No answer; message left with number and times.",
            "Voicemail of {sw} is full. Wrote to the duty address instead.",
        ), barriers=("access_la_sw",), minutes=(5, 20),
    ),
    Talk(
        "phone", "incoming", ("child_update", "liaison_social_worker"),
        (
            "{sw} rang to say that {child} had a cold and missed the last call; a new time is "
            "agreed.",
            "{sw} rang: {child} would rather have the calls before supper than after.",
        ),
        with_whom=("sw",), child_has="calls", minutes=(5, 20),
    ),
    Talk(
        "phone", "incoming", ("child_update", "liaison_social_worker"),
        (
            "{sw} rang back: {child} has started a new class and likes it. There will be "
            "photographs at the end of term.",
        ),
        with_whom=("sw",), child_has="school", minutes=(5, 20),
    ),
    Talk(
        "phone", "incoming", ("liaison_social_worker",),
        (
            "Call from {authority}: {sw} is leaving at the end of the month, a new social worker "
            "is not named yet. Asked that {mother} is told in writing.",
        ),
        with_whom=("sw",), minutes=(5, 20),
    ),
    Talk(
        "face_to_face_wing", "in_person", ("child_update", "emotional_support"),
        (
            "Passed on the news of {child} from {authority}. {mother} asked for it to be written "
            "down in large letters and kept the page.",
            "Read the report about {child} to {mother}. She cried, and then laughed at the part "
            "about the hamster.",
            "Went through the minutes together, sentence by sentence. Two things were wrong in "
            "them; wrote down her corrections.",
        ),
        her_words=(
            "Tell them I'm still here", "I'd rather know than not know", "That's just like him",
        ),
        minutes=(20, 50),
        prison_text="Seen on the wing; family news passed on. Calm at the end.",
    ),
    Talk(
        "face_to_face_wing", "in_person", ("explaining_process", "legal_support"),
        (
            "Explained the order about {child} with the easy-read sheet: who decides what, for how "
            "long, and how she can be heard.",
            "Explained what a review is and who sits there. Practised saying her three points.",
            "{mother} asked whether signing means agreeing. Explained; she will ask the solicitor "
            "before she signs anything.",
        ),
        her_words=("Why didn't they say it like that?", "So it's not finished then"),
        minutes=(30, 60),
    ),
    Talk(
        "face_to_face_office", "in_person", ("contact_with_children", "life_story"),
        (
            "Wrote a letter to {child} together. {mother} chose the picture. Handed in for "
            "posting the same day.",
            "Planned what to say when {child} asks when she is coming home.",
        ),
        child_has="contact", her_words=("I don't want to promise what I can't keep",),
        minutes=(25, 55),
    ),
    Talk(
        "face_to_face_office", "in_person", ("life_story",),
        (
            "{mother} made a page about the day {child} was born for the life story book.",
            "{mother} wrote down the song she sang to {child}, for the life story book.",
        ),
        her_words=("I sang it every night",), minutes=(25, 55),
    ),
    Talk(
        "social_video_call", "in_person", ("contact_with_children",),
        (
            "Video call with {child} worked at the second try. Fifteen minutes; {child} showed "
            "drawings and was shy at first.",
            "Sat with {mother} through the video call with {child}. Good; she kept to what we had "
            "planned.",
        ),
        with_whom=("mother", "child"), barriers=("video_link_not_working",),
        missed=("Video call with {child} did not come about: no picture, no sound. Asked for a "
                "phone call instead.",),
        minutes=(15, 40),
    ),
    Talk(
        "supervised_visit", "in_person", ("contact_with_children",),
        (
            "Visit with {child} in the visits hall, supervised by the authority. Warm greeting, "
            "a game, a difficult goodbye.",
            "Visit with {child}. Started late because of a late unlock; the authority agreed to "
            "add the time at the end.",
        ),
        with_whom=("mother", "child"), barriers=("late_unlock_staff_shortage",),
        headline="Visit with {child}", minutes=(45, 120),
    ),
    Talk(
        "meeting_phone", "in_person", ("attend_meeting", "advocacy"),
        (
            "Took part in the meeting about {child} by speakerphone with {mother}. Sound was poor; "
            "the chair repeated each decision for us.",
            "Meeting about {child}: joined late because the wing had not been told. {mother} said "
            "her points; they were written down.",
        ),
        with_whom=("mother", "sw"), barriers=("wing_not_told", "poor_sound"),
        headline="Took part in a meeting about {child}", minutes=(40, 90),
    ),
    Talk(
        "meeting_video", "in_person", ("attend_meeting",),
        (
            "The prison's own video link worked for the meeting about {child}. {mother} could see "
            "who was speaking, which made the difference.",
        ),
        with_whom=("mother", "sw"), headline="Took part in a meeting about {child} by video",
        minutes=(45, 100),
    ),
    Talk(
        "phone", "outgoing", ("family_liaison",),
        (
            "Rang {supporter}. Happy to visit next month; asked what may be brought in.",
            "Rang {supporter} with {mother}'s consent: all well at home; sends love.",
        ),
        with_whom=("supporter",), missed=("Rang {supporter}; no answer.",), minutes=(5, 25),
    ),
    Talk(
        "phone", "outgoing", ("contact_with_children", "family_liaison"),
        (
            "Rang {carer}: {child} waited for the call on Sunday and was sad. Agreed a new time "
            "and a number to ring if it changes.",
            "{carer} says bedtime is easier after the calls. Passed that on to {mother}.",
        ),
        with_whom=("carer",), missed=("{carer} did not answer; will try in the evening.",),
        barriers=("wider_family_engagement",), minutes=(5, 20),
    ),
    Talk(
        "phone", "outgoing", ("safeguarding_concern", "liaison_social_worker"),
        (
            "{sw} is worried about who visits the house where {child} lives, and asked that it is "
            "not mentioned to the family until it has been looked into.",
        ),
        with_whom=("sw",), share="professionals_only",
        headline="Authority concerned about a visitor", minutes=(10, 25),
    ),
    Talk(
        "phone", "outgoing", ("legal_support",),
        (
            "{solicitor} will take instructions by legal video link next week. Booked the slot.",
            "Asked {solicitor} whether the assessment can be done inside. Yes, if the prison gives "
            "a room; asked for one.",
        ),
        with_whom=("solicitor",), needs="court", missed=("{solicitor} in court; will ring back.",),
        minutes=(5, 20),
    ),
    Talk(
        "court_video_link", "in_person", ("attend_hearing", "legal_support"),
        (
            "Supported {mother} at the hearing by video link. Stayed with her afterwards until she "
            "had eaten. Told the wing how she was.",
        ),
        with_whom=("mother", "solicitor"), needs="court", headline="Hearing about the children",
        minutes=(60, 150), told="Wing SO, straight afterwards",
        prison_text="At a family court hearing by video link. Seen afterwards; wing informed.",
    ),
    Talk(
        "face_to_face_wing", "in_person", ("difficult_news", "emotional_support"),
        (
            "Told {mother} together with an officer that contact with {child} will be less often. "
            "She was silent, then angry, then tired. Stayed until she had rung her family.",
            "Told {mother} that the visit with {child} is cancelled. Gave the new date on paper.",
        ),
        child_has="contact",
        her_words=("What's the point", "I knew it before you said it"),
        headline="Told of a change in contact with {child}", minutes=(25, 60),
        told="Oscar 1 and the wing SO, within ten minutes",
        prison_text="Difficult family news given with an officer present. Please look in on her.",
    ),
    Talk(
        "face_to_face_wing", "in_person", ("acct", "emotional_support"),
        (
            "Sat with {mother} between reviews. She sleeps better since she has the dates on one "
            "page. Told the co-ordinator what helps.",
            "{mother} spoke about the nights. Asked the wing for a listener; gave her the next "
            "three dates in writing.",
        ),
        needs="acct", her_words=("Nights are the worst",), minutes=(20, 45),
        told="Case co-ordinator, the same hour",
    ),
    Talk(
        "face_to_face_wing", "in_person", ("mbu_application", "explaining_process"),
        (
            "Went through how a place on the unit is decided, with the easy-read page. {mother} "
            "wants to apply and began her own part.",
            "{mother} read her own part of the application aloud. Changed nothing: it is good.",
            "Prepared for the Board: what will be asked, what she may ask, what happens after.",
        ),
        needs="unborn", her_words=("I want to be her mum every day", "I know I have to show it"),
        minutes=(30, 70),
    ),
    Talk(
        "phone", "outgoing", ("mbu_application", "liaison_social_worker"),
        (
            "Chased the authority's report for the Board. {sw} will send it by the end of the "
            "week.",
        ),
        with_whom=("sw",), needs="unborn", missed=(
            "Chased the report for the Board: voicemail. E-mailed the team manager.",
        ), barriers=("access_la_sw",), minutes=(5, 15),
    ),
    Talk(
        "face_to_face_wing", "in_person", ("practical_support", "mbu_application"),
        (
            "With {midwife}: scan went well, due date stays. {mother} asked for a picture and got "
            "one.",
        ),
        with_whom=("mother", "midwife"), needs="unborn", headline="Scan: all well",
        minutes=(20, 45),
    ),
    Talk(
        "phone", "incoming", ("liaison_social_worker", "mbu_application"),
        (
            "{sw} is now the social worker for the baby and will come in for the pre-birth "
            "assessment; asked which room and what may be brought in.",
            "{sw} rang about the birth plan: who is told when labour begins, who may be there.",
            "{sw} will hold the next core group by the prison's own video link.",
        ),
        with_whom=("sw",), needs="unborn", minutes=(5, 20),
    ),
    Talk(
        "face_to_face_office", "in_person", ("preparing_for_meeting", "advocacy"),
        (
            "Prepared for the core group. {mother} wants to say herself what she has done since "
            "the last one.",
            "Read the pre-birth assessment together over two hours, with a break. Four corrections "
            "in her words.",
            "Wrote the birth plan together. She wants her family told after, not during.",
            "{mother} went to the antenatal class and showed what she learned.",
        ),
        needs="unborn", her_words=("I've been to every one of the classes", "I want it in writing"),
        minutes=(30, 75),
    ),
    Talk(
        "face_to_face_mbu", "in_person", ("mbu_application", "emotional_support"),
        (
            "On the unit. {child} gains weight well; {mother} asks for help before she needs it.",
            "On the unit. Talked about what will change at eighteen months, early and calmly.",
            "On the unit. {mother} would like the health visitor to come in the morning, when "
            "{child} is awake.",
        ),
        needs="baby", her_words=("She knows my voice", "We've got our own little routine"),
        minutes=(25, 60),
    ),
    Talk(
        "letter", "outgoing", ("liaison_social_worker", "advocacy"),
        (
            "Wrote to {authority}: please send minutes and reports to the prison address, in plain "
            "words, two weeks ahead.",
            "Wrote to {authority} on {mother}'s behalf, in her words, about contact with {child}.",
        ),
        with_whom=("sw",), minutes=(20, 40),
    ),
    Talk(
        "email_printed", "incoming", ("child_update",),
        (
            "E-mail from {authority} printed and read to {mother}: school report of {child}, "
            "mostly good; more reading at home would help.",
        ),
        with_whom=("sw",), child_has="school", minutes=(10, 20),
    ),
    Talk(
        "work_on_file", "work_on_file", ("other",),
        (
            "Put the chronology in order and asked the authority for two missing dates.",
            "Prepared the papers for the next meeting; copies for {mother} in large print.",
        ),
        with_whom=(), about_child=False, minutes=(15, 60),
    ),
    Talk(
        "face_to_face_office", "in_person", ("pre_release",),
        (
            "Talked about release: where to live, who helps, what the authority wants to see "
            "first. Wrote three next steps.",
            "Filled in the housing form together. The waiting list is long; applied to two places.",
        ),
        about_child=False, her_words=("I don't want to go back to how it was",),
        barriers=("no_family_accommodation",), minutes=(30, 60),
    ),
    Talk(
        "face_to_face_wing", "in_person", ("practical_support",),
        (
            "Went through three unopened letters together. Two need no answer; wrote the third.",
            "Sorted her papers into a folder with dividers: court, council, prison, mine.",
            "{mother} asked how to complain about a missed call; explained the two ways.",
        ),
        about_child=False, her_words=("I was scared to open it",), minutes=(15, 45),
    ),
    Talk(
        "face_to_face_wing", "in_person", ("emotional_support",),
        (
            "Short talk in the exercise yard. Tired, not low; sleeps badly because of the noise.",
            "{mother} wanted to talk about anything but the case. We talked about baking.",
        ),
        about_child=False, minutes=(10, 30),
    ),
    Talk(
        "group", "in_person", ("emotional_support", "explaining_process"),
        (
            "Mothers' group: rights in meetings, in plain words. {mother} asked two questions.",
            "Mothers' group: making something to send home. Quiet, stayed to the end.",
        ),
        about_child=False, minutes=(60, 90),
    ),
    Talk(
        "phone", "outgoing", ("staff_advice",),
        (
            "Asked the wing to tell {mother} of meetings the day before, and to unlock in time.",
            "Asked the wing who can sit with {mother} after the next meeting; her key worker will.",
        ),
        with_whom=(), about_child=False, minutes=(5, 15),
    ),
    Talk(
        "phone", "outgoing", ("staff_advice", "pre_release"),
        (
            "Told {manager} when the next meetings are, so that no transfer is planned on those "
            "days.",
            "Asked {manager} for the release date in writing; it is unchanged.",
        ),
        with_whom=("manager",), about_child=False, minutes=(5, 15),
    ),
)  # fmt: skip

LATER_NOTES = (
    ("correction", "It was by phone, not on the wing."),
    ("correction", "The call lasted ten minutes longer."),
    ("addition", "She came back to it the next day and asked the same again."),
    ("addition", "The date was confirmed by e-mail afterwards."),
    ("mothers_comment", "She says: I was not angry, I was tired."),
)
