using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Flannel's firewall rules, and what the host's rules let pass between its containers.</summary>
internal static class FlannelRules
{
    /// <summary>Whether a rule is of Flannel's making.</summary>
    public static bool IsOwn(FirewallRule rule) =>
        rule.Chain == "FLANNEL"
        || rule.Chain.StartsWith("FLANNEL-", StringComparison.Ordinal)
        || rule.Comment is "flanneld masq" or "flanneld forward" or "flannel masq"
        || rule.Table == "flannel-ipv4";

    public static Isolation? Isolation(HostSnapshot host, IReadOnlyList<FlannelRoute> ways, IReadOnlyList<FirewallRule> rules)
    {
        if (
            host.HostChains()
                .Any(chain =>
                    chain.Name.StartsWith("cali-", StringComparison.Ordinal)
                    || chain.Name.StartsWith("KUBE-NWPLCY", StringComparison.Ordinal)
                )
        )
        {
            return new Isolation(null, IsolationSign.OtherController, Basis.Observed, []);
        }

        if (ways.Count == 0)
        {
            return null;
        }

        var accepts = rules
            .Where(rule => rule.Comment == "flanneld forward" && rule.Does(FirewallTargetKind.Accept))
            .Take(2)
            .Select(EvidenceFactory.Rule);
        return new Isolation(
            IsolationSchema.None,
            IsolationSign.RoutedFreely,
            Basis.Observed,
            [.. ways.Take(2).Select(way => EvidenceFactory.Route(way.Route)), .. accepts]
        )
        {
            Parts = [.. ways.Select(way => way.Route.Destination)],
            AreOwnBridgesApart = host.HostRules().Any(KeepsBridgesApart),
        };
    }

    /// <summary>The engine's rules between its bridges.</summary>
    private static bool KeepsBridgesApart(FirewallRule rule) =>
        rule.Chain.StartsWith("DOCKER-ISOLATION", StringComparison.Ordinal) && rule.Does(FirewallTargetKind.Drop);

    public static ProtocolRules? Protocols(
        HostSnapshot host,
        IReadOnlyList<FirewallRule> rules,
        IReadOnlyList<Attachment> attachments,
        IReadOnlyList<RemoteAddress> remotes
    )
    {
        if (host.SeenFirewall() is not { } firewall)
        {
            return null;
        }

        var traffic = ForwardedTraffic.Find(host, attachments, remotes);
        return ForwardedProtocols.Judge(
            firewall,
            protocol => traffic.SelectMany(one => new[] { one.Inbound(protocol), one.Outbound(protocol) }),
            AcceptedByItsRules(rules)
        );
    }

    private static ProtocolRules AcceptedByItsRules(IReadOnlyList<FirewallRule> rules)
    {
        var accepts = rules.Where(rule => rule.Table == "filter" && rule.Does(FirewallTargetKind.Accept)).ToList();
        return accepts.Count > 0 && accepts.All(rule => !rule.LooksAt(FirewallMatchKind.Protocol))
            ? new ProtocolRules([IPProtocol.Any], ProtocolSign.AcceptedNetwork, [.. accepts.Take(2).Select(EvidenceFactory.Rule)])
            : new ProtocolRules([], ProtocolSign.NoOwnRule, []);
    }
}
