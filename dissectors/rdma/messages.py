"""RDMA: devices and their resources, path resolution, port mapping (rdma/rdma_netlink.h)."""

from __future__ import annotations

from typing import Final

from dissectors.rdma import local_service, nldev, port_mapper
from nldissect.schema import Message, Operation

NETLINK_RDMA: Final = 20
RDMA_NL_IWCM, RDMA_NL_LS, RDMA_NL_NLDEV = 2, 4, 5

MESSAGES: Final = (
    *(
        Message(
            NETLINK_RDMA,
            RDMA_NL_NLDEV << 10 | number,
            name,
            None,
            nldev.SETS.get(number, nldev.QP),
            nldev.operation(name),
            nldev.summary(number),
        )
        for number, name in nldev.COMMANDS.items()
    ),
    *(
        Message(NETLINK_RDMA, client << 10 | number, name, None, shape, Operation.OTHER, summary)
        for client, operations in (
            (RDMA_NL_IWCM, port_mapper.OPERATIONS),
            (RDMA_NL_LS, local_service.OPERATIONS),
        )
        for number, (name, shape, summary) in operations.items()
    ),
)
"""a type is its client's number, ten bits to the left, and the operation"""
