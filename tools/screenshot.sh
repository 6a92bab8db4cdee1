#!/bin/bash
# Makes docs/screenshot.pcapng, the capture that the README's picture shows. Run it in the lab kernel, from the project's
# folder:  tests/lab/run -M vxlan -M nf_tables -- tools/screenshot.sh
set -e
ip link add d0 type dummy
ip link set d0 up
${PYTHON:-python3} -m nldissect capture -w docs/screenshot.pcapng &
sleep "${1:-6}"
# One `ip` for all: who asks so briefly as to be gone at once can not always be told.
{
  echo addr add 192.0.2.1/24 dev d0; sleep 0.3
  echo route show table all; sleep 0.3
  nft 'table bridge t { chain c { ether type arp accept; ether type ip6 drop; }; }'
  echo link add vx0 mtu 10 type vxlan id 42 remote 192.0.2.9 dstport 4789 dev d0; sleep 0.3
  echo link add vx0 mtu 1450 type vxlan id 42 remote 192.0.2.9 dstport 4789 dev d0; sleep 0.3
  echo link set vx0 up; sleep 0.3
  echo route add 203.0.113.0/24 via 10.9.9.9; sleep 0.3
  echo route add 198.51.100.0/24 via 192.0.2.254
  echo neigh show; sleep 0.3
} | ip -force -batch - >/dev/null || true
sleep 2
kill $!
wait
