using System.Management.Automation;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet that gives rows about hosts: live ones, recorded ones, or snapshots from the pipeline.</summary>
public abstract class HostCmdlet : SnapshotCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<object> _rows = [];

    /// <summary>Recorded hosts: snapshot files, bundle folders or .tar.gz files. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Recorded hosts, by paths that are taken as they are.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Gives one string, a JSON array of the rows, in place of objects.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc />
    protected sealed override void ProcessRecord()
    {
        if (ParameterSetName is not (PathSet or LiteralPathSet))
        {
            base.ProcessRecord();
            return;
        }

        foreach (var host in RecordedHosts.Read(this, (ParameterSetName == PathSet ? Path : LiteralPath)!, literal: ParameterSetName == LiteralPathSet, StopToken))
        {
            Receive(host);
        }
    }

    /// <inheritdoc />
    protected sealed override void EndProcessing()
    {
        base.EndProcessing();
        if (AsJson)
        {
            WriteObject(JsonText.Array(_rows));
        }
    }

    /// <inheritdoc />
    protected sealed override void Process(HostSnapshot host)
    {
        foreach (var row in Rows(host))
        {
            if (AsJson)
            {
                _rows.Add(row);
            }
            else
            {
                WriteObject(row);
            }
        }
    }

    /// <summary>The rows of a host.</summary>
    protected abstract IEnumerable<object> Rows(HostSnapshot host);
}
