"""veth and vxcan: pairs of virtual Ethernet and CAN interfaces (linux/veth.h, linux/can/vxcan.h)."""

from __future__ import annotations

from dissectors.route.link import IFINFOMSG, IFLA
from nldissect.schema import Attribute, AttributeSet, Headed

PEER = Headed(IFINFOMSG, IFLA)
"""a link within a link: the other end of a pair, told like a message of its own"""

VETH_INFO = AttributeSet("VETH_INFO_", [Attribute(1, "VETH_INFO_PEER", PEER)])

VXCAN_INFO = AttributeSet("VXCAN_INFO_", [Attribute(1, "VXCAN_INFO_PEER", PEER)])
