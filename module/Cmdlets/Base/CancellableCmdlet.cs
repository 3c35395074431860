using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet whose work ends at once when the pipeline is stopped.</summary>
public abstract class CancellableCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled when the pipeline is stopped, or when no more rows are wanted.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what still runs in the background.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _stop.Cancel();
}
