using System.Management.Automation;
using NetAudit.Fleet;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>Reads a swarm's nodes in the background.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="options">Image and bounds.</param>
/// <param name="stop">Cancels the work.</param>
internal sealed class SwarmCollection(PSCmdlet cmdlet, SwarmCollectionOptions options, Action stop)
{
    /// <summary>The removal of the service has a limit of its own, which must end first.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    /// <summary>Reads the nodes, and returns when all were handed over and the service is removed.</summary>
    /// <param name="endpoint">The manager's endpoint.</param>
    /// <param name="receive">Receives a snapshot, on the pipeline's thread.</param>
    /// <param name="refuse">Receives a node's failure, on the pipeline's thread.</param>
    /// <param name="cancellationToken">Ends it; the service is removed first.</param>
    public void Run(string? endpoint, Action<HostSnapshot> receive, Action<ErrorRecord> refuse, CancellationToken cancellationToken)
    {
        var work = new BackgroundWork(cmdlet);
        try
        {
            work.Run(
                () =>
                    SwarmHosts.CollectAsync(
                        endpoint,
                        options,
                        outcome => work.Post(() => HandOver(outcome, receive, refuse)),
                        work.Log(0),
                        cancellationToken
                    ),
                cancellationToken,
                new CleanUp(SwarmHosts.LongestCleanUp + s_margin, stop, Tell)
            );
        }
        catch (NetAuditException error)
        {
            refuse(Errors.Record(error));
        }
    }

    private static void HandOver(SwarmNodeOutcome outcome, Action<HostSnapshot> receive, Action<ErrorRecord> refuse)
    {
        if (outcome.Snapshot is { } snapshot)
        {
            receive(snapshot);
        }
        else
        {
            refuse(Errors.Record(outcome.Failure!));
        }
    }

    private void Tell(NetAuditException left) =>
        cmdlet.Host.UI?.WriteErrorLine(DisplayText.Message($"{left.Message} To do: {left.Recommendation}"));
}
