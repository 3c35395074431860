using System.Management.Automation;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet that gives rows about hosts: live ones, recorded ones, or snapshots from the pipeline.</summary>
public abstract class HostCmdlet : HostReadingCmdlet
{
    private readonly List<object> _rows = [];

    /// <summary>Gives one string, a JSON array of the rows, in place of objects.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc />
    protected sealed override void EndProcessing()
    {
        base.EndProcessing();
        Give(RowsOfAll());
        if (AsJson)
        {
            WriteObject(JsonText.Array(_rows));
        }

        End();
    }

    /// <inheritdoc />
    protected sealed override void Process(HostSnapshot host) => Give(Rows(HostContext.Create(host)));

    /// <summary>The rows of a host.</summary>
    protected abstract IEnumerable<object> Rows(HostContext host);

    /// <summary>Rows that need all hosts.</summary>
    protected virtual IEnumerable<object> RowsOfAll() => [];

    /// <summary>Tells what comes after the last row.</summary>
    private protected virtual void End() { }

    private void Give(IEnumerable<object> rows)
    {
        foreach (var row in rows)
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
}
