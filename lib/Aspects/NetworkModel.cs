using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>What carries packets between hosts: as routes and tunnels really go, not as the backend is called.</summary>
internal sealed class NetworkModel : IAspectObserver
{
    public string Aspect => "NetworkModel";

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Carriers is not { Count: > 0 } carriers)
        {
            return Observation.NotSeen("no route or tunnel to another host was seen", "run as root on the host while its agent runs, or audit a host that has a peer");
        }

        var models = carriers.GroupBy(carrier => carrier.Model).ToList();
        return new Observation
        {
            Values = [.. models.Select(group => group.Key)],
            Words = string.Join("; ", models.Select(group => $"{group.Key}, {Shortened.Join(group.Select(carrier => carrier.Words), "; ")}")),
            Basis = carriers.Max(carrier => carrier.Basis),
            Evidence = [.. carriers.SelectMany(carrier => carrier.Evidence)],
        };
    }
}
