using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>Whether the engine makes two networks with the same subnet.</summary>
internal sealed class OverlapTrial : INetworkTrial
{
    public ProbeCheck Check => ProbeCheck.IPOverlap;

    public NetworkTrial Plan(HostSnapshot host, Footprint footprint)
    {
        var ground = TrialPreconditions.Create(host, footprint);
        return ground.Driver is null || ground.Free is not [var free, ..]
            ? new NetworkTrial(Check, footprint.Solution, [], ground.Obstacle)
            : new NetworkTrial(Check, footprint.Solution, [ground.Network(TrialPart.Free, free), ground.Network(TrialPart.Same, free)]);
    }
}
