#!/bin/sh
# collect.sh: records the facts of this host that NetAudit needs in one file, so that the host can be audited elsewhere.
#
#   sh collect.sh [-s SOCKET] [-r ROOT] [-o FILE]
#
#   -o FILE    the bundle to write, "-" for standard output (default: netaudit-HOSTNAME.tar.gz here)
#   -s SOCKET  the engine's unix socket (default: DOCKER_HOST, else where Docker and podman have it)
#   -r ROOT    in a container in the host's network: where the host's /proc, /run and /etc are mounted
#
# It only reads: GET requests to the engine; the output of ip, bridge, ss, iptables-save, nft, ipset, ethtool and /proc on the host and,
# as root, in the network namespaces of containers. It runs no program of a container. Each call has a time limit and
# a bound. Its working folder is removed at the end. Without root, or with tools missing, it collects less.
# Secrets are withheld before anything is written: see the filters below. Needs sh, awk, sed, tar; curl or perl for the engine.
# shellcheck disable=SC2013,SC2016,SC2020
set -u
umask 077
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH; SECONDS_A_CALL=15 BYTES_A_CALL=30000000 MOST_OBJECTS=2000

# Processes that are kept. No other process is.
AGENTS="dockerd|podman|flanneld|charon|weaver|weave-npc|weave-kube|weaveproxy|weavedns|calico-node|calico-felix|felix|bird|bird6|confd|\
calico-iptables-plugin|libnetwork-plugin|cilium-agent|kube-router|antrea-agent|ovs-vswitchd|etcd|consul|kubelet|kube-proxy|k3s|k0s|rke2|runsv"
# Their flags whose values are kept. Of other flags, only the names are kept; of other words, only addresses and agents' names.
FLAGS="H D R d s c P tt b host bip mtu ip ipv6 ip-masq ip-forward iptables ip6tables icc userland-proxy bridge bridge-accept-fwmark \
allow-direct-routing firewall-backend fixed-cidr fixed-cidr-v6 default-gateway default-address-pool cluster-store cluster-advertise \
swarm-default-advertise-addr network-control-plane-mtu exec-root data-root graph config-file containerd pidfile storage-driver \
live-restore dns dns-search log-level log-driver userns-remap experimental config confdir etcd-endpoints etcd-prefix etcd-certfile \
etcd-cafile etcd-keyfile iface iface-regex iface-can-reach subnet-file public-ip public-ipv6 kube-subnet-mgr kubeconfig-file \
kube-api-url net-config-path networks healthz-ip healthz-port iptables-forward-rules iptables-resync subnet-lease-renew-margin \
listen remote v port nickname name datapath router ipalloc-range ipalloc-default-subnet ipalloc-init no-discovery no-fastdp no-dns \
http-addr status-addr metrics-addr dns-listen-address dns-domain dns-ttl resolv-conf trusted-subnets no-multicast-route plugin \
plugin-v2 proxy docker-api docker-bridge weave-bridge host-root db-prefix conn-limit init-peer-count awsvpc enable-v2 felix bird \
confd node prefix interval watch onetime backend client-cert client-key client-ca-keys monitor-addresses allocate-tunnel-addrs \
data-dir listen-peer-urls listen-client-urls initial-cluster initial-cluster-state initial-advertise-peer-urls advertise-client-urls \
cluster-cidr service-cidr pod-cidr node-ip flannel-backend flannel-iface network-plugin proxy-mode hostname-override kubeconfig \
cni-conf-dir cni-bin-dir max-pods"
# Environment variables whose values are kept. Of all others, only the names are kept.
HARMLESS="AS IP IP6 HOSTNAME NODENAME CALICO_IP CALICO_IPV4POOL_CIDR CALICO_IPV4POOL_IPIP CALICO_IPV4POOL_VXLAN CALICO_NETWORKING \
CALICO_LIBNETWORK_ENABLED CALICO_NETWORKING_BACKEND NO_DEFAULT_POOLS DOCKER_API_VERSION CHECKPOINT_DISABLE EXEC_IMAGE CLUSTER_TYPE \
DATASTORE_TYPE ETCD_AUTHORITY ETCD_ENDPOINTS ETCD_SCHEME ETCD_CA_CERT_FILE ETCD_CERT_FILE ETCD_KEY_FILE FELIX_ETCDADDR FELIX_ETCDENDPOINTS \
FELIX_ETCDSCHEME FELIX_IPINIPENABLED FELIX_VXLANENABLED FELIX_WIREGUARDENABLED IPALLOC_INIT IPALLOC_RANGE WEAVE_CIDR WEAVE_MTU \
WEAVE_MULTICAST WEAVE_NO_FASTDP WEAVE_VERSION"

# Both filters' knowledge of secrets: names that mean one, text that follows such a name, and logins in URLs.
SECRETS='
function speaks(n) { n = tolower(n); return n ~ /passw|passphrase|secret|token|credential|cookie|private|psk$|pwd$|auth$|keys?$|(^|[-_.])(pw|pass|jwt|otp|session|bearer|creds?)$/ && n !~ /(sandbox|public)key$/ }
function shown(s) {
  gsub(/:\/\/[^\/ ]*@/, "://***@", s); gsub(/:\/\/[^ ,]*@/, "://***@", s)
  gsub(/:[^ @\/:]+@/, ":***@", s); if (match(s, /-----BEGIN /)) s = substr(s, 1, RSTART - 1) "***"
  if (match(tolower(s), /(passw|passphrase|secret|token|credential|api[_-]?key|private[_-]?key|authorization)[^ =:]*[ =:]+/)) s = substr(s, 1, RSTART + RLENGTH - 1) "***"
  return s
}'
# Filter for JSON: copies a document with secrets replaced by ***. If it is no JSON or ends early, it fails and nothing is kept.
# Records end at quotes, so they are structure and strings by turns. A string goes on after an escaped quote.
JSON=$SECRETS'
function variable(s, at) { # NAME=value
  if ((at = index(s, "=")) == 0) return s ~ /^[A-Za-z0-9_.]*$/ ? s : "***"
  return at == length(s) ? s : substr(s, 1, at) (substr(s, 1, at - 1) in harmless ? shown(substr(s, at + 1)) : "***")
}
function word(s, n, flag, known, kept, withheld) { # of a command line: --password=x, --password x
  kept = value_kept; withheld = value_withheld; value_kept = value_withheld = 0
  if (words++ == 0) return shown(s)
  flag = s ~ /^-/; n = s; sub(/^-+/, "", n); sub(/=.*/, "", n); known = flag && (n in flags) && !speaks(n)
  if (withheld && !known) return "***"
  if (flag && s !~ /=/) { value_kept = known; value_withheld = !known }
  if (known || (kept && !flag)) return shown(s)
  if (flag) { n = s; sub(/=.*/, "", n); return n !~ /^(--[A-Za-z][A-Za-z0-9.-]*|-[A-Za-z])$/ ? "***" : n == s ? s : n "=***" }
  n = s; sub(/.*\//, "", n)
  return s ~ /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+([:\/][0-9]+)?$/ || (n in agents) || s ~ /^(daemon|server|agent|launch|start)$/ ? s : "***"
}
function value(s, k) {
  k = kind[d] == "{" ? key[d] : name[d]
  if (s == "") return s
  if (secret[d] || speaks(k) || k == "Output") return "***"
  if (env[d]) return kind[d] == "[" ? variable(s) : k == "Value" ? "***" : shown(s)
  if (labels[d]) return k ~ /^(works\.weave|weavevolumes|com\.docker\.|io\.kubernetes|io\.podman|org\.projectcalico|io\.cilium|org\.label-schema\.name$|org\.opencontainers\.image\.title$)/ ? shown(s) : "***"
  if (kind[d] == "[" && k ~ /^(Cmd|Args|Entrypoint|Command|Test|Shell|OnBuild)$/) return "***"
  if (k == "Command") sub(/ .*/, " ***", s)
  return k == "cmdline" ? word(s) : shown(s)
}
function bad() { failed = 1; exit 1 }
BEGIN { RS = "\""; ORS = ""; n = split(HARMLESS, list, / /); for (i = 1; i <= n; i++) harmless[list[i]]
  n = split(FLAGS, list, / /); for (i = 1; i <= n; i++) flags[list[i]]
  n = split(AGENTS, list, /[|]/); for (i = 1; i <= n; i++) agents[list[i]] }
inside {
  text = text $0; for (n = 0; n < length($0) && substr($0, length($0) - n, 1) == "\\"; n++);
  if (n % 2) text = text "\""; else { inside = 0; held = 1 }
  next
}
{
  if ($0 !~ /^[][{}:, \t\r\n0-9eE.+aflnrstu-]*$/) bad()
  is_key = held && $0 ~ /^[ \t\r\n]*:/; if (is_key) key[d] = text
  if (held) print "\"" (is_key ? text : value(text)) "\""
  held = 0
  for (i = 1; i <= length($0); i++) {
    c = substr($0, i, 1)
    if (c == "{" || c == "[") {
      parent = kind[d] == "{" ? key[d] : name[d]; d++; kind[d] = c; name[d] = parent; key[d] = ""; words = value_kept = value_withheld = 0
      secret[d] = secret[d - 1] || parent == "LogConfig" || (speaks(parent) && name[d - 1] !~ /^(Networks|Services|Containers|Volumes)$/)
      env[d] = env[d - 1] || parent == "Env"; labels[d] = labels[d - 1] || parent == "Labels"
    } else if (c == "}" || c == "]") { if (d == 0 || kind[d] != (c == "}" ? "{" : "[")) bad(); d-- }
  }
  print; inside = 1; text = ""
}
END { if (failed || NR == 0 || d != 0 || held || !inside) exit 1 }'
json() { limit awk -v HARMLESS="$HARMLESS" -v FLAGS="$FLAGS" -v AGENTS="$AGENTS" "$JSON"; }
# Filter for files of settings, one per line: KEY=value or key: value.
lines() { limit awk "$SECRETS"'{ at = match($0, /[=:]/); n = substr($0, 1, at - 1); gsub(/[ \t"]/, "", n); print at && speaks(n) ? substr($0, 1, at) "***" : shown($0) }'; }

say() { echo "collect.sh: $*" >&2; }
socket='' out='' root=''
while getopts s:o:r:h option; do
  case $option in
    s) socket=$OPTARG ;; o) out=$OPTARG ;; r) root=${OPTARG%/} ;;
    *) sed -n '2,/^# shellcheck/{/^# shellcheck/d;s/^# \{0,1\}//;p;}' "$0"; [ "$option" = h ]; exit ;;
  esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || { say "'$1' is not understood: it takes -o FILE, -s SOCKET and -r ROOT alone (sh collect.sh -h)"; exit 2; }
host=$(uname -n | tr -cd 'A-Za-z0-9._-')
out=${out:-netaudit-$host.tar.gz}
[ "$out" != - ] || [ ! -t 1 ] || { say 'standard output is a terminal: give -o FILE, or redirect it'; exit 2; }
top=$(mktemp -d "${TMPDIR:-/tmp}/netaudit.XXXXXX") || exit 1
dir=$top/bundle part=''
trap 'rm -rf "$top"; [ -z "$part" ] || rm -f "$part"' EXIT
trap 'exit 130' HUP INT TERM
[ "$out" = - ] || part=$(mktemp "$out.XXXXXX") || exit 1
# In a container, processes are read from the host's /proc, and the container's own ss uses it too.
processes=$root/proc
[ -z "$root" ] || { PROC_ROOT=$processes; export PROC_ROOT; }
if timeout 1 true 2>/dev/null; then limit() { timeout "$SECONDS_A_CALL" "$@"; }
else limit() { "$@"; }; fi

# save FILE COMMAND...: keeps its filtered output. A failure is noted. Success without output differs from a missing tool.
netns='' # the file of the network namespace to run it in; if empty, the present one
save() {
  to=$dir/$1; shift
  command -v "$1" >/dev/null || return 1
  [ -z "$netns" ] || set -- nsenter --net="$netns" "$@"
  case $to in *.json | */net.d/*) filter=json ;; */files/*) filter=lines ;; *) filter='cat' ;; esac
  mkdir -p "${to%/*}"
  { limit "$@" 2>"$top/errors" </dev/null; echo $? >"$top/code"; } | head -c "$BYTES_A_CALL" | "$filter" >"$to"
  filtered=$? code=$(cat "$top/code")
  if [ "$filter" = json ]; then
    if [ "$code" = 0 ] && [ ! -s "$to" ]; then echo '[]' >"$to"; elif [ "$code$filtered" != 00 ]; then rm -f "$to"; return 1; fi
  elif [ ! -s "$to" ]; then
    if [ "$code" = 0 ]; then echo '# nothing'; else echo "# rc=$code stderr: $(head -n 1 "$top/errors" | lines)"; fi >"$to"
  fi
  return "$code"
}

# --- the engine
PERL='$s = IO::Socket::UNIX->new($ARGV[0]) or die "$!\n"; print $s "GET $ARGV[1] HTTP/1.0\r\nHost: engine\r\n\r\n"; local $/; $_ = <$s>; s/^.*?\r\n\r\n//s; print'
engine() { # PATH FILE
  if command -v curl >/dev/null; then save "$2" curl -q -s --noproxy '*' --max-time "$SECONDS_A_CALL" --unix-socket "$socket" "http://engine$1"
  else save "$2" perl -MIO::Socket::UNIX -e "$PERL" "$socket" "$1"; fi
}
# field NAME FILE: the values of a name in JSON, one per line.
field() { tr ,\{ '\n\n' 2>/dev/null <"$dir/$2" | sed -n "s/^ *\"$1\" *: *\"\{0,1\}\([A-Za-z0-9_.\/-]*\).*/\1/p" | head -n "$MOST_OBJECTS"; }
ids() { field Id "$1" | grep -E '^[0-9a-z]{12,64}$'; }

[ -z "$root" ] || socket=${socket:-$root/run/docker.sock}
case ${DOCKER_HOST:-} in unix://*) socket=${socket:-${DOCKER_HOST#unix://}} ;; esac
user=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
for try in /var/run/docker.sock "$user/docker.sock" /run/podman/podman.sock "$user/podman/podman.sock"; do [ -n "$socket" ] || [ ! -S "$try" ] || socket=$try; done
if ! engine /version engine/version.json; then
  say "no answer from an engine (socket: ${socket:-none found}): needs -s, the right to use it, or curl"
else
  for name in info networks plugins nodes services tasks swarm; do engine "/$name" "engine/$name.json"; done
  engine '/containers/json?all=1' engine/containers.json
  for id in $(ids engine/networks.json); do engine "/networks/$id?verbose=true" "engine/networks/$id.json"; done
  for id in $(ids engine/containers.json); do engine "/containers/$id/json" "engine/containers/$id.json"; done
fi

# --- network namespaces: the host's, the containers', the engine's own
# Their settings, with each link's forwarding and reverse path filter.
SYSCTLS='cd /proc/sys && grep -sH . net/ipv4/ip_forward net/bridge/bridge-nf-call-ip*tables net/ipv[46]/neigh/default/gc_thresh[123] \
net/netfilter/nf_conntrack_count net/netfilter/nf_conntrack_max net/ipv4/tcp_keepalive_* net/ipv4/vs/conntrack net/ipv4/vs/conn_reuse_mode \
net/ipv4/vs/expire_nodest_conn net/ipv4/vs/expire_quiescent_template net/ipv6/conf/all/disable_ipv6 net/ipv6/conf/default/disable_ipv6 \
net/ipv4/conf/*/rp_filter net/ipv4/conf/*/forwarding net/ipv6/conf/*/forwarding | head -n 50000 | sed "s#^#/proc/sys/#"'
# If other files can be read, a missing file shows that the kernel has no IPVS.
IPVS='[ -r /proc/net/dev ] && { [ ! -r "/proc/net/$0" ] || cat "/proc/net/$0"; }'
# Only run if legacy tables are in use, as the tool would load the module.
LEGACY6='grep -q . /proc/net/ip6_tables_names 2>/dev/null || exit 0; exec ip6tables-legacy-save -c'
namespace() { # FOLDER
  save "$1/links.json" ip -j -d -s link || for name in dev route fib_trie if_inet6; do save "$1/proc-net/$name" cat "/proc/net/$name"; done
  save "$1/addresses.json" ip -j addr; save "$1/neighbors.json" ip -j neigh; save "$1/fdb.json" bridge -j fdb
  save "$1/routes.json" ip -j -d route show table all; save "$1/routes6.json" ip -j -d -6 route show table all; save "$1/rules.json" ip -j rule
  save "$1/listeners.txt" ss -lntup; save "$1/nftables.txt" nft list ruleset; save "$1/iptables.txt" iptables-save -c
  case $(iptables-save -V 2>/dev/null) in *nf_tables*) save "$1/iptables-legacy.txt" iptables-legacy-save -c ;; esac
  case $(ip6tables-save -V 2>/dev/null) in
    *nf_tables*) save "$1/iptables6.txt" ip6tables-save -c; save "$1/ip6tables-legacy.txt" sh -c "$LEGACY6" ;;
    ?*) save "$1/iptables6.txt" sh -c 'grep -q . /proc/net/ip6_tables_names 2>/dev/null || exit 0; exec ip6tables-save -c' ;;
  esac
  save "$1/sysctl.txt" sh -c "$SYSCTLS"; save "$1/snmp.txt" cat /proc/net/snmp /proc/net/netstat
  save "$1/ip_vs.txt" sh -c "$IPVS" ip_vs; save "$1/ip_vs_stats.txt" sh -c "$IPVS" ip_vs_stats
}
enter() { # NAMESPACE-FILE FOLDER: if it can't be entered, the note in listeners.txt has the reason
  netns=$1; if save "$2/listeners.txt" true; then namespace "$2"; fi; netns=''
}
namespace host; save host/connections.txt ss -ntup; save host/ipset.txt ipset list -n
save host/xfrm-state.txt sh -c 'all=$(ip xfrm state) || exit; echo "$all" | sed -n -e "/^src /p" -e "/^[[:space:]]*proto /p"' # no lines with keys

save host/xfrm-policy.txt ip xfrm policy
# The drivers of hardware and VXLAN links, with their offloads for VXLAN and checksums.
DRIVERS='cd /sys/class/net || exit
{ for link in */device; do echo "${link%/device}"; done; ip -o link show type vxlan 2>/dev/null | sed "s/^[0-9]*: //; s/[@:].*//"; } |
head -n 64 | while read -r link; do
  if command -v ethtool >/dev/null; then driver=$(ethtool -i "$link" 2>/dev/null | sed -n "s/^driver: //p")
  else driver=$(readlink "$link/device/driver"); driver=${driver##*/}; fi
  [ -n "$driver" ] || continue
  echo "link: $link"; echo "driver: $driver"; ethtool -k "$link" 2>/dev/null | grep -E "tx-(checksum-ip|udp_tnl)"
done; true'
save host/ethtool.txt sh -c "$DRIVERS"
MODULES="bridge br_netfilter veth vxlan macvlan ipvlan tun wireguard ipip ip_gre openvswitch ip_vs ip_vs_rr xt_ipvs xt_u32 xt_bpf xt_mark \
xt_addrtype xt_conntrack xt_MASQUERADE xt_nat xt_set ip_set esp4 esp6 xfrm_user ip_tables ip6_tables iptable_nat iptable_filter iptable_raw \
nf_tables nf_nat nf_conntrack vmxnet3 virtio_net ena hv_netvsc ixgbevf mlx5_core i40e ixgbe"
LOADED='for module in $0; do if [ -d "/sys/module/$module" ] || grep -qs "^$module " /proc/modules; then echo "$module"; fi; done'
save host/modules.txt sh -c "$LOADED" "$MODULES"

# In a container, the host's other folders are read as the nearest parent process outside the container sees them.
outside() {
  at=self
  while at=$(sed -n 's/^PPid:[[:space:]]*//p' "$processes/$at/status" 2>/dev/null) && [ "${at:-0}" -gt 0 ]; do
    [ "$(readlink "$processes/$at/ns/pid")" = "$(readlink /proc/self/ns/pid)" ] || { echo "$processes/$at/root"; return; }
  done
}
others=$root
[ -z "$root" ] || others=$(outside)
# on_host FILE: the path of the host's file.
on_host() {
  case $root:$1 in
    :*) echo "$1" ;; *:/var/run/*) echo "$root${1#/var}" ;; *:/run/* | *:/etc/*) echo "$root$1" ;; *) echo "${others:-/nowhere}$1" ;;
  esac
}
sandboxes=' '
for id in $(ids engine/containers.json); do
  file=engine/containers/$id.json
  pid=$(field Pid "$file" | head -n 1) sandboxes="$sandboxes$(field SandboxKey "$file" | head -n 1) "
  [ "${pid:-0}" -gt 0 ] 2>/dev/null || continue
  [ "$(readlink "$processes/$pid/ns/net")" = "$(readlink /proc/self/ns/net)" ] || enter "$processes/$pid/ns/net" "containers/$id"
  # The engine's own copy is read, as a link inside the container could lead anywhere. Only resolv.conf's own lines are kept, and the
  # comment that names the servers which the engine's resolver asks (engine 26 and later).
  resolv=$(on_host "$(field ResolvConfPath "$file" | head -n 1)")
  [ ! -r "$resolv" ] || save "containers/$id/resolv.conf" grep -E '^(nameserver|search|domain|options|# ExtServers:) ' "$resolv"
done
folders=$(for key in $sandboxes; do echo "${key%/*}"; done | grep '/netns$' | sort -u)
case ${socket#"$root"} in /var/run/docker.sock | /run/docker.sock) : "${folders:=/var/run/docker/netns}" ;; esac
for file in $(for folder in $folders; do ls -d "$(on_host "$folder")"/* 2>/dev/null; done); do
  case $sandboxes in *"/${file##*/} "*) continue ;; esac # a container's, read above
  [ "${file##*/}" = default ] || enter "$file" "namespaces/${file##*/}"
done

# --- agents and their files
# NULs separate the words of a command line. An agent that an interpreter runs has its script's name.
# This host's processes are those in its network namespace and in its containers. A machine can also run other hosts' processes.
mkdir -p "$dir/host"
own=$(readlink /proc/self/ns/net) containers=$(ids engine/containers.json)
for proc in $(grep -lE "$AGENTS|docker" "$processes"/[0-9]*/cmdline 2>/dev/null); do
  theirs=$(readlink "${proc%/*}/ns/net") || theirs=$own # hidden without root
  [ "$theirs" = "$own" ] || printf '%s\n' "$containers" | grep . | grep -qFf - "${proc%/*}/cgroup" 2>/dev/null || continue
  words=$({ tr '\000\n' '\n ' <"$proc" | head -n 200; } 2>/dev/null)
  name=$(printf '%s\n' "$words" | sed -n 's#.*/##; 1p') script=$(printf '%s\n' "$words" | sed -n '1d; /^-/d; s#.*/##; p; q')
  case $name in python* | sh | bash | dash | ash | perl | busybox) name=$script ;; docker) [ "$script" != daemon ] || name=dockerd ;;
    runsv) case $script in felix | calico-felix | bird | bird6 | confd) ;; *) name=/ ;; esac ;; esac
  # Any user may start a program under any name. If the user isn't root, the program's file must have that name and be root's.
  uid=$(sed -n 's/^Uid:[[:space:]]*\([0-9]*\).*/\1/p' "${proc%/*}/status" 2>/dev/null) file=$(readlink "${proc%/*}/exe")
  if [ "${uid:-0}" != 0 ] && [ -n "$file" ]; then
    file=${file% (deleted)}; [ "${file##*/}:$(ls -nLd "${proc%/*}/exe" 2>/dev/null | awk '{ print $3 }')" = "$name:0" ] || continue
  fi
  case "|$AGENTS|" in *"|${name:-/}|"*) printf '%s' "${comma-}{\"pid\":$(echo "${proc#"$processes"}" | tr -cd 0-9),\"cmdline\":["; comma=,
    printf '%s\n' "$words" | tr '\001-\011\013-\037' ' ' | sed 's/[\\"]/\\&/g; s/.*/"&"/; $!s/$/,/'; echo ']}' ;; esac
done | { echo '['; cat; echo ']'; } | json >"$dir/host/processes.json" || rm -f "$dir/host/processes.json"
for file in /etc/resolv.conf /run/flannel/subnet.env "$root"/run/flannel/networks/*.env /etc/docker/daemon.json /var/lib/docker/swarm/docker-state.json \
  /etc/calico/calicoctl.cfg \
  "$root"/etc/cni/net.d/*.conf "$root"/etc/cni/net.d/*.conflist "$root"/etc/cni/net.d/*.json; do
  file=${file#"$root"} at=$(on_host "${file#"$root"}")
  # A link could lead anywhere, even to a file of passwords. Only resolv.conf is usually a link, and only its own lines are kept.
  if [ "$file" = /etc/resolv.conf ]; then [ ! -r "$at" ] || save "host/files$file" grep -E '^(nameserver|search|domain|options) ' "$at"
  else [ -L "$at" ] || [ ! -f "$at" ] || [ ! -r "$at" ] || save "host/files$file" head -c 200000 "$at"; fi
done
REPORT='$s = IO::Socket::INET->new("127.0.0.1:6784") or die "$!\n"; print $s "GET /report HTTP/1.0\r\nAccept: application/json\r\n\r\n"; local $/; $_ = <$s>; s/^HTTP\S+ 200.*?\r\n\r\n//s or die "refused\n"; print'
if command -v curl >/dev/null; then save weave/report.json curl -q -s -f --noproxy '*' --max-time 5 -H 'Accept: application/json' http://127.0.0.1:6784/report
else save weave/report.json perl -MIO::Socket::INET -e "$REPORT"; fi

# --- the bundle
is_root=false; [ "$(id -u)" != 0 ] || is_root=true
printf '{"format":"netaudit-bundle","version":1,"host":"%s","collectedAt":"%s","root":%s}\n' \
  "$host" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$is_root" >"$dir/bundle.json"
$is_root || say 'not root: namespaces of containers, owners of sockets and the packet filter are left out'
tar -C "$dir" -cf "$top/bundle.tar" . || exit 1
if [ "$out" = - ]; then gzip -c "$top/bundle.tar"; else gzip -c "$top/bundle.tar" >"$part" && mv "$part" "$out" && part='' && say "wrote $out"; fi
