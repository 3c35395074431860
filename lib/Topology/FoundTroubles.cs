using NetAudit.Cluster;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>A finding and the hosts that show it.</summary>
internal sealed record Trouble(string Rule, Finding Finding, IReadOnlyList<string> Hosts)
{
    public TopologyFinding Mark => new(Rule, Finding.Severity, Finding.Message);

    public bool IsOn(string host) => Hosts.Contains(host);

    /// <summary>The findings of hosts, one by one and together.</summary>
    public static IReadOnlyList<Trouble> Find(IReadOnlyList<HostContext> hosts)
    {
        var strings = new StringPool();
        var digests = new List<HostDigest>();
        var found = new List<Trouble>();
        foreach (var host in hosts)
        {
            found.AddRange(HostFindings.Create(host).Found.Select(one => new Trouble(one.Rule, one.Finding, [host.Snapshot.Host])));
            digests.Add(HostDigest.Create(host, strings));
        }

        found.AddRange(ClusterFindings.Create(digests).Select(one => new Trouble(one.Rule, one.Finding, one.Hosts)));
        return found;
    }
}

/// <summary>The findings that mean that no packets pass between hosts, and between which hosts.</summary>
internal static class Cuts
{
    /// <summary>Rules whose finding means: all packets of the solution from or to this host are lost.</summary>
    private static readonly HashSet<string> s_solution =
    [
        nameof(VxlanPortFiltered),
        nameof(FlannelPortFiltered),
        nameof(WeavePortFiltered),
        nameof(IpipFiltered),
        nameof(FlannelLinkDown),
        nameof(VxlanUnsupported),
        nameof(HypervisorTakesVxlan),
        nameof(BackendsDiffer),
        nameof(VxlanSettingsDiffer),
    ];

    /// <summary>Rules whose finding means: all packets of encrypted networks are lost.</summary>
    private static readonly HashSet<string> s_encrypted = [nameof(EspFiltered)];

    /// <summary>Rules whose finding means: all packets of one network are lost.</summary>
    private static readonly HashSet<string> s_network =
    [
        nameof(OverlayLinkWrong),
        nameof(OverlayNamespaceMissing),
        nameof(OverlaySettingsDiffer),
        nameof(EncryptionOneSided),
        nameof(EncryptedMixedEngines),
        nameof(EncryptedOtherPort),
    ];

    /// <summary>Rules whose finding means: all packets to one other host are lost.</summary>
    private static readonly HashSet<string> s_peer =
    [
        nameof(FlannelPeerEntryMissing),
        nameof(FlannelRouteMissing),
        nameof(FlannelGatewayOffLink),
        nameof(WeaveConnectionFailed),
        nameof(PeerFailed),
        nameof(NodeDown),
        nameof(GossipBlocked),
        nameof(PeerAddressWrong),
        nameof(VxlanSourceNotNodeAddress),
        nameof(OneWayPeer),
    ];

    /// <summary>Rules whose finding means: all packets between two hosts are lost.</summary>
    private static readonly HashSet<string> s_pair = [nameof(HostsApart)];

    public static bool IsPair(Trouble trouble) => s_pair.Contains(trouble.Rule) && trouble.Hosts.Count > 1;

    /// <summary>Whether a finding cuts a wire.</summary>
    public static bool IsCutBy(Wire wire, Trouble trouble, Func<string, bool> isPeer) =>
        trouble.Finding.Severity == Severity.Error
        && (trouble.Finding.Solution is null || trouble.Finding.Solution == wire.Solution)
        && trouble.IsOn(wire.Host)
        && (trouble.Finding.Peers?.Any(isPeer) ?? true)
        && (
            (s_solution.Contains(trouble.Rule) && (trouble.Hosts.Count == 1 || IsOnBoth(wire, trouble)))
            || (s_encrypted.Contains(trouble.Rule) && wire.Encryption == EncryptionScheme.IPsec.Name())
            || (s_network.Contains(trouble.Rule) && trouble.Finding.Subject is { Kind: SubjectKind.Network } && IsNetwork(wire, trouble))
            || (s_peer.Contains(trouble.Rule) && trouble.Finding.Subject.Kind == SubjectKind.Peer && isPeer(trouble.Finding.Subject.Name))
        );

    private static bool IsNetwork(Wire wire, Trouble trouble) =>
        wire.Network == trouble.Finding.Subject.Name && (trouble.Hosts.Count == 1 || IsOnBoth(wire, trouble));

    private static bool IsOnBoth(Wire wire, Trouble trouble) => wire.PeerHost is null || trouble.IsOn(wire.PeerHost);
}
