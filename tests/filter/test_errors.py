"""A wrong filter is answered with the place, what is wrong there, and what was expected."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from nldissect.errors import UserError
from nldissect.filter import FilterError, compile as compiled
from tests.filter.family import names
from tests.filter.test_matches import MESSAGE

# A filter; carets under it; a part of the complaint; a part of what was expected.
CASES = [
    ("", "^", "the filter is empty", "a field"),
    ("IFLA_MUT > 3", "^^^^^^^^", 'no field "IFLA_MUT"; did you mean IFLA_MTU?', "a field"),
    ("seq == 1 && typ == 3", "            ^^^", "did you mean type", "a field"),
    ("netlink.hdr_typ", "^^^^^^^^^^^^^^^", "did you mean netlink.hdr_type", "a field"),
    ("IFLA_LINKINFO.IFLA_INFO_KIN", "              ^^^^^^^^^^^^^", "IFLA_INFO_KIND?", "a field"),
    ("IFLA_LINKNFO.IFLA_INFO_KIND", "^^^^^^^^^^^^", "IFLA_LINKINFO?", "a field"),
    ("1500 < IFLA_MTU", "^^^^", 'no field "1500"', "a field"),
    ("IFLA_MTU >", "          ^", "something is missing", "a value"),
    ("IFLA_MTU > &&", "           ^^", '"&&" can not stand here', "a value"),
    ("IFLA_MTU = 3", "         ^", "= compares nothing", "=="),
    ("IFLA_MTU 3", "         ^", '"3" can not stand here', "a comparison (==, <, contains, in …), &&, ||"),
    ("IFLA_MTU == 3 4", "              ^", '"4" can not stand here', "&&, || or the end of the filter"),
    ("1 == 2 == 3", "       ^^", "can not be chained", "&&"),
    ("IFLA_MTU &&", "           ^", "something is missing", "a field"),
    ("(IFLA_MTU", "^", "this ( is never closed", "a )"),
    ("(IFLA_MTU 3)", "          ^", '"3" can not stand here', "&&, || or )"),
    ("IFLA_MTU)", "        ^", "this ) closes nothing", "&&"),
    ("type in {1, 2", "        ^", "this { is never closed", "a }"),
    ("type in {1 == 2}", "           ^^", '"==" can not stand here', "a comma, .. or }"),
    ("type in {}", "         ^", '"}" can not stand here', "a value"),
    ("type in {1..}", "            ^", '"}" can not stand here', "the end of the range"),
    ("type in {9..1}", "         ^^^^", "ends before it starts", "the lower end first"),
    ("IFLA_DST in {10.0.0.1..::1}", "             ^^^^^^^^^^^^^", "ends before", "lower"),
    ("type not 3", "         ^", '"3" can not stand here', "in"),
    ("any type", "        ^", "something is missing", "a comparison"),
    ('IFLA_IFNAME == "veth', "               ^^^^^", "the string has no end", 'a closing "'),
    ("IFLA_ADDRESS[0:", "            ^", "the slice has no end", "a slice"),
    ("IFLA_ADDRESS[0:1,x] == 1", "                 ^", "no slice", "[start:length]"),
    ("IFLA_ADDRESS[3-1] == 1", "             ^^^", "ends before it starts", "[start:length]"),
    ("IFLA_ADDRESS[0:2] == xyz", "                     ^^^", '"xyz" is no bytes', "bytes"),
    ("seq[0:2] == 1", "^^^^^^^^", "seq has no bytes", "an attribute or text"),
    ("IFLA_MTU == $", "            ^", "'$' has no meaning", "a value"),
    ('IFLA_MTU == "1500"', "            ^^^^^^", 'IFLA_MTU can not be compared with "1500"', "a number"),
    ("IFLA_MTU == abc", "            ^^^", 'compared with "abc"', "a number"),
    ("IFLA_MTU in {1, abc}", "                ^^^", 'compared with "abc"', "a number"),
    ("IFLA_MTU in {1..abc}", "                ^^^", 'compared with "abc"', "a number"),
    ("IFLA_PROTO == RTPROT_STATC", "              ^^^^^^^^^^^^", "did you mean RTPROT_STATIC?", "constants"),
    ("type == RTM_NEWLNK", "        ^^^^^^^^^^", "did you mean RTM_NEWLINK", "constants"),
    ("type > RTM_NEWLINK", "       ^^^^^^^^^^^", "names have no order", "a number"),
    ("flags & NLM_F_DMP", "        ^^^^^^^^^", "did you mean NLM_F_DUMP", "bits"),
    ("error == EINVALID", "         ^^^^^^^^", "did you mean EINVAL", "an errno"),
    ("direction == kernel", "             ^^^^^^", "direction can not", "to-kernel or to-user or unknown"),
    ("proto == rute", "         ^^^^", "did you mean route?", "a number"),
    ("ip == 10.0.0.0.1", "      ^^^^^^^^^^", "ip can not", "an address or prefix"),
    ("ip == eth0", "      ^^^^", "ip can not", "an address or prefix"),
    ("IFLA_ADDRESS == 1.2", "                ^^^", "IFLA_ADDRESS can not", "a MAC address"),
    ("IFLA_LINKINFO == 3", "^^^^^^^^^^^^^", "no value of its own", "a field inside it"),
    ("IFLA_IFNAME & 3", "^^^^^^^^^^^^^^^", "is no number", "a field with a number"),
    ("own == maybe", "       ^^^^^", "own can not", "true or false"),
    ("own < true", "      ^^^^", "own can not", "true or false"),
    ("time == soon", "        ^^^^", "time can not", "seconds since 1970"),
    ('IFLA_IFNAME matches "("', "                    ^^^", "no regular expression", "a pattern"),
    ('IFLA_IFNAME ~ "a{9999999999}"', "              ^^^^^^^^^^^^^^^", "too large", "simpler"),
    ("ifi_flags & 1 contains 3", "                       ^", "bits are a number", "=="),
    ("all dev in {3, eth0}", "               ^^^^", "names and numbers", "only"),
    ("IFLA_MTU.first", "         ^^^^^", 'no field "first"', "a field"),
    ("IFLA_PARSED..", "           ^^", '".." can not stand here', "a comparison"),
    ("IFLA_PARSED.", "^^^^^^^^^^^^", 'no field "IFLA_PARSED."', "a field"),
    ("(" * 101 + "own", None, "more than 100 parentheses", "a simpler filter"),
    ("own || " * 2000 + "own", None, "longer than 10000 characters", ""),
]


@pytest.mark.parametrize(("text", "carets", "message", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_the_place_and_the_reason(text: str, carets: str | None, message: str, expected: str) -> None:
    with pytest.raises(FilterError) as caught:
        compiled(text, names())
    error = caught.value
    assert message in error.message
    assert expected in error.expected
    assert isinstance(error, UserError)
    if carets is not None:
        assert error.pointer() == (text, carets)


def test_the_whole_answer() -> None:
    with pytest.raises(FilterError) as caught:
        compiled("IFLA_MUT > 3", names())
    assert str(caught.value).splitlines() == [
        'there is no field "IFLA_MUT"; did you mean IFLA_MTU?',
        "    IFLA_MUT > 3",
        "    ^^^^^^^^",
        "    expected a field: an attribute, a struct member, or one such as type, error, ip",
    ]


def test_a_long_filter_is_shown_around_the_place() -> None:
    with pytest.raises(FilterError) as caught:
        compiled(" || ".join(["own"] * 30) + " || x == 1 || " + " || ".join(["own"] * 30), names())
    line, carets = caught.value.pointer()
    assert line.startswith("…")
    assert line.endswith("…")
    assert len(line) < 70
    assert line[carets.index("^")] == "x"


def test_what_is_shown_can_not_reach_the_terminal_as_a_command() -> None:
    with pytest.raises(FilterError) as caught:
        compiled("IFLA_IFNAME == '\x1b[2J\u202e' \x1b", names())
    shown = str(caught.value)
    assert shown.replace("\n", "").isprintable()
    line, carets = caught.value.pointer()
    assert line[carets.index("^") :] == r"\x1b"


def test_wide_characters_keep_the_caret_under_the_place() -> None:
    with pytest.raises(FilterError) as caught:
        compiled("IFLA_IFNAME == '世界' $", names())
    assert caught.value.pointer()[1] == " " * 22 + "^"


def test_parentheses_up_to_the_limit_are_understood() -> None:
    compiled("(" * 100 + "own" + ")" * 100, names())
    compiled("!(own || seq ^^ len && !" * 90 + "own" + ")" * 90, names())


PIECES = """
IFLA_MTU IFLA_IFNAME IFLA_ADDRESS IFLA_DST IFLA_COOKIE IFLA_PROTO ifi_flags type flags ip dev own time process
IFLA_LINKINFO.IFLA_INFO_DATA uevent.X == != > <= === !== in not contains matches & | && || ^^ ! ( ) { } , ..
[0:2] [1] [-1:] 1 -1 0x10 1500 1.5 static RTM_NEWLINK NLM_F_DUMP 10.0.0.0/8 ::1 02:00:11:22:aa:bb aa:bb 'x'
"veth0" "(" any all true to-kernel EINVAL ~ = 1ms
"""


@given(st.text(max_size=60))
def test_any_text_is_a_filter_or_a_filter_error(text: str) -> None:
    _survives(text)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=12))
def test_any_words_are_a_filter_or_a_filter_error(words: list[str]) -> None:
    _survives(" ".join(words))


def _survives(text: str) -> None:
    try:
        found = compiled(text, names())
    except FilterError as error:
        _is_shown_safely(error)
    else:
        assert found.matches(MESSAGE) in (True, False)


def _is_shown_safely(error: FilterError) -> None:
    assert 0 <= error.position <= error.position + error.length <= len(error.text)
    assert str(error).replace("\n", "").isprintable()
