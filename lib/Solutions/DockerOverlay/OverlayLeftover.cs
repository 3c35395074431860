using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Finds what is left of overlay networks on an engine that is in no swarm: namespaces, rules, the gateway bridge.</summary>
internal static class OverlayLeftover
{
    private const string EncryptionMark = "0xd0c4e3/0xffffffff";

    public static Footprint? Find(HostSnapshot host)
    {
        var traces = new List<Evidence>();
        traces.AddRange(
            host.EngineNamespaces.Keys.Where(name =>
                    name == "ingress_sbox"
                    || name.StartsWith("1-", StringComparison.Ordinal)
                    || name.StartsWith("lb_", StringComparison.Ordinal)
                )
                .Select(EvidenceFactory.EngineNamespace)
        );
        traces.AddRange(host.HostRules().Where(IsOfEncryption).Select(EvidenceFactory.Rule));
        var own = traces.Count > 0;
        traces.AddRange(
            host.Networks.OrNone()
                .Where(network => network.Name == "docker_gwbridge")
                .Select(network => EvidenceFactory.Network(network, "the gateway bridge of multi-host networks"))
        );
        traces.AddRange(host.HostLinks().Where(link => link is { Name: "docker_gwbridge", Kind: "bridge" }).Select(EvidenceFactory.Link));
        // The gateway bridge alone may be another solution's, whose traces only the firewall would show.
        return traces.Count == 0 || (!own && host.SeenFirewall() is null)
            ? null
            : new Footprint
            {
                Solution = SolutionIds.DockerOverlay,
                State = SolutionState.Leftover,
                Confidence = own ? Confidence.Medium : Confidence.Low,
                Evidence = traces,
            };
    }

    /// <summary>The rules for encrypted networks: one marks their packets for IPsec, one drops what arrives unencrypted.</summary>
    private static bool IsOfEncryption(FirewallRule rule) =>
        rule.Targets.Any(target => target.Kind == FirewallTargetKind.SetMark && target.Values.Contains(EncryptionMark))
        || rule.Values(FirewallMatchKind.Mark).Contains(EncryptionMark)
        || (
            rule.Chain == "INPUT"
            && rule.Does(FirewallTargetKind.Drop)
            && rule.Values(FirewallMatchKind.Protocol).Contains("udp")
            && rule.Values(FirewallMatchKind.IpsecPolicy).Contains("in none")
        );
}
