using System.Diagnostics;
using NetAudit.Model;
using NetAudit.Probes.Trials;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>Plans probes for a host and sends them.</summary>
public static class ProbeRun
{
    /// <summary>How long a cancelled run may still need to remove the networks it made.</summary>
    public static TimeSpan LongestCleanUp { get; } = new TrialLimits().CleanUp;

    /// <summary>Names of all checks.</summary>
    public static IReadOnlyList<string> Checks =>
        [
            .. Catalog
                .CreateAll<IProbe>()
                .Select(probe => probe.Check.ToString())
                .Concat(TrialChecks)
                .OrderBy(check => check, StringComparer.Ordinal),
        ];

    /// <summary>
    /// Names of the checks that make networks on the engine, and so need <see cref="ProbeOptions.AllowTemporaryNetwork"/>.
    /// </summary>
    public static IReadOnlyList<string> TrialChecks => [.. Catalog.CreateAll<INetworkTrial>().Select(trial => trial.Check.ToString())];

    /// <summary>Lists the packets that a run would send, and sends nothing.</summary>
    /// <param name="host">A snapshot that was just collected from a live engine.</param>
    /// <param name="checks">The checks; empty: all.</param>
    /// <param name="options">Limits and choices.</param>
    /// <param name="log">Told of each step.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="NetAuditException">Probes can't be sent to this host from here.</exception>
    public static Task<ProbePlan> PlanAsync(
        HostSnapshot host,
        IReadOnlyCollection<string> checks,
        ProbeOptions options,
        ICollectionLog log,
        CancellationToken cancellationToken
    ) => PlanAsync(HostContext.Create(host), checks, options, log, cancellationToken);

    /// <summary>Lists the packets that a run would send, for a host whose solutions are already detected.</summary>
    /// <param name="host">A host that was just collected from a live engine.</param>
    /// <param name="checks">The checks; empty: all.</param>
    /// <param name="options">Limits and choices.</param>
    /// <param name="log">Told of each step.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="NetAuditException">Probes can't be sent to this host from here.</exception>
    public static async Task<ProbePlan> PlanAsync(
        HostContext host,
        IReadOnlyCollection<string> checks,
        ProbeOptions options,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        var namespaces = await ProbeHost.FindNamespacesAsync(host.Snapshot, log, cancellationToken).ConfigureAwait(false);
        var found = options with { Namespaces = namespaces };
        var steps = Plan(host, checks, found);
        return new ProbePlan(steps, found)
        {
            Trials = options.AllowTemporaryNetwork ? PlanTrials(host, checks) : [],
            Omitted = Omitted(host, checks, found, steps),
        };
    }

    /// <summary>Sends the planned packets; then makes the planned networks and removes them.</summary>
    /// <returns>The snapshot with the probes' records. Its gaps name what could not be sent, or not be removed.</returns>
    /// <exception cref="OperationCanceledException">
    /// It was cancelled; nothing more is sent, and the networks it made are removed.
    /// </exception>
    /// <exception cref="NetAuditException">It was cancelled, and a network that it made could not be removed.</exception>
    public static async Task<HostSnapshot> RunAsync(
        HostSnapshot host,
        ProbePlan plan,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        var clock = Stopwatch.StartNew();
        var asked = host with { ProbesOmitted = [.. host.ProbesOmitted ?? [], .. plan.Omitted] };
        var sent =
            plan.Steps.Count == 0
                ? asked
                : With(asked, await new ProbeSender(plan, log, cancellationToken).RunAsync().ConfigureAwait(false));
        var rest = plan.Options with { TotalTimeout = TimeSpan.FromTicks(Math.Max(0, (plan.Options.TotalTimeout - clock.Elapsed).Ticks)) };
        return plan.Trials.Count == 0
            ? sent
            : With(
                sent,
                await TrialRun.OnAsync(ProbeHost.EndpointOf(host), plan.Trials, rest, log, cancellationToken).ConfigureAwait(false)
            );
    }

    /// <summary>The steps for a host; pure.</summary>
    internal static IReadOnlyList<ProbeStep> Plan(HostContext host, IReadOnlyCollection<string> checks, ProbeOptions options) =>
        [
            .. from footprint in host.Footprints
            where footprint.Attachments.Count > 0
            from probe in Wanted(checks)
            from step in probe.Plan(host.Snapshot, footprint, options)
            select step,
        ];

    /// <summary>Checks of a plan that have no step, for each solution, with the reason; pure.</summary>
    internal static IReadOnlyList<ProbeOmission> Omitted(
        HostContext host,
        IReadOnlyCollection<string> checks,
        ProbeOptions options,
        IReadOnlyList<ProbeStep> steps
    ) =>
        [
            .. from footprint in host.Footprints
            let hasSender = ProbeEndpoints.Senders(host.Snapshot, footprint, options).Count > 0
            from probe in Wanted(checks)
            where !steps.Any(step => step.Check == probe.Check && step.Solution == footprint.Solution)
            let reason = hasSender ? ProbeOmissionReason.NoTarget : ProbeOmissionReason.NoSender
            select new ProbeOmission(probe.Check, footprint.Solution, reason),
        ];

    private static IEnumerable<IProbe> Wanted(IReadOnlyCollection<string> checks) =>
        Catalog
            .CreateAll<IProbe>()
            .Where(probe => checks.Count == 0 || checks.Contains(probe.Check.ToString(), StringComparer.OrdinalIgnoreCase));

    /// <summary>The networks that would be made for a host; pure.</summary>
    internal static IReadOnlyList<NetworkTrial> PlanTrials(HostContext host, IReadOnlyCollection<string> checks) =>
        [
            .. from footprint in host.Footprints
            from trial in Catalog.CreateAll<INetworkTrial>()
            where checks.Count == 0 || checks.Contains(trial.Check.ToString(), StringComparer.OrdinalIgnoreCase)
            select trial.Plan(host.Snapshot, footprint),
        ];

    private static HostSnapshot With(HostSnapshot host, (IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps) shown) =>
        host with
        {
            Probes = [.. host.Probes ?? [], .. shown.Records],
            Gaps = [.. host.Gaps, .. shown.Gaps],
        };
}

/// <summary>The packets and networks of a run.</summary>
/// <param name="Steps">The steps, those of one namespace in their order.</param>
/// <param name="Options">Limits and choices, with the namespaces that were found.</param>
public sealed record ProbePlan(IReadOnlyList<ProbeStep> Steps, ProbeOptions Options)
{
    /// <summary>Networks that would be made on the engine; none unless <see cref="ProbeOptions.AllowTemporaryNetwork"/> is set.</summary>
    public IReadOnlyList<NetworkTrial> Trials { get; init; } = [];

    /// <summary>Checks that have no step, and why.</summary>
    public IReadOnlyList<ProbeOmission> Omitted { get; init; } = [];
}
