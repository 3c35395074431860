using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>The preconditions of a trial: a driver that may be used for it, and free subnets. Pure.</summary>
/// <param name="Driver">The driver; null if none may be used.</param>
/// <param name="Free">Two subnets that are free on this host.</param>
/// <param name="Obstacle">Why no driver may be used; null if one may.</param>
internal sealed record TrialPreconditions(string? Driver, IReadOnlyList<Subnet> Free, TrialObstacle? Obstacle)
{
    private const string Overlay = "overlay";
    private const string EngineIpam = "default";
    private const int MostNetworks = 3;

    public static TrialPreconditions Create(HostSnapshot host, Footprint footprint)
    {
        var (driver, obstacle) = DriverOf(host, footprint);
        if (driver is null)
        {
            return new(null, [], obstacle);
        }

        if (host.Networks is null || host.HostNamespace is not { Links: not null, Routes: not null })
        {
            return new(null, [], new() { Kind = TrialObstacleKind.NotAllSeen });
        }

        var free = FreeSubnet.Choose(host, 2);
        return free.Count == 2 ? new(driver, free, null) : new(null, [], new() { Kind = TrialObstacleKind.NoFreeSubnet });
    }

    /// <summary>A network of the trial. Some plugins refuse an internal one.</summary>
    public TrialNetwork Network(TrialPart part, Subnet subnet) =>
        new()
        {
            Part = part,
            Driver = Driver!,
            Internal = Driver == Overlay,
            Subnet = subnet.ToString(),
        };

    /// <summary>
    /// Only drivers may be used that add nothing to the host's namespace for a network without containers. A bridge with the host's own
    /// subnet gets a route that can cut the host off.
    /// </summary>
    private static (string? Driver, TrialObstacle? Obstacle) DriverOf(HostSnapshot host, Footprint footprint)
    {
        if (footprint.State is not (SolutionState.Running or SolutionState.Idle))
        {
            return Obstructed(TrialObstacleKind.NotRunning, footprint.State.ToString(), footprint.Solution);
        }

        if (footprint.Solution == SolutionIds.DockerOverlay)
        {
            return OverlayDriverOf(host, footprint);
        }

        if (
            footprint.Networks.FirstOrDefault(network => WeaveTraces.IsDriver(network.Driver)) is { } own
            && own.IpamDriver is null or EngineIpam
        )
        {
            return (own.Driver, null);
        }

        // A plugin's IPAM allocates each address once over all its networks, and some accept any subnet unchecked.
        var foreign = footprint.Networks.FirstOrDefault(network =>
            network.Driver is not ("bridge" or "") && network.IpamDriver is not (null or EngineIpam)
        );
        return foreign is not null
            ? Obstructed(TrialObstacleKind.ForeignIpam, foreign.IpamDriver!, footprint.Solution)
            : Obstructed(
                TrialObstacleKind.NoDriver,
                [footprint.Solution, .. footprint.Networks.Take(MostNetworks).Select(network => network.Name)]
            );
    }

    private static (string? Driver, TrialObstacle? Obstacle) OverlayDriverOf(HostSnapshot host, Footprint footprint)
    {
        if (host.Engine?.Swarm is { LocalNodeState: not (null or "inactive") } swarm)
        {
            return swarm.ControlAvailable
                ? (Overlay, null)
                : Obstructed(TrialObstacleKind.NoManager, swarm.LocalNodeState == "active" ? "a worker" : swarm.LocalNodeState);
        }

        return footprint.Backend == "kv" ? (Overlay, null) : Obstructed(TrialObstacleKind.NoSwarm);
    }

    private static (string? Driver, TrialObstacle? Obstacle) Obstructed(TrialObstacleKind kind, params string[] names) =>
        (null, new() { Kind = kind, Names = names });
}
