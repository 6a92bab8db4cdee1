"""Open vSwitch in the kernel: six families that share a header, keys and actions (linux/openvswitch.h)."""
