ip link add d0 type dummy; ip link set d0 up; ip address add 192.0.2.1/24 dev d0
ip route add 198.51.100.0/24 via 192.0.2.9; ip route add 203.0.113.0/24 via 9.9.9.9; ip route del 198.51.100.0/24
ip route add 198.51.100.128/25 dev d0; sleep 1.5; ip route del 198.51.100.128/25
ip route show table all; ip -s link show
ip link set d0 mtu 10; ip link add v0 link d0 type vlan id 5000
tc qdisc add dev d0 root tbf rate 1mbit burst 32kbit latency 400ms; tc qdisc add dev d0 parent 9: handle 8: pfifo; tc -s qdisc show
nft add table ip t; nft add chain ip t c '{ type filter hook input priority 0; }'; nft add rule ip t c tcp dport 22 accept; nft list ruleset
nft add rule ip t nowhere accept; nft delete table ip missing; nft add element ip t nowhere '{ 1.2.3.4 }'
ethtool d0; ethtool nosuch; ethtool -s d0 speed 100 duplex full autoneg off
ss -tuan; bridge vlan show
ip link del d0
