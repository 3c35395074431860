using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>An active check. Each has a file of its own and is found by its type. Planning is pure; running sends the packets.</summary>
internal interface IProbe
{
    /// <summary>The check.</summary>
    ProbeCheck Check { get; }

    /// <summary>
    /// The steps of the check: what is sent from where to where. Targets are only endpoints that the engine, the kernel or the solution's
    /// agent listed.
    /// </summary>
    IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options);

    /// <summary>Runs one step of its plan on the calling thread, over sockets that it opens in the step's network namespace.</summary>
    /// <param name="step">A step that <see cref="Plan"/> gave.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken);
}

/// <summary>A check whose steps are all of one type.</summary>
internal abstract class Probe<TStep> : IProbe
    where TStep : ProbeStep
{
    /// <inheritdoc />
    public abstract ProbeCheck Check { get; }

    /// <inheritdoc />
    public abstract IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options);

    /// <inheritdoc />
    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken) =>
        Run((TStep)step, options, cancellationToken);

    /// <summary>Runs one step of its plan.</summary>
    protected abstract IReadOnlyList<ProbeRecord> Run(TStep step, ProbeOptions options, CancellationToken cancellationToken);
}
