using System.Management.Automation;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet that works on hosts: live ones, recorded ones, or snapshots from the pipeline.</summary>
public abstract class HostReadingCmdlet : SnapshotCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>Recorded hosts: snapshot files, bundle folders or .tar.gz files. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Recorded hosts, by literal paths.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc />
    protected sealed override void ProcessRecord()
    {
        if (ParameterSetName is not (PathSet or LiteralPathSet))
        {
            base.ProcessRecord();
            return;
        }

        foreach (
            var host in RecordedHosts.Read(
                this,
                (ParameterSetName == PathSet ? Path : LiteralPath)!,
                literal: ParameterSetName == LiteralPathSet,
                RefuseRecorded,
                StopToken
            )
        )
        {
            Receive(host);
        }
    }

    /// <summary>Reports a recorded host that can't be read; the others are still read.</summary>
    private protected virtual void RefuseRecorded(NetAuditException error) => WriteError(Errors.Record(error));
}
