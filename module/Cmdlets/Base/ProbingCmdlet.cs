using System.Management.Automation;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Probes.Trials;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet that can send probes from inside containers' network namespaces.</summary>
public abstract class ProbingCmdlet : HostCmdlet
{
    /// <summary>The removal of networks has a limit of its own, which must end first.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    /// <summary>The time limit for an answer, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.05, 60)]
    public double ProbeTimeout { get; set; } = 1;

    /// <summary>
    /// Containers that probes are sent from, by name; wildcards are allowed. Without this parameter, two of each network.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Container { get; set; }

    /// <summary>
    /// Probes a live host, and returns its snapshot with the records; null if it can't be probed, which is reported as an error.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="checks">The checks.</param>
    /// <param name="solutions">Solutions to probe.</param>
    /// <param name="isWanted">Whether a step is wanted.</param>
    /// <param name="isWantedTrial">Whether a trial is wanted.</param>
    private protected HostSnapshot? SendProbes(
        HostSnapshot host,
        IReadOnlyCollection<string> checks,
        IReadOnlyCollection<string> solutions,
        Func<ProbeStep, bool> isWanted,
        Func<NetworkTrial, bool> isWantedTrial
    ) =>
        OnLiveHost(
            host,
            () =>
            {
                var plan = InBackground(log => ProbeRun.PlanAsync(host, checks, Options(), log, StopToken));
                var steps = plan
                    .Steps.Where(step => solutions.Contains(step.Solution, StringComparer.OrdinalIgnoreCase))
                    .Where(isWanted)
                    .ToList();
                var trials = plan
                    .Trials.Where(trial => solutions.Contains(trial.Solution, StringComparer.OrdinalIgnoreCase))
                    .Where(trial => trial.Obstacle is not null || isWantedTrial(trial))
                    .ToList();
                if (plan.Steps.Count == 0 && plan.Trials.Count == 0)
                {
                    WriteWarning(DisplayText.Scrub($"{host.Host}: there is nothing to probe: {WhyNothing(checks)}."));
                }

                var probed = InBackground(log => ProbeRun.RunAsync(host, plan with { Steps = steps, Trials = trials }, log, StopToken));
                foreach (var gap in probed.Gaps.Skip(host.Gaps.Count))
                {
                    WriteWarning(
                        DisplayText.Scrub($"{host.Host}: {gap.Subject}: {gap.Reason}{(gap.Remedy is null ? "" : $"; {gap.Remedy}")}")
                    );
                }

                return probed;
            }
        );

    /// <summary>Runs work that needs a live host on this machine; null if it can't be done, which is reported as an error.</summary>
    private protected T? OnLiveHost<T>(HostSnapshot host, Func<T> work)
        where T : class
    {
        try
        {
            return ParameterSetName == DockerHostSet
                ? work()
                : throw new NetAuditException(
                    NetAuditError.ProbeNotPossible,
                    $"The host {host.Host} can't be probed: it is a recorded host, and packets can only be sent on a live one.",
                    host.Host,
                    $"Run {MyInvocation.MyCommand.Name} on the host itself, as root."
                );
        }
        catch (NetAuditException error)
        {
            WriteError(Errors.Record(error));
            return null;
        }
    }

    /// <summary>Whether networks may be made on the engine.</summary>
    private protected virtual bool MayMakeNetworks => false;

    private string WhyNothing(IReadOnlyCollection<string> checks) =>
        checks.Count > 0 && checks.All(ProbeRun.TrialChecks.Contains)
            ? $"{string.Join(" and ", checks)} can only be tried with networks made on the engine, and removed again: "
                + $"-AllowTemporaryNetwork allows it"
        : Container is null ? "no running container of this host is on a multi-host network"
        : "no running container on a multi-host network is named " + string.Join(" or ", Container);

    private ProbeOptions Options() =>
        new()
        {
            AllowTemporaryNetwork = MayMakeNetworks,
            Timeout = TimeSpan.FromSeconds(ProbeTimeout),
            TotalTimeout = TimeSpan.FromSeconds(Timeout),
            Containers = Container ?? [],
        };

    /// <summary>Runs work in the background, with this cmdlet's log.</summary>
    private protected T InBackground<T>(Func<Model.ICollectionLog, Task<T>> work)
    {
        var background = new BackgroundWork(this);
        T? result = default;
        background.Run(
            async () => result = await work(background.Log(0)).ConfigureAwait(false),
            StopToken,
            new CleanUp(ProbeRun.LongestCleanUp + Margin, StopProcessing, Tell)
        );
        return result!;
    }

    private void Tell(NetAuditException left) =>
        Host.UI?.WriteErrorLine(DisplayText.Message($"{left.Message} To do: {left.Recommendation}"));
}
