using NetAudit.Collection;
using NetAudit.Collection.Formats;
using NetAudit.Collection.Linux.Processes;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Trials;

/// <summary>
/// Removes networks that a killed run left behind: only those with NetAudit's mark and without containers, from a run that has ended.
/// </summary>
internal sealed class LeftNetworks(ITemporaryNetworkEngine engine, ICollectionLog log)
{
    /// <returns>The networks that had to stay, and why.</returns>
    public async Task<IReadOnlyList<Gap>> RemoveAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stay = new List<Gap>();
        var listed = await engine.MarkedAsync(cancellationToken).ConfigureAwait(false);
        foreach (var network in (listed.Content ?? []).OfType<JsonObject>())
        {
            if (
                network.Word("Name") is { } name
                && network.Word("Id") is { } id
                && IsOurs(name, network, now)
                && await WhyNotAsync(id, cancellationToken).ConfigureAwait(false) is { } why
            )
            {
                stay.Add(
                    new Gap
                    {
                        Kind = GapKind.StillThere,
                        Subject = $"temporary network {name}",
                        Reason = $"an earlier run that was ended left it, and it stays: {why}",
                        Remedy = $"docker -H {engine.Address} network rm {name} # once no container is on it",
                    }
                );
            }
        }

        return stay;
    }

    private bool IsOurs(string name, JsonObject network, DateTimeOffset now)
    {
        if (
            !name.StartsWith(TemporaryNetworkMark.NamePrefix, StringComparison.Ordinal)
            || TemporaryNetworkMark.Parse(network.Object("Labels").Text(TemporaryNetworkMark.Label)) is not { } mark
        )
        {
            return false;
        }

        var isOver = mark.IsOver(now, ProcessIdentity.Runs);
        log.Verbose(
            isOver
                ? $"An earlier run that was ended left the network {name}; it is removed."
                : $"The network {name} is of a run that still goes on; it stays."
        );
        return isOver;
    }

    /// <returns>Why it can't be removed; null if it was.</returns>
    private async Task<string?> WhyNotAsync(string id, CancellationToken cancellationToken)
    {
        var seen = await engine.InspectAsync(id, cancellationToken).ConfigureAwait(false);
        if ((seen.Content.Object("Containers")?.Count ?? 0) > 0 || (seen.Content.Object("Services")?.Count ?? 0) > 0)
        {
            return "containers are on it";
        }

        var answer = await engine.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
        return answer.Status is 404 or (>= 200 and < 300) ? null : $"the engine refused: {answer.Status} {answer.Refusal}";
    }
}
