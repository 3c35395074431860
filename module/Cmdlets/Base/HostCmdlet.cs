using System.Management.Automation;
using NetAudit.Reports;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet that returns rows about hosts: live ones, recorded ones, or snapshots from the pipeline.</summary>
public abstract class HostCmdlet : HostReadingCmdlet
{
    private readonly List<object> _rows = [];
    private bool _anyHost;

    /// <summary>Returns one string, a JSON array of the rows, instead of objects.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc />
    protected sealed override void EndProcessing()
    {
        base.EndProcessing();
        Give(RowsOfAll());
        if (AsJson)
        {
            WriteObject(JsonRows.Array(_rows));
        }

        End();
    }

    /// <inheritdoc />
    protected sealed override void Process(HostSnapshot host)
    {
        _anyHost = true;
        Give(Rows(HostContext.Create(host)));
    }

    /// <summary>The rows of a host.</summary>
    protected abstract IEnumerable<object> Rows(HostContext host);

    /// <summary>Rows that need all hosts, after the last one.</summary>
    protected virtual IEnumerable<object> RowsOfAll() => [];

    /// <summary>Writes what comes after the last row.</summary>
    private protected virtual void End() { }

    /// <summary>
    /// Reports a name without wildcards that nothing has as an error, as Get-Service does, if at least one host was read.
    /// </summary>
    private protected void TellNeverMet(string what, NameFilter filter)
    {
        foreach (var name in _anyHost ? filter.NeverMet : [])
        {
            WriteError(
                Errors.Record(
                    char.ToUpperInvariant(what[0]) + what[1..] + "NotFound",
                    ErrorCategory.ObjectNotFound,
                    $"There is no {what} '{name}' on the hosts that were read.",
                    name,
                    "Check the name. The Tab key completes the names that were seen, and wildcards are allowed."
                )
            );
        }
    }

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
