using System.Management.Automation;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>Import-OverlaySnapshot: recorded hosts as snapshot objects.</summary>
[Cmdlet(VerbsData.Import, "OverlaySnapshot", DefaultParameterSetName = "Path")]
[OutputType(typeof(HostSnapshot))]
public sealed class ImportOverlaySnapshotCommand : CancellableCmdlet
{
    /// <summary>Snapshot files, bundle folders or .tar.gz files. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Recorded hosts, by paths without wildcards.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var literal = ParameterSetName == "LiteralPath";
        WriteObject(
            RecordedHosts.Read(this, literal ? LiteralPath : Path, literal, error => WriteError(Errors.Record(error)), StopToken),
            enumerateCollection: true
        );
    }
}
