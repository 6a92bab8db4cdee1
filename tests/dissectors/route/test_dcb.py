"""Data center bridging, as Linux and dcb sent it (the device's driver made the values up)."""

from __future__ import annotations

import pytest

from nldissect.transactions import Role
from tests.build import stream_of
from tests.dissectors.route.link_samples import says
from tests.dissectors.route.samples import SAMPLES, sample

IEEE, CEE = "DCB_ATTR_IEEE", "DCB_ATTR_CEE"
MESSAGES: dict[str, tuple[str, dict[str, object]]] = {
    "dcb_ieee": (
        "RTM_GETDCB ieee_get dev dcb0",
        {
            f"{IEEE}.DCB_ATTR_IEEE_ETS.tc_tx_bw": [10, 20, 30, 40, 0, 0, 0, 0],
            f"{IEEE}.DCB_ATTR_IEEE_ETS.tc_tsa": [2, 2, 2, 2, 0, 0, 0, 0],
            f"{IEEE}.DCB_ATTR_IEEE_PFC.pfc_en": "0x5a",
            f"{IEEE}.DCB_ATTR_IEEE_PFC.indications": [8, 7, 6, 5, 4, 3, 2, 1],
            f"{IEEE}.DCB_ATTR_DCB_BUFFER.total_size": "99999 bytes",
            f"{IEEE}.DCB_ATTR_DCB_APP_TRUST_TABLE.DCB_ATTR_IEEE_APP": "IEEE_8021QAZ_APP_SEL_DSCP",
            "DCB_ATTR_DCBX": "DCB_CAP_DCBX_HOST|DCB_CAP_DCBX_VER_CEE|DCB_CAP_DCBX_VER_IEEE",
        },
    ),
    "dcb_cee": (
        "RTM_GETDCB cee_get dev dcb0",
        {
            f"{CEE}.DCB_ATTR_CEE_TX_PG.DCB_PG_ATTR_TC_2.DCB_TC_ATTR_PARAM_BW_PCT": "10 %",
            f"{CEE}.DCB_ATTR_CEE_RX_PG.DCB_PG_ATTR_BW_ID_7": "70 %",
            f"{CEE}.DCB_ATTR_CEE_PFC.DCB_PFC_UP_ATTR_7": 1,
            f"{CEE}.DCB_ATTR_CEE_APP_TABLE.DCB_ATTR_APP.DCB_APP_ATTR_ID": 10,
        },
    ),
    "dcb_refused": ("RTM_SETDCB ieee_del", {IEEE: "-2 (ENOENT)"}),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message(name: str) -> None:
    told, nodes = MESSAGES[name]
    found = sample(name)
    assert found.summary == told
    says(found, nodes)


def test_an_answer_bears_the_flags_of_its_request() -> None:
    answer = bytes.fromhex(SAMPLES["dcb_ieee"])
    request = answer[:12] + bytes(4) + answer[16:]
    asked, told = stream_of(request, answer)
    assert (asked.direction, told.direction) == ("to-kernel", "to-user")
    assert told.membership is not None
    assert told.membership.role is Role.REPLY
