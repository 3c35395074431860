using System.Globalization;
using NetAudit.Collection;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Trials;

/// <summary>
/// The networks of one run. Each is noted before it is requested, so that one whose answer never came is looked for too. The removal has a
/// time limit of its own and ignores cancellation.
/// </summary>
internal sealed class TemporaryNetworks(ITemporaryNetworkEngine engine, TemporaryNetworkMark mark, TrialLimits limits)
{
    private readonly List<Asked> _asked = [];

    /// <summary>Requests a network.</summary>
    /// <param name="network">The network to request.</param>
    /// <param name="cancellationToken">
    /// Ends the wait after a short grace: the answer is usually about to come, and it names what to remove.
    /// </param>
    /// <returns>Its name, and its id if it was made; otherwise the engine's words.</returns>
    public async Task<Asked> CreateAsync(TrialNetwork network, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = new Asked(TemporaryNetworkMark.NewName());
        _asked.Add(asked);
        using var limit = new CancellationTokenSource(limits.Answer);
        using var hurry = cancellationToken.Register(() => limit.CancelAfter(limits.AnswerWhenStopped));
        try
        {
            var answer = await engine.CreateAsync(asked.Name, network, mark, limit.Token).ConfigureAwait(false);
            (asked.Status, asked.Id, asked.Words) = (answer.Status, answer.Content.Word("Id"), answer.Refusal);
        }
        catch (OperationCanceledException)
        {
            asked.Words = string.Format(CultureInfo.InvariantCulture, "no answer within {0:0.#} s", limits.Answer.TotalSeconds);
        }
        catch (NetAuditException lost)
        {
            asked.Words = lost.Message.TrimEnd('.');
        }

        cancellationToken.ThrowIfCancellationRequested();
        return asked;
    }

    /// <summary>Removes all of them.</summary>
    /// <returns>The networks that could not be removed, or may still appear.</returns>
    public async Task<IReadOnlyList<Gap>> RemoveAsync()
    {
        if (_asked.All(asked => asked.IsGone))
        {
            return [];
        }

        using var limit = new CancellationTokenSource(limits.Removal);
        var trouble = "";
        try
        {
            while (true)
            {
                try
                {
                    if (await RemoveOnceAsync(limit.Token).ConfigureAwait(false) is not { } still)
                    {
                        return [];
                    }

                    trouble = still;
                }
                catch (NetAuditException problem)
                {
                    trouble = problem.Message.TrimEnd('.');
                }

                await Task.Delay(limits.Between, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return [.. _asked.Where(asked => !asked.IsGone).Select(asked => Left(asked, trouble))];
        }
    }

    /// <returns>The reason why one is left; null if all are gone.</returns>
    private async Task<string?> RemoveOnceAsync(CancellationToken limit)
    {
        var trouble = "";
        foreach (var asked in _asked.Where(asked => !asked.IsGone && asked.Id is not null))
        {
            var answer = await engine.RemoveAsync(asked.Id!, limit).ConfigureAwait(false);
            asked.IsGone = answer.Status is 404 or (>= 200 and < 300);
            trouble = asked.IsGone ? trouble : $"{answer.Status} {answer.Refusal}";
        }

        // Networks whose answer never came are found by name. And those that the engine reported as removed must no longer be listed.
        var listed = await engine.MarkedAsync(limit).ConfigureAwait(false);
        foreach (var network in (listed.Content ?? []).OfType<JsonObject>())
        {
            if (_asked.Find(asked => asked.Name == network.Text("Name")) is { } mine && network.Word("Id") is { } id)
            {
                (mine.IsGone, mine.Id) = (false, id);
            }
        }

        foreach (
            var answered in _asked.Where(asked =>
                !asked.IsGone && asked.Id is null && asked.Status is not null && listed.Content is not null
            )
        )
        {
            answered.IsGone = true;
        }

        return _asked.All(asked => asked.IsGone) ? null
            : trouble.Length > 0 ? trouble
            : listed.Content is null ? $"the engine doesn't list its networks: {listed.Status} {listed.Refusal}"
            : "";
    }

    private Gap Left(Asked asked, string trouble) =>
        new()
        {
            Kind = GapKind.StillThere,
            Subject = $"temporary network {asked.Name}",
            Reason =
                asked.Id is not null ? $"LEFT BEHIND, as it could not be removed{(trouble.Length == 0 ? "" : $": {trouble}")}"
                : asked.Status is null ? $"it may still appear: the engine never answered whether it made it ({asked.Words})"
                : $"it may be there: {trouble}",
            Remedy = $"remove it: docker -H {engine.Address} network rm {asked.Name}",
        };

    /// <summary>A network that was requested.</summary>
    internal sealed class Asked(string name)
    {
        public string Name { get; } = name;

        /// <summary>Its id; null if it was not made, or isn't known to be.</summary>
        public string? Id { get; set; }

        /// <summary>The status of the engine's answer; null if none came.</summary>
        public int? Status { get; set; }

        /// <summary>Why it was not made, in the engine's words.</summary>
        public string Words { get; set; } = "";

        /// <summary>Whether it is known to be gone, or never to have existed.</summary>
        public bool IsGone { get; set; }
    }
}
