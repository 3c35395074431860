using System.Management.Automation;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet that works on hosts: live ones, or snapshots from the pipeline.</summary>
public abstract class SnapshotCmdlet : CancellableCmdlet
{
    /// <summary>The parameter set of live hosts.</summary>
    internal const string DockerHostSet = "DockerHost";

    /// <summary>The parameter set of snapshots.</summary>
    internal const string InputObjectSet = "InputObject";

    private readonly List<string?> _endpoints = [];

    /// <summary>
    /// Engines to read: URIs, names of docker contexts, or paths of sockets; ssh://USER@HOST reads a host over ssh. Without it, the engine
    /// that `docker` in the same shell uses.
    /// </summary>
    [Parameter(ParameterSetName = DockerHostSet, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[]? DockerHost { get; set; }

    /// <summary>Snapshots, as Import-OverlaySnapshot gives them.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public HostSnapshot[]? InputObject { get; set; }

    /// <summary>Reads hosts over ssh as root, with sudo. Only root sees all of their kernel's state.</summary>
    [Parameter(ParameterSetName = DockerHostSet)]
    public SwitchParameter Sudo { get; set; }

    /// <summary>The time limit for collecting from a live host, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int Timeout { get; set; } = 60;

    /// <summary>How many live hosts are read at once, and with how many calls at once each.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == DockerHostSet)
        {
            // Read at the end, all at once: only then is it known whether a host is the only one.
            _endpoints.AddRange(DockerHost ?? new string?[] { null });
            return;
        }

        foreach (var snapshot in InputObject ?? [])
        {
            Receive(snapshot);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (_endpoints.Count > 0)
        {
            Collect(_endpoints);
        }
    }

    /// <summary>Reads live hosts, and works on each. On the pipeline's thread.</summary>
    private protected virtual void Collect(IReadOnlyList<string?> endpoints)
    {
        var options = new CollectionOptions
        {
            Timeout = TimeSpan.FromSeconds(Timeout),
            ThrottleLimit = ThrottleLimit,
            Sudo = Sudo,
        };
        new LiveCollection(this, options).Run(endpoints, Receive, Refuse, StopToken);
    }

    /// <summary>Works on one host. On the pipeline's thread.</summary>
    protected abstract void Process(HostSnapshot host);

    /// <summary>Reports what a snapshot lacks, then works on it.</summary>
    private protected void Receive(HostSnapshot host)
    {
        foreach (var gap in host.Gaps)
        {
            WriteVerbose(
                DisplayText.Scrub($"{host.Host}: {gap.Subject} not seen: {gap.Reason}{(gap.Remedy is null ? "" : $"; {gap.Remedy}")}")
            );
        }

        if (KernelNotSeen(host) is { } warning)
        {
            WriteWarning(DisplayText.Scrub($"{host.Host}: {warning}"));
        }

        Process(host);
    }

    /// <summary>What follows if the kernel's state was not seen.</summary>
    private protected virtual string WithoutKernel => "rows that rest on it are Inconclusive";

    /// <summary>The text that the kernel's state, or some of it, was not read, and what that leaves open; null if it was read.</summary>
    private string? KernelNotSeen(HostSnapshot host)
    {
        if (host.Gaps.FirstOrDefault(gap => gap.Kind == GapKind.NeedsRoot) is { } refused)
        {
            return $"not all of the kernel's state was seen ({refused.Subject}: {refused.Reason}), so {WithoutKernel}. "
                + $"{HowToSee(host)} to see it; -Verbose lists all that was not seen.";
        }

        return host.HostNamespace?.Links is null && host.Gaps.FirstOrDefault(gap => gap.Kind == GapKind.Elsewhere) is { } elsewhere
            ? $"only the engine's API was read, not the kernel ({elsewhere.Reason}), so {WithoutKernel}. "
                + "Run NetAudit on the host itself, or record the host there (about_NetAudit_Bundles)."
            : null;
    }

    /// <summary>Each remedy once. A user who is root already gets the missing rights named instead of the advice to be root.</summary>
    private static string HowToSee(HostSnapshot host)
    {
        if (host.Origin is CollectedOrigin)
        {
            return "Give -Sudo, or use ssh://root@HOST,";
        }

        var remedies = host.Gaps.Where(gap => gap.Kind == GapKind.NeedsRoot).Select(gap => gap.Remedy).OfType<string>().Distinct().ToList();
        var how = remedies.Count == 0 ? "run as root on the host" : string.Join(", ", remedies);
        return char.ToUpperInvariant(how[0]) + how[1..];
    }

    /// <summary>Reports a host that can't be read. On the pipeline's thread.</summary>
    private protected virtual void Refuse(NetAuditException error)
    {
        var record = EndpointHint.Record(this, error);
        if (_endpoints.Count == 1 && !SaysWhatErrorsEnd)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    /// <summary>Whether the caller gave -ErrorAction. A terminating error would end the statement regardless of it.</summary>
    private bool SaysWhatErrorsEnd => MyInvocation.BoundParameters.ContainsKey("ErrorAction");
}
