using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>Whether the engine makes two networks with the same subnet.</summary>
internal sealed class OverlapTrial : INetworkTrial
{
    public string Check => AspectIds.IPOverlap;

    public NetworkTrial Plan(HostSnapshot host, Footprint footprint)
    {
        var ground = TrialPreconditions.Of(host, footprint);
        return ground.Driver is null || ground.Free is not [var free, ..]
            ? new NetworkTrial(Check, footprint.Solution, [], ground.Impossible)
            : new NetworkTrial(Check, footprint.Solution,
            [
                ground.Network(TrialPart.Free, free, $"a subnet that nobody uses here ({free})"),
                ground.Network(TrialPart.Same, free, $"the same subnet again ({free})"),
            ]);
    }
}
