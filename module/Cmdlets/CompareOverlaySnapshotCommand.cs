using System.Management.Automation;
using NetAudit.Drift;
using NetAudit.Reports;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>Compare-OverlaySnapshot: the changes of a host between two snapshots, or the differences between two hosts.</summary>
[Cmdlet(VerbsData.Compare, "OverlaySnapshot", DefaultParameterSetName = PathSet)]
[OutputType(typeof(OverlayDrift))]
public sealed class CompareOverlaySnapshotCommand : CancellableCmdlet
{
    private const string PathSet = "Path";
    private const string ObjectSet = "Object";

    /// <summary>The earlier host: a snapshot file, bundle folder or .tar.gz.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string ReferencePath { get; set; } = "";

    /// <summary>The later host: a snapshot file, bundle folder or .tar.gz.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string DifferencePath { get; set; } = "";

    /// <summary>The earlier host: a snapshot from Import-OverlaySnapshot.</summary>
    [Parameter(ParameterSetName = ObjectSet, Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public HostSnapshot? ReferenceObject { get; set; }

    /// <summary>The later host: a snapshot from Import-OverlaySnapshot.</summary>
    [Parameter(ParameterSetName = ObjectSet, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public HostSnapshot? DifferenceObject { get; set; }

    /// <summary>Differences to leave out: patterns of "Area Subject", as in "Endpoint web.*", "Route *".</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Ignore { get; set; } = [];

    /// <summary>One JSON array instead of rows.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var reference = ReferenceObject ?? Read(ReferencePath);
        var difference = DifferenceObject ?? Read(DifferencePath);
        if (reference is null || difference is null)
        {
            return;
        }

        var ignored = new NameFilter(Ignore);
        var rows = SnapshotDrift.Compare(reference, difference).Where(row => !ignored.Matches($"{row.Area} {row.Subject}")).ToList();
        if (AsJson)
        {
            WriteObject(JsonRows.Array(rows));
        }
        else
        {
            WriteObject(rows, enumerateCollection: true);
        }
    }

    private HostSnapshot? Read(string path) =>
        RecordedHosts.Read(this, [path], literal: true, error => WriteError(Errors.Record(error)), StopToken).FirstOrDefault();
}
