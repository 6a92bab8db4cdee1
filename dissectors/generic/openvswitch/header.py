"""What all families of Open vSwitch begin with, and the counters that several have (linux/openvswitch.h)."""

from __future__ import annotations

from nldissect.schema import BYTES, INTERFACE, PACKETS, S32, U64, Member, Struct

OVS_HEADER = Struct("ovs_header", [Member("dp_ifindex", S32, INTERFACE)])
"""the datapath's own port; 0 where the request is about no datapath in particular"""
OVS_FLOW_STATS = Struct(
    "ovs_flow_stats",
    [Member("n_packets", U64, PACKETS), Member("n_bytes", U64, BYTES)],
    text="packets {n_packets} bytes {n_bytes}",
)
