using System.Diagnostics;
using System.Globalization;
using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using Newtonsoft.Json.Linq;

namespace NetAudit.Probes.Trials;

/// <summary>Watches what an engine makes of a network that it took.</summary>
internal sealed class AllocationWatch(ITemporaryNetworkEngine engine, TimeSpan between)
{
    /// <summary>A swarm's manager takes every network at once, and gives it a driver and a subnet later, or never.</summary>
    public async Task<(string Answer, ProbeOutcome Outcome)> WatchAsync(string id, TrialNetwork network, TimeSpan patience, Stopwatch clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Engine 29 lists a network that is not allocated, and doesn't know it when asked.
            var seen = await engine.InspectAsync(id, cancellationToken).ConfigureAwait(false);
            var subnets = seen.Content.Object("IPAM").Objects("Config").Select(pool => pool.Word("Subnet")).OfType<string>().ToList();
            if (seen.Content is { } made && subnets.Count > 0 && made.Word("Driver") is { } driver)
            {
                return subnets.Contains(network.Subnet) && driver == network.Driver
                    ? (Allocated(made, clock), ProbeOutcome.Accepted)
                    : ($"made otherwise than asked for: driver {driver}, {string.Join(", ", subnets)}", ProbeOutcome.Failed);
            }

            if (seen.Content is null && seen.Status != 404)
            {
                return ($"made, and not shown: {seen.Status} {seen.Refusal}", ProbeOutcome.Failed);
            }

            if (clock.Elapsed >= patience)
            {
                var listed = await engine.MarkedAsync(cancellationToken).ConfigureAwait(false);
                return (listed.Content ?? []).Any(one => one.Word("Id") == id)
                    ? (string.Format(CultureInfo.InvariantCulture, "accepted, and left unallocated: no driver and no subnet after {0:0.0} s", clock.Elapsed.TotalSeconds), ProbeOutcome.Unallocated)
                    : ("accepted, and then gone: something else removed it", ProbeOutcome.Failed);
            }

            await Task.Delay(between, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Allocated(JObject made, Stopwatch clock) => string.Concat(
        string.Format(CultureInfo.InvariantCulture, "accepted and allocated after {0:0} ms", clock.Elapsed.TotalMilliseconds),
        made.Object("Options").Word(DockerOverlayDetector.VxlanIds) is { } vni ? $", VNI {vni}" : "",
        made.Object("IPAM").Objects("Config").Select(pool => pool.Word("Gateway")).FirstOrDefault() is { } gateway ? $", gateway {gateway}" : "");
}
