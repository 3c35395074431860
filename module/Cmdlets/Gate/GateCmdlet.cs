using System.Management.Automation;
using NetAudit.Gate;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>
/// A cmdlet that checks hosts against an expectation file. A host that can't be read counts as not audited; the others are still checked.
/// </summary>
public abstract class GateCmdlet : HostReadingCmdlet
{
    private readonly List<HostSnapshot> _hosts = [];
    private readonly List<(string Host, string Problem)> _notRead = [];
    private Expectation? _expectation;

    /// <summary>The expectation file; without it, netaudit.json in the current folder.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Expectation { get; set; } = "netaudit.json";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        try
        {
            _expectation = ExpectationReader.Read(SessionState.Path.GetUnresolvedProviderPathFromPSPath(Expectation));
        }
        catch (NetAuditException error)
        {
            End(Errors.Record(error));
        }
    }

    /// <inheritdoc />
    protected sealed override void Process(HostSnapshot host) => _hosts.Add(host);

    /// <inheritdoc />
    protected sealed override void EndProcessing()
    {
        base.EndProcessing();
        var result = OverlayGate.Evaluate(_hosts, _expectation!, DateTime.Today, _notRead);
        WriteVerbose(
            DisplayText.Scrub(
                $"{_expectation!.File}: {result.Outcome} after {Counted.Say(result.Checks, "check")} on {Counted.Say(_hosts.Count, "host")}"
            )
        );
        Finish(result);
    }

    /// <summary>The expectation file as a path relative to the current folder if it is below that; otherwise its name.</summary>
    private protected string ExpectationFromHere
    {
        get
        {
            var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Expectation);
            var here = SessionState.Path.CurrentFileSystemLocation.ProviderPath.TrimEnd('/', '\\') + System.IO.Path.DirectorySeparatorChar;
            return full.StartsWith(here, StringComparison.Ordinal) ? full[here.Length..] : System.IO.Path.GetFileName(full);
        }
    }

    /// <summary>A step that makes more visible on these hosts. A user who is root already isn't advised to be root.</summary>
    private protected string ToSeeMore =>
        _notRead.Count > 0 ? "See that each host can be read: -Verbose and the errors say why one could not."
        : _hosts.Any(host => host.Gaps.Any(gap => gap.Kind == GapKind.NeedsRoot))
            ? "Run as root on the hosts, or with the capabilities that -Verbose names, while their agents run."
        : _hosts.Any(host => host.Gaps.Any(gap => gap.Kind == GapKind.Elsewhere))
            ? "Audit the hosts where they run, or record them there (collect.sh): only the engine's API was seen."
        : "-Verbose lists what was not seen, and why.";

    /// <summary>Ends with an error.</summary>
    private protected virtual void End(ErrorRecord error) => ThrowTerminatingError(error);

    /// <summary>Reports the result.</summary>
    private protected abstract void Finish(GateResult result);

    private protected sealed override void Refuse(NetAuditException error) => RefuseRecorded(error);

    private protected sealed override void RefuseRecorded(NetAuditException error) => _notRead.Add((error.Target, error.Message));
}
