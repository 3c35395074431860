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
            return new Isolation(
                null,
                "a policy controller's chains stand beside Flannel",
                Basis.Observed,
                [],
                "what they let through was not worked out; probing settles it"
            );
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
            "subnets of other hosts are routed to, and Flannel has no rule that keeps one subnet from another",
            Basis.Observed,
            [.. ways.Take(2).Select(way => EvidenceFactory.Route(way.Route)), .. accepts]
        );
    }

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
            ? new ProtocolRules(
                [IPProtocol.Any],
                "rules accept the whole network and name no protocol; a layer 3 path, so neither multicast nor other ethertypes",
                [.. accepts.Take(2).Select(EvidenceFactory.Rule)]
            )
            : new ProtocolRules(
                [],
                "no rule names a protocol",
                [],
                "rules of its own that accept were not seen, and what is not dropped need not arrive"
            );
    }
}
