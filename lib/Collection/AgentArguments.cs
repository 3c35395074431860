using System.Text.RegularExpressions;
using NetAudit.Collection.Formats;

namespace NetAudit.Collection;

/// <summary>
/// What is kept of an agent's command line: flags that are known, with their values, addresses, and names of agents. A list of flags that
/// hold secrets could never be complete; the values of all others are withheld. collect.sh has the same list and the same rules, held by
/// a test.
/// </summary>
internal static class AgentArguments
{
    // "10.0.0.2", "10.0.0.0/24", "10.0.0.2:2379".
    private static readonly Regex Address = new(@"^[0-9]+(\.[0-9]+){3}([:/][0-9]+)?\z", RegexOptions.CultureInvariant);

    private static readonly Regex FlagName = new(@"^(--[A-Za-z][A-Za-z0-9.-]*|-[A-Za-z])\z", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Subcommands = new(StringComparer.Ordinal) { "daemon", "server", "agent", "launch", "start" };

    /// <summary>Flags of engines, agents and stores whose values are about a network and nothing else.</summary>
    public static IReadOnlyCollection<string> Flags => s_flags;

    private static readonly HashSet<string> s_flags = new(
        (
            "H D R d s c P tt b host bip mtu ip ipv6 ip-masq ip-forward iptables ip6tables icc userland-proxy bridge "
            + "bridge-accept-fwmark allow-direct-routing firewall-backend fixed-cidr fixed-cidr-v6 default-gateway "
            + "default-address-pool cluster-store cluster-advertise swarm-default-advertise-addr network-control-plane-mtu "
            + "exec-root data-root graph config-file containerd pidfile storage-driver live-restore dns dns-search log-level "
            + "log-driver userns-remap experimental config confdir etcd-endpoints etcd-prefix etcd-certfile etcd-cafile "
            + "etcd-keyfile iface iface-regex iface-can-reach subnet-file public-ip public-ipv6 kube-subnet-mgr kubeconfig-file "
            + "kube-api-url net-config-path networks healthz-ip healthz-port iptables-forward-rules iptables-resync "
            + "subnet-lease-renew-margin listen remote v port nickname name datapath router ipalloc-range "
            + "ipalloc-default-subnet ipalloc-init no-discovery no-fastdp no-dns http-addr status-addr metrics-addr "
            + "dns-listen-address dns-domain dns-ttl resolv-conf trusted-subnets no-multicast-route plugin plugin-v2 proxy "
            + "docker-api docker-bridge weave-bridge host-root db-prefix conn-limit init-peer-count awsvpc enable-v2 felix bird "
            + "confd node prefix interval watch onetime backend client-cert client-key client-ca-keys monitor-addresses "
            + "allocate-tunnel-addrs data-dir listen-peer-urls listen-client-urls initial-cluster initial-cluster-state "
            + "initial-advertise-peer-urls advertise-client-urls cluster-cidr service-cidr pod-cidr node-ip flannel-backend "
            + "flannel-iface network-plugin proxy-mode hostname-override kubeconfig cni-conf-dir cni-bin-dir max-pods"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>Returns the words, with each one withheld that isn't known to be harmless.</summary>
    /// <param name="words">The program and its arguments, secrets that are known by name withheld already.</param>
    public static IEnumerable<string> Keep(IReadOnlyList<string> words)
    {
        var (isValueKept, isValueWithheld) = (false, false);
        foreach (var (word, index) in words.Select((word, index) => (word, index)))
        {
            var isFlag = word.StartsWith("-", StringComparison.Ordinal);
            var isKnown = isFlag && s_flags.Contains(NameOf(word));
            var isWhole = !isFlag || word.IndexOf('=') >= 0;
            yield return index == 0 ? word
            : isValueWithheld && !isKnown ? Secrets.Withheld
            : isKnown || (isValueKept && !isFlag) ? word
            : isFlag ? UnknownFlag(word)
            : Positional(word);
            (isValueKept, isValueWithheld) = (isKnown && !isWhole, !isKnown && !isWhole && !isValueWithheld);
        }
    }

    private static string NameOf(string flag) => flag.TrimStart('-').Split('=')[0];

    private static string UnknownFlag(string flag)
    {
        var name = flag.Split('=')[0];
        return !FlagName.IsMatch(name) ? Secrets.Withheld
            : name.Length == flag.Length ? flag
            : name + "=" + Secrets.Withheld;
    }

    private static string Positional(string word) =>
        Address.IsMatch(word) || Subcommands.Contains(word) || HostProcesses.IsAgent(word) ? word : Secrets.Withheld;
}
