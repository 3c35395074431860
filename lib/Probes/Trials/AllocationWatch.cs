using System.Diagnostics;
using NetAudit.Collection;
using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>Watches whether an engine allocates a network that it accepted.</summary>
internal sealed class AllocationWatch(ITemporaryNetworkEngine engine, TimeSpan between)
{
    /// <summary>A swarm's manager accepts every network at once, and gives it a driver and a subnet later, or never.</summary>
    public async Task<TrialAnswer> WatchAsync(
        string id,
        TrialNetwork network,
        TimeSpan patience,
        Stopwatch clock,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            // Engine 29 lists a network that isn't allocated, but doesn't find it on inspect.
            var seen = await engine.InspectAsync(id, cancellationToken).ConfigureAwait(false);
            var subnets = seen.Content.Object("IPAM").Objects("Config").Select(pool => pool.Word("Subnet")).OfType<string>().ToList();
            if (seen.Content is { } made && subnets.Count > 0 && made.Word("Driver") is { } driver)
            {
                var isAsAsked = subnets.Contains(network.Subnet) && driver == network.Driver;
                return Made(made, clock) with
                {
                    Kind = isAsAsked ? TrialAnswerKind.Allocated : TrialAnswerKind.MadeOtherwise,
                    Driver = driver,
                    Subnets = subnets,
                };
            }

            if (seen.Content is null && seen.Status != 404)
            {
                return new()
                {
                    Kind = TrialAnswerKind.NotShown,
                    Status = seen.Status,
                    Message = seen.Refusal,
                };
            }

            if (clock.Elapsed >= patience)
            {
                var listed = await engine.MarkedAsync(cancellationToken).ConfigureAwait(false);
                var isThere = (listed.Content ?? []).OfType<JsonObject>().Any(one => one.Word("Id") == id);
                return new() { Kind = isThere ? TrialAnswerKind.Unallocated : TrialAnswerKind.Gone, After = clock.Elapsed };
            }

            await Task.Delay(between, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TrialAnswer Made(JsonObject made, Stopwatch clock) =>
        new()
        {
            Kind = TrialAnswerKind.Allocated,
            Vni = made.Object("Options").Word(DockerOverlayDetector.VxlanIds),
            Gateway = made.Object("IPAM").Objects("Config").Select(pool => pool.Word("Gateway")).FirstOrDefault(),
            After = clock.Elapsed,
        };
}
