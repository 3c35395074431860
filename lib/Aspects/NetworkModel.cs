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

        var configured = Configured(carriers);
        var records = Probed.Of(host, footprint, Aspect);
        return records.Count == 0 ? configured : FromPackets(configured, records);
    }

    private static Observation FromPackets(Observation configured, IReadOnlyList<ProbeRecord> records)
    {
        var seen = records.Where(record => record.Outcome == ProbeOutcome.Seen).ToList();
        return seen.Count == 0
            ? Probed.Unsettled(configured, $"no packet was recognised on the wire ({Shortened.Join(records.Select(Probed.Pair))})", records)
            : Probed.Over(configured, [.. seen.Select(Model).Distinct()], Shortened.Join(seen.Select(record => $"{Model(record)} between {Probed.Pair(record)}: {record.Answer}"), "; "), seen);

        // On the wire both look alike: which gateway a route names is the configuration's.
        string Model(ProbeRecord record) => record.Value == "Layer3" && configured.Values.Contains("HostGateway") ? "HostGateway" : record.Value;
    }

    private static Observation Configured(IReadOnlyList<Carrier> carriers)
    {
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
