"""How the web pages around a transcript read: players, shares, credits, footers."""

import re


def _phrases(text: str) -> frozenset[str]:
    phrases = text.replace("\n", "|").split("|")
    return frozenset(phrase.strip() for phrase in phrases if phrase.strip())


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DATE = rf"{_DAY}(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
_CLOCK = r"\d{1,2}:\d{2}\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s*[A-Z]{2,4})?"

# Whole lines, without case and without bullets or marks around them.
NAVIGATION = _phrases(
    """
    listen|listen live|play|pause|play live radio|live radio|listen now|play audio
    toggle more options|more options|download|embed|embed this|transcript|share
    share this|share this story|share this episode|share on facebook|share on x
    share on twitter|facebook|twitter|x|linkedin|flipboard|email|e-mail|print|bluesky
    threads|instagram|youtube|tiktok|reddit|whatsapp|copy link|link copied|pocket
    listen & follow|listen and follow|apple podcasts|spotify|youtube music
    amazon music|iheart radio|iheartradio|npr one|npr app|npr apps|overcast
    pocket casts|pandora|castbox|rss|rss link|rss feed|subscribe|follow|follow us
    skip to main content|skip to content|accessibility links|main navigation
    keyboard shortcuts for audio player|open navigation menu|close navigation menu
    expand/collapse submenu for|menu|search|home|news|music|culture|shows|shows & podcasts
    programs|podcasts|schedule|about|about us|contact|contact us|sign in|sign out
    log in|my account|newsletter|newsletters|donate|donate now|give|give now|give today
    support|support us|become a member|membership|member center|shop|npr shop
    enlarge this image|toggle caption|hide caption|caption|advertisement|sponsor message
    become an npr sponsor|related|related stories|related content|related links
    related topics|more stories|more stories for you|recommended|more from npr|npr
    tags|topics|most popular|read more|see all|load more|next|previous|back to top
    privacy|privacy policy|terms of use|terms of service|your privacy choices
    corrections|careers|fcc public file|fcc applications|public file|site map|sitemap
    audio will be available later today.|closed captions|captions|volume|mute|unmute
    loading...|loading…|live|on air|on air now|now playing|up next|view all|stay connected
    player|open player|full screen|settings|settings speed|1x|cookie settings|latest stories
    getty images|read transcript|hide transcript|show transcript|view transcript|download audio
    download mp3|download transcript|play episode|all episodes|latest episode|full transcript
    accept|accept all|accept cookies|accept all cookies|reject all|manage preferences
    manage cookies|cookie preferences|got it|no thanks|enter your email|your email address
    email address|sign up|read next|up first|editors' picks|what to read next|playlist
    """
)

# What typists close a script with, in brackets or not.
END_MARKS = _phrases(
    "end of transcript|end transcript|end of interview|end of recording"
)

# Below one of these stand the headlines of other stories, not speech.
LISTS_OF_LINKS = _phrases(
    """
    related|related stories|related content|related links|related topics|more stories
    more stories for you|recommended|more from npr|tags|topics|most popular|read next
    latest stories|stay connected|editors' picks|what to read next
    """
)

# Lines that stand above a transcript; all before the last of them is the page's.
HEAD = re.compile(
    rf"""
    (?:listen|play|pause|audio|play\ live\ radio|download)?\W{{0,6}}
        \d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s*/\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?$
    | (?:[\w&' ]{{0,40}}\W{{1,3}})?\d{{1,3}}[-\ ]?min(?:ute)?s?(?:[-\ ](?:listen|read))?$
    | heard\ on\b[^.?!]{{0,80}}$ | (?:as\ )?(?:aired|broadcast)\ (?:on|by)\b[^.]{{0,80}}$
    | by:?\ +[^\W\d_][^.?!:]{{1,90}}$
    | (?:first\ )?(?:published|updated|posted|last\ updated|aired|publish\ date)\W{{1,3}}[^.?!]{{0,60}}\d[^?!]{{0,60}}$
    | {_DATE}(?:\W{{0,4}}{_CLOCK})?(?:\W{{1,4}}[^.?!]{{0,40}})?$
    | {_CLOCK}$
    | <iframe\b.*$ | </iframe>$
    | (?:from|download|embed)\s*$
    | transcript:?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
ANCHORS = _phrases(
    """
    listen|play|toggle more options|more options|download|embed|embed this|transcript
    listen & follow|listen and follow|play live radio|read transcript|show transcript
    view transcript|full transcript|hide transcript|listen live|skip to main content
    share|facebook|twitter|linkedin|flipboard|email|x|print|bluesky|npr one|spotify
    apple podcasts|rss link|download audio|download mp3|play audio|listen now
    amazon music|youtube music|iheart radio|share this story|copy link
    """
)

# Lines a page puts anywhere: captions, credits, teasers of other stories.
ANYWHERE = re.compile(
    r"""
    .{0,400}(?:hide\ caption|toggle\ caption|enlarge\ this\ image)$
    | (?:photo|image|video|audio|credit|caption|illustration|graphic|map)s?
        (?:\ (?:credit|by|courtesy))?\s*:.{0,300}$
    | (?:photo|image|illustration|graphic)s?\ (?:by|courtesy\ of|credit)\ [^.?!]{2,80}$
    | courtesy\ (?:of|photo)\b[^.?!]{0,80}$
    | (?:copyright|©|\(c\))\W{0,3}(?:©|\(c\)|\d{4}|(?-i:NPR|[KW][A-Z]{2,4})\b).{0,300}$
    | (?:sign\ up\ (?:for|to)|subscribe\ to)\b.{0,120}newsletter.{0,80}$
    | see\ stories\ by\ .{1,80}$
    | (?:related|read\ more|see\ also)\s*:.{1,200}$
    | (?:listen|read|watch|more|also)\s*:[^.?!]{1,200}$
    | (?:tags|topics|filed\ under|categories|keywords)\s*:.{0,300}$
    | (?:share|follow|listen|find)\b.{0,40}\b(?:facebook|twitter|instagram|spotify
        |apple\ podcasts)\b.{0,80}$
    | \W*https?://\S+$
    | (?:we|our\ (?:site|partners)|this\ (?:web)?site)\ uses?\ cookies(?:\ and\b.{1,40})?\ (?:to|on|for)\b.{0,400}$
    | by\ (?:continuing|clicking|using)\b.{0,120}\b(?:cookies?|privacy\ policy|terms)\b.{0,200}$
    | (?:get|receive|have)\b.{0,160}\b(?:to|in)\ your\ inbox\b.{0,80}$
    | (?-i:(?:Major\ |Additional\ )?[Ss]upport\ for\ (?:NPR|[KW][A-Z]{2,4}|this\ (?:podcast|program|station|story)))
        \b.{0,60}\b(?:comes|is\ provided|is\ made\ possible)\b.{0,300}$
    | [-=_*~•·—–]{3,}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
CAST_LIST = re.compile(
    r"(?:hosts?|guests?|reporters?|producers?|editors?|anchors?)\s*:\s*([^.?!:]{3,120})$",
    re.IGNORECASE,
)
PHOTO_CREDIT = re.compile(r"[A-Z][^.?!:/|()]{1,60}\s?[/|]\s?[A-Z][^.?!:/|()]{1,60}$")
# The gauge on the bridge in Cutler. (June Bell/KDEMO)
CREDITED_CAPTION = re.compile(
    r".{20}[(\[][A-Z][^()\[\]/|.?!:]{1,60}\s?[/|]\s?[A-Z][^()\[\]/|.?!:]{1,60}[)\]]$"
)
ENDS_A_CAPTION = re.compile(r"(?:hide caption|toggle caption)$", re.IGNORECASE)
ABOUT_THE_AUTHOR = re.compile(r"See stories by (.{1,80})$", re.IGNORECASE)

# A cheap look at the whole text: without one of these, no line need be searched.
FOOTER_HINTS = (
    "copyright", "©", "(c) ", "transcript", "to see more", "for more stories",
    "terms of use", "all rights reserved", "authoritative record", "commercial use only",
    "this text",
)  # fmt: skip

_YEAR = r"(?:19|20)\d\d\b"
_SIGN = r"(?i:copyright|©|\(c\)|&copy;)"
_MADE = r"(?:created|produced|provided|generated|made|prepared|transcribed)"

# From here to the end of the paragraph, and on to the next label: the footer. It
# must begin a sentence; "the Copyright Act of 1976" in mid-sentence is speech.
FOOTER = re.compile(
    r"(?:^|(?<=[.?!…\"”’')\]—-])\s{1,4}|(?<=--)|(?<=[a-z][.?!])(?=[CNT©]))(?P<footer>[\[(]?(?:"
    + "|".join(
        (
            rf"{_SIGN}[ ,]{{0,2}}(?:©|\(c\))?[ ,]{{0,2}}(?:by )?{_YEAR}"
            r"(?:[-–]\d{2,4})?[ ,.]{0,2}(?:by |for )?(?=[A-Z©\[(]|$|(?i:all rights))",
            rf"{_SIGN}[ ,]{{0,2}}(?:© ?)?(?:by )?[A-Z][\w.&'’ -]{{1,60}},? {_YEAR}",
            rf"(?i:(?:NPR )?transcripts? (?:are|is|was|were) {_MADE})",
            r"(?i:this (?:is a rush|is an? (?:un)?edited|rush) transcript)",
            r"(?i:this (?:transcript|text) (?:was|is|may|has|might)\b"
            r"(?=[^.]{0,80}\b(?:created|produced|provided|generated|prepared|contain"
            r"|edited|final|updated|revised|rush|automat|machine|software)))",
            r"(?i:(?:accuracy and )?availability of (?:\w+ )?transcripts? )",
            r"(?i:accuracy of (?:\w+ )?transcripts? )",
            r"(?i:transcript text may be revised)",
            r"(?i:the authoritative record of)",
            r"(?i:transcript(?:ion)?s? (?:(?:provided|produced|created) )?"
            r"(?:by|courtesy of)) [A-Z]",
            r"(?i:to see more,? visit\b)",
            r"(?i:for more (?:stories|information|from [\w ]{2,30}),? "
            r"(?:visit|go to|see) (?=https?:|www\.|[\w-]{2,40}\.(?:org|com|net|fm)))",
            r"(?i:visit our (?:website|web site|site)(?: for)?"
            r" (?=[^.]{0,40}\b(?:terms|permissions)))",
            r"(?i:for personal,? non-?commercial use only)",
            r"(?i:all rights reserved\b)",
        )
    )
    + r"))"
)

# A line of its own, below the last label, that asks for money in more words.
APPEAL_LINE = re.compile(
    r"(?i:\byour (?:\w+[ -]){0,2}(?:donation|gift|contribution|membership|pledge)\b"
    r"|\b(?:make|making|consider|with) a (?:\w+[ -]){0,2}(?:donation|gift|contribution)\b"
    r"|\b(?:donate|give|join|support)\b.{0,60}(?:https?:|www\.|\w\.(?:org|com|fm|example)\b))"
)

# What a page asks of its reader. Such a sentence is cut from the end of the last
# paragraph only; on air a pledge drive says much the same.
APPEAL_HINTS = ("donat", "member", "gift", "support", "newsletter", "contribut", "give")
_STATION = r"(?:NPR|[KW][A-Z]{2,4}\b|public (?:radio|media)|local (?:news|journalism|radio)|our (?:newsroom|journalism|reporting|work|station)|this (?:station|work|kind of)|independent|trusted|quality|the news|your)"
APPEAL = re.compile(
    r"(?:^|(?<=[.?!…\"”’')\]])\s{1,4})(?P<appeal>(?:"
    + "|".join(
        (
            r"(?:Please )?(?:[Dd]onate|DONATE|[Gg]ive|GIVE) (?i:now|today|here)\b"
            r"(?=\W*$|\W{1,3}(?:at|to|by|and|using|online|http))",
            r"(?:Please )?[Cc]onsider (?:making )?a (?:donation|gift|contribution)",
            r"(?:Please )?[Mm]ake (?:a|your) (?:tax-deductible |one-time |monthly )?"
            r"(?:donation|gift|contribution|pledge)",
            r"[Bb]ecome (?:a|an) (?:\w+ )?(?:member|sustainer|sustaining member|supporter)",
            rf"(?:Please )?[Ss]upport {_STATION}",
            r"(?:Click|Tap) (?:here|below|the)\b",
            r"Sign up (?:for|to) [^.]{0,80}newsletter",
            r"(?:Your|Listener|Reader) (?:\w+ )?(?:support|donation|gift|contribution)s?"
            r" (?:make|keep|help|power|fund|sustain|is what|allow|matter)",
            r"(?:[KW][A-Z]{2,4}|NPR|This (?:station|newsroom|work|reporting|story))"
            r"(?: \w+){0,4} (?:depends on|relies on|is (?:made possible|funded|supported"
            r"|powered) by|is possible because of) (?:your|listener|reader|member|support"
            r"|donation|contribution|people like you)",
            r"(?:Local|Public|Independent) (?:journalism|radio|news)(?: \w+){0,4} "
            r"(?:depends|relies|takes|needs) ",
            r"If you (?:value|rely on|appreciate|love|like|believe in|enjoy)[^.?!]{0,120}"
            r"(?:donat|gift|contribut|member|support|give)",
            r"(?:We|Our newsroom) (?:rely|depend|count)s? on (?:your|listeners|readers|"
            r"members|people like you)",
            r"(?:Help|Keep) (?:us|[KW][A-Z]{2,4}|local news)\b[^.?!]{0,100}"
            r"(?:donat|gift|contribut|member)",
            r"(?:Major |Additional )?Support for (?:NPR|[KW][A-Z]{2,4}|this (?:podcast|program"
            r"|station|story))\b[^.?!]{0,60}\b(?:comes|is provided|is made possible)\b",
            r"Donate\W{0,3}$",
        )
    )
    + r"))"
)
