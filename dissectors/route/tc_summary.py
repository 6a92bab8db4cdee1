"""Traffic control in one line, as `tc monitor` would say it."""

from __future__ import annotations

from dissectors.route.tc_action import told
from dissectors.route.tc_handle import TC_H_ROOT, TCM_IFINDEX_MAGIC_BLOCK, u32_handle
from nldissect.schema import Names, Node, render, short


def qdisc_summary(tree: Node, names: Names) -> str:
    """`fq_codel 8001: dev d0 root`."""
    blocks = render("[ingress_block {TCA_INGRESS_BLOCK}][ egress_block {TCA_EGRESS_BLOCK}]", tree, names)
    return _joined(render("[{TCA_KIND}][ {tcm_handle}][ dev {tcm_ifindex}]", tree, names), _parent(tree, names), blocks)


def class_summary(tree: Node, names: Names) -> str:
    """`htb 1:10 dev d0 parent 1:1 leaf 10:`."""
    kind = render("[{TCA_KIND}][ {tcm_handle}][ dev {tcm_ifindex}]", tree, names)
    return _joined(kind, _parent(tree, names), render("[leaf {tcm_info}]", tree, names))


def filter_summary(tree: Node, names: Names) -> str:
    """`flower dev d0 ingress pref 2 protocol ip chain 5 handle 0x1 action gact drop`."""
    kind = render("[{TCA_KIND}]", tree, names)
    return _joined(kind, _place(tree, names), _preference(tree), _chain(tree), _handle(tree), _actions(tree, names))


def chain_summary(tree: Node, names: Names) -> str:
    """`dev d0 ingress chain 5 flower`."""
    return _joined(_place(tree, names), render("[chain {TCA_CHAIN}][ {TCA_KIND}]", tree, names))


def _parent(tree: Node, names: Names) -> str:
    parent = tree.get("tcm_parent")
    if parent is None or not parent.value:
        return ""
    return "root" if parent.value == TC_H_ROOT else f"parent {short(parent, names)}"


def _place(tree: Node, names: Names) -> str:
    device, parent = tree.get("tcm_ifindex"), tree.get("tcm_parent")
    if device is None or parent is None:
        return ""
    if device.value == TCM_IFINDEX_MAGIC_BLOCK:
        return parent.text
    where = short(parent, names)
    return render("[dev {tcm_ifindex}]", tree, names) + (f" parent {where}" if ":" in where else f" {where}").rstrip()


def _preference(tree: Node) -> str:
    info = tree.get("tcm_info")
    if info is None or not info.value:
        return ""
    return info.text.replace("protocol ETH_P_", "protocol ").lower()


def _chain(tree: Node) -> str:
    chain = tree.get("TCA_CHAIN")
    return f"chain {chain.value}" if chain is not None and chain.value else ""


def _handle(tree: Node) -> str:
    handle, kind = tree.get("tcm_handle"), tree.get("TCA_KIND")
    if handle is None or not isinstance(handle.value, int) or not handle.value:
        return ""
    if kind is not None and kind.value == "u32":
        return f"fh {u32_handle(handle.value)}"
    return f"handle {handle.text}"


def _actions(tree: Node, names: Names) -> str:
    """Each kind of filter has an attribute of its own for its actions: TCA_U32_ACT, TCA_FLOWER_ACT …"""
    lists = (node for node in tree.get("TCA_OPTIONS") or () if node.name.endswith("_ACT") and node.children)
    actions = next(lists, None)
    return "" if actions is None else f"action {told(actions, names)}"


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
