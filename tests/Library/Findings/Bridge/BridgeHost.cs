using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>
/// A sound recorded host of engine 28, with bridges of every kind and ports published in several ways; and changes to it.
/// </summary>
internal static class BridgeHost
{
    public static HostSnapshot Sound => RecordedHosts.Read("engine28-plain/md1");

    public static Network Br1 => Sound.Networks!.Single(network => network.Name == "br1");

    public static string Br1Link => HostQueries.BridgeLinkOf(Br1)!;

    /// <summary>The container that is on br1 alone.</summary>
    public static Container Member =>
        Sound
            .RunningContainers()
            .First(container => container.Endpoints is [{ NetworkName: "br1" }] && Sound.NamespaceOf(container) is not null);

    /// <summary>The end on the host of the link of <see cref="Member"/>.</summary>
    public static Link MemberLink =>
        Sound.HostEndOf(Sound.NamespaceOf(Member)!.LinkOf(Member.Endpoints.Single(endpoint => endpoint.NetworkName == "br1"))!)!;

    public static HostSnapshot WithLinks(Func<IEnumerable<Link>, IEnumerable<Link>> change)
    {
        var host = Sound;
        return host with { HostNamespace = host.HostNamespace! with { Links = [.. change(host.HostLinks())] } };
    }

    public static HostSnapshot WithLink(string name, Func<Link, Link> change) =>
        WithLinks(links => links.Select(link => link.Name == name ? change(link) : link));

    /// <summary>The host with a change inside <see cref="Member"/>.</summary>
    public static HostSnapshot WithInside(Func<NetworkNamespace, NetworkNamespace> change)
    {
        var host = Sound;
        var id = Member.Id;
        var inside = host.ContainerNamespaces.ToDictionary(pair => pair.Key, pair => pair.Key == id ? change(pair.Value) : pair.Value);
        return host with { ContainerNamespaces = inside };
    }

    /// <summary>The host with a change of one container.</summary>
    public static HostSnapshot WithContainer(string name, Func<Container, Container> change)
    {
        var host = Sound;
        var containers = host.Containers!.Select(container => container.Name == name ? change(container) : container);
        return host with { Containers = [.. containers] };
    }

    public static HostSnapshot WithRules(Func<FirewallRule, bool> keep) => WithFirewall(rules => rules.Where(keep));

    /// <summary>The host with a rule that drops everything, before all others of a chain.</summary>
    public static HostSnapshot WithDrop(string chain) =>
        WithFirewall(rules =>
            rules.Prepend(
                new FirewallRule
                {
                    Tool = FirewallTool.Iptables,
                    Table = "filter",
                    Chain = chain,
                    Text = "-j DROP",
                    Targets = [new FirewallTarget(FirewallTargetKind.Drop, [])],
                }
            )
        );

    /// <summary>The host with the policy that the engine sets if it switched forwarding on.</summary>
    public static HostSnapshot WithForwardDrop(this HostSnapshot host)
    {
        var firewall = host.HostNamespace!.Firewall!;
        var chains = firewall.Chains.Select(chain =>
            chain is { Table: "filter", Name: "FORWARD" } ? chain with { Policy = FirewallPolicy.Drop } : chain
        );
        return host with { HostNamespace = host.HostNamespace with { Firewall = firewall with { Chains = [.. chains] } } };
    }

    /// <summary>The host with only some of its listening sockets.</summary>
    public static HostSnapshot WithListeners(this HostSnapshot host, Func<SocketEntry, bool> keep) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Listeners = [.. host.HostNamespace.Listeners!.Where(keep)] },
        };

    private static HostSnapshot WithFirewall(Func<IEnumerable<FirewallRule>, IEnumerable<FirewallRule>> change)
    {
        var host = Sound;
        var firewall = host.HostNamespace!.Firewall!;
        return host with { HostNamespace = host.HostNamespace with { Firewall = firewall with { Rules = [.. change(firewall.Rules)] } } };
    }
}
