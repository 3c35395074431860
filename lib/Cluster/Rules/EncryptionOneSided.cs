using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// An encrypted overlay network has containers on two hosts whose ESP states don't agree. Only one host has states for the other, or their
/// states have no SPI in common. Then one host can't read the packets that the other encrypts, or drops packets that arrive unencrypted. On
/// each host, libnetwork creates the states of both directions. Both hosts compute the index (SPI) from the addresses and the swarm's key.
/// </summary>
internal sealed class EncryptionOneSided : SolutionClusterRule
{
    protected override string Solution => SolutionIds.DockerOverlay;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts) =>
        from pair in Pairs(hosts)
        where pair.One.Overlay!.Esp is not null && pair.Other.Overlay!.Esp is not null
        let shared = Shared(pair.One, pair.Other)
        where shared is not null
        let found = Compare(pair.One, pair.Other, shared)
        where found is not null
        select found;

    /// <summary>The name of an encrypted network with containers on both hosts; null if there is none.</summary>
    private static string? Shared(HostDigest one, HostDigest other) =>
        one.Overlay!.Networks.Where(network => network is { Encrypted: true, Ingress: false } && network.Endpoints.Count > 0)
            .Where(network => other.Overlay!.Find(network.Id) is { Endpoints.Count: > 0 })
            .Select(network => network.Name)
            .FirstOrDefault();

    private static ClusterFinding? Compare(HostDigest one, HostDigest other, string network)
    {
        var (own, its) = (Between(one, one, other), Between(other, one, other));
        if (own.Count > 0 != its.Count > 0)
        {
            var (has, lacks) = own.Count > 0 ? (one, other) : (other, one);
            return Found(
                has,
                lacks,
                network,
                $"{lacks.Host} has no ESP state for {has.Host}, which has {Math.Max(own.Count, its.Count)} for it"
            );
        }

        var known = own.Concat(its).All(state => state.Spi is not null);
        return own.Count == 0 || !known || own.Any(its.Contains)
            ? null
            : Found(one, other, network, "their ESP states have no index (SPI) in common");
    }

    private static List<EspDigest> Between(HostDigest host, HostDigest one, HostDigest other) =>
        [
            .. other
                .Addresses.SelectMany(address => host.Overlay!.Esp![address])
                .Where(state => one.Has(state.Source) || one.Has(state.Destination))
                .Distinct(),
        ];

    private static ClusterFinding Found(HostDigest has, HostDigest lacks, string network, string why) =>
        new(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Network, network),
                Message = $"Containers on network {network} of {has.Host} and {lacks.Host} don't reach each other: {why}.",
                Repair =
                    $"modprobe esp4 # on {lacks.Host}, then restart the network's containers there; if the keys differ: docker "
                    + $"node update --availability drain NODE, then active, for one node after the other",
                Evidence =
                [
                    On(has, "ip xfrm state", $"{Counted.Say(Between(has, has, lacks).Count, "esp state")} with {lacks.Host}"),
                    On(lacks, "ip xfrm state", $"{Counted.Say(Between(lacks, has, lacks).Count, "esp state")} with {has.Host}"),
                ],
            },
            [has.Host, lacks.Host]
        );
}
