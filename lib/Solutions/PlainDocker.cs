using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A host's own bridges, macvlans and ipvlans as a footprint, to compare with the column of a solution that isn't there.</summary>
internal static class PlainDocker
{
    private static readonly string[] Drivers = ["bridge", "macvlan", "ipvlan"];

    public static Footprint As(string solution, HostContext context)
    {
        var host = context.Snapshot;
        var networks = host
            .Networks.OrNone()
            .Where(network => Drivers.Contains(network.Driver) && !network.ConfigOnly && network.Name != "docker_gwbridge")
            .ToList();
        return new Footprint
        {
            Solution =
                Catalog
                    .CreateAll<ISolutionDetector>()
                    .Select(detector => detector.Solution)
                    .FirstOrDefault(name => string.Equals(name, solution, StringComparison.OrdinalIgnoreCase))
                ?? solution,
            State = SolutionState.Idle,
            Confidence = Confidence.Low,
            Evidence = [],
            Networks = networks,
            Attachments = Attachments.ByEndpoint(host, networks),
            Subnets = [.. networks.SelectMany(OwnedSubnet.FromNetwork)],
            LinksOfOthers = [.. context.Footprints.SelectMany(found => found.OwnLinks)],
            Stores = host.Engine is null ? null : [],
            StateKeeper = StateKeeper.Engine,
            StoreEvidence = [EvidenceFactory.Info($"ClusterStore {host.Engine?.ClusterStore ?? "not set"}")],
        };
    }
}
