using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>What a trial of networks stands on: a driver that may be used for it, and subnets that nobody uses. Pure.</summary>
/// <param name="Driver">The driver; null where none may be used.</param>
/// <param name="Free">Two subnets that nobody uses here.</param>
/// <param name="Impossible">Why none; null where there is one.</param>
internal sealed record TrialPreconditions(string? Driver, IReadOnlyList<Subnet> Free, string? Impossible)
{
    private const string Overlay = "overlay";
    private const string EngineIpam = "default";

    public static TrialPreconditions Of(HostSnapshot host, Footprint footprint)
    {
        var (driver, why) = DriverOf(host, footprint);
        if (driver is null)
        {
            return None(why!);
        }

        if (host.Networks is null || host.HostNamespace is not { Links: not null, Routes: not null })
        {
            return None("the engine's networks or the host's addresses and routes were not all seen, so no subnet is known to be free");
        }

        var free = FreeSubnet.Choose(host, 2);
        return free.Count == 2 ? new TrialPreconditions(driver, free, null) : None("no subnet is free of this host's networks, addresses and routes");
    }

    /// <summary>A network of the trial. Some plugins refuse an internal one.</summary>
    public TrialNetwork Network(TrialPart part, Subnet subnet, string meaning) => new(part, Driver!, Driver == Overlay, subnet.ToString(), meaning);

    private static TrialPreconditions None(string why) => new(null, [], "no network was tried: " + why);

    /// <summary>
    /// Only drivers that put nothing into the host's namespace for a network without containers: a bridge with the host's own subnet gets a route
    /// that can cut the host off.
    /// </summary>
    private static (string? Driver, string? Why) DriverOf(HostSnapshot host, Footprint footprint)
    {
        if (footprint.State is not (SolutionState.Running or SolutionState.Idle))
        {
            return (null, $"{footprint.Solution} doesn't run here ({footprint.State})");
        }

        if (footprint.Solution == SolutionIds.DockerOverlay)
        {
            return host.Engine?.Swarm is { LocalNodeState: not (null or "inactive") } swarm
                ? swarm.ControlAvailable ? (Overlay, null) : (null, $"this node is {(swarm.LocalNodeState == "active" ? "a worker" : swarm.LocalNodeState)}, and only a manager of the swarm makes networks: run it on one")
                : footprint.Backend == "kv" ? (Overlay, null) : (null, "the engine is in no swarm and has no cluster store, so it makes no overlay networks");
        }

        if (footprint.Networks.FirstOrDefault(network => WeaveDetector.IsWeaveDriver(network.Driver)) is { } own && own.IpamDriver is null or EngineIpam)
        {
            return (own.Driver, null);
        }

        // A plugin's IPAM gives each address once over all its networks, and some take any subnet unseen.
        return footprint.Networks.FirstOrDefault(network => network.Driver is not ("bridge" or "") && network.IpamDriver is not (null or EngineIpam)) is { } foreign
            ? (null, $"networks of {footprint.Solution} take their addresses from {foreign.IpamDriver}, not from the engine, so that the engine makes one would prove nothing")
            : (null, $"{footprint.Solution} has no network driver here; its containers are on {TruncatedList(footprint)}, and a bridge with the host's own subnet could cut the host off");
    }

    private static string TruncatedList(Footprint footprint) =>
        footprint.Networks.Count == 0 ? "links that the engine doesn't know" : "the engine's network " + string.Join(", ", footprint.Networks.Take(3).Select(network => network.Name));
}
