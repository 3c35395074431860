using NetAudit.Collection;
using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>A sound recorded host of engine 28 with bridges of every kind, and changes to it.</summary>
internal static class PlainHost
{
    private static readonly Lazy<HostSnapshot> s_sound = new(() =>
        RecordedHost.Read(RecordedHosts.PathOf("engine28-plain/md1"), CancellationToken.None)
    );

    public static HostSnapshot Sound => s_sound.Value;

    /// <summary>A host with a container on a macvlan network of its LAN.</summary>
    public static HostSnapshot Lan()
    {
        var network = SnapshotBuilder.Network("lan", "macvlan", "192.0.2.0/24") with
        {
            Options = new Dictionary<string, string> { ["parent"] = "eth0" },
        };
        var endpoint = SnapshotBuilder.Endpoint("lan", "192.0.2.50") with { MacAddress = "02:42:c0:00:02:32" };
        return SnapshotBuilder.Host().With(network).With(SnapshotBuilder.Container("cam", "lan", endpoint));
    }

    public static Network Network(this HostSnapshot host, string name) => host.Networks!.Single(network => network.Name == name);

    public static string BridgeOf(this HostSnapshot host, string network) => HostQueries.BridgeLinkOf(host.Network(network))!;

    public static HostSnapshot Inside(this HostSnapshot host, string container, Func<NetworkNamespace, NetworkNamespace> change)
    {
        var id = host.Containers!.Single(one => one.Name == container).Id;
        return host with
        {
            ContainerNamespaces = host.ContainerNamespaces.ToDictionary(
                pair => pair.Key,
                pair => pair.Key == id ? change(pair.Value) : pair.Value
            ),
        };
    }

    public static HostSnapshot Container(this HostSnapshot host, string name, Func<Container, Container> change) =>
        host with
        {
            Containers = [.. host.Containers!.Select(one => one.Name == name ? change(one) : one)],
        };

    public static HostSnapshot Change(this HostSnapshot host, string network, Func<Network, Network> change) =>
        host with
        {
            Networks = [.. host.Networks!.Select(one => one.Name == network ? change(one) : one)],
        };

    public static HostSnapshot Link(this HostSnapshot host, string name, Func<Link, Link> change) =>
        host.Here(here => here with { Links = [.. here.Links!.Select(link => link.Name == name ? change(link) : link)] });

    public static HostSnapshot Here(this HostSnapshot host, Func<NetworkNamespace, NetworkNamespace> change) =>
        host with
        {
            HostNamespace = change(host.HostNamespace!),
        };

    public static HostSnapshot Sysctl(this HostSnapshot host, string name, long value) =>
        host.Here(here =>
            here with
            {
                Sysctls = new Dictionary<string, long>(here.Sysctls ?? new Dictionary<string, long>()) { [name] = value },
            }
        );

    /// <summary>The host with only the rules that are selected.</summary>
    public static HostSnapshot Keep(this HostSnapshot host, Func<FirewallRule, bool> keep) => host.Rules(rules => rules.Where(keep));

    /// <summary>The host with a rule before all others: "filter FORWARD -j DROP".</summary>
    public static HostSnapshot Before(this HostSnapshot host, string rule) => host.Rules(rules => rules.Prepend(Parse(host, rule)));

    /// <summary>The host with a rule after all others.</summary>
    public static HostSnapshot After(this HostSnapshot host, string rule) => host.Rules(rules => rules.Append(Parse(host, rule)));

    public static HostSnapshot Policy(this HostSnapshot host, string table, string chain, FirewallPolicy policy) =>
        host.Here(here =>
            here with
            {
                Firewall = here.Firewall! with
                {
                    Chains =
                    [
                        .. here.Firewall!.Chains.Select(one =>
                            one.Table == table && one.Name == chain ? one with { Policy = policy } : one
                        ),
                    ],
                },
            }
        );

    private static HostSnapshot Rules(this HostSnapshot host, Func<IEnumerable<FirewallRule>, IEnumerable<FirewallRule>> change) =>
        host.Here(here => here with { Firewall = here.Firewall! with { Rules = [.. change(here.Firewall!.Rules)] } });

    private static FirewallRule Parse(HostSnapshot host, string text)
    {
        var parts = text.Split(' ', 3);
        var rule = new FirewallRule
        {
            Tool = FirewallTool.Iptables,
            Table = parts[0],
            Chain = parts[1],
            Text = parts[2],
        };
        return IptablesRuleText.Read(rule, name => host.HostChains().Any(chain => chain.Name == name && chain.Table == parts[0]));
    }
}
