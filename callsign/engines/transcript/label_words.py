"""The words of labels that are not names, and words before a colon that never are."""

from callsign.engines.transcript.model import Role

# A voice nobody could name begins like this.
UNKNOWN = frozenset(
    ["unidentified", "unknown", "unnamed", "anonymous", "automated", "synthesized"]
)

# What a nameless voice is called.
NAMELESS = frozenset(
    """
    man woman boy girl child kid person male female singer rapper student teacher
    announcer narrator voice speaker interpreter translator protester protestor
    actor actress musician participant panelist respondent dispatcher operator
    officer soldier worker resident witness fan journalist reporter anchor caller
    host listener customer politician
    """.split()
)

# Of these, the ones that are nobody's surname, so an adjective may stand before
# them without a number: YOUNG WOMAN, AI-GENERATED VOICE.
NAMELESS_ALONE = frozenset(
    """
    man woman boy girl child person voice announcer narrator interpreter translator
    protester protestor dispatcher reporter anchor student caller listener officer
    """.split()
)

GROUPS = frozenset(
    """
    crowd audience group chorus choir all both everyone everybody people children
    men women kids congregation ensemble
    """.split()
)

ROLES_ALONE = {
    "host": Role.HOST,
    "anchor": Role.HOST,
    "moderator": Role.HOST,
    "interviewer": Role.HOST,
    "reporter": Role.BYLINE,
    "correspondent": Role.BYLINE,
    "byline": Role.BYLINE,
    "caller": Role.CALLER,
    "listener": Role.CALLER,
    "guest": Role.GUEST,
    "interviewee": Role.GUEST,
}

BREAKS = frozenset(["break", "ad break", "sponsor break", "mid roll", "midroll"])

# No name begins with one of these.
FUNCTION_WORDS = frozenset(
    """
    a an the here here's heres there there's that that's what what's it's it this
    these those who whom whose why how when where which he she they we you i me my
    our your his her their is are was were be been does did has have had would could
    should might must if then so but or nor for to of in on at by from with about
    into as not no yes ok okay well now also finally and
    """.split()
)

# No name consists of these only; they head a line on a page or in a rundown.
HEADING_WORDS = frozenset(
    """
    post-broadcast note notes warning update updated correction corrections clarification photo
    photos image images video audio credit credits caption captions source sources
    copyright transcript headline date dateline slug intro outro lede related tags
    tag topic topics read more listen watch ps fyi url http https email e-mail phone
    tel fax contact question questions answer answers q example remember reminder
    editor editor's editors chapter step part episode season section title subtitle
    summary teaser published posted produced producer producers engineer music theme
    today today's tomorrow yesterday tonight monday tuesday wednesday thursday friday
    saturday sunday january february march june july september october november
    december first second third fourth next last breaking news story stories
    exclusive live share follow subscribe download embed host's guests hosts bonus
    disclosure disclaimer ad advertisement sponsor sponsored support tl;dr important
    importantly thing things fact facts quote plus meaning translation result results
    problem problems rule lesson point opinion time times location address price cost
    click visit see hear link links reference references resource resources show one
    two three four five six seven eight nine ten spoiler alert bottom line hint tip
    reading writing option options pros cons verdict conclusion introduction
    overview background illustration illustrations courtesy graphic graphics map
    file copy edited editing written reported hosted presented
    """.split()
)
