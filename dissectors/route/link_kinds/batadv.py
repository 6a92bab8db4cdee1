"""batadv: B.A.T.M.A.N. advanced meshes (linux/batman_adv.h)."""

from __future__ import annotations

from nldissect.schema import TEXT, Attribute, AttributeSet

IFLA_BATADV = AttributeSet("IFLA_BATADV_", [Attribute(1, "IFLA_BATADV_ALGO_NAME", TEXT)])
