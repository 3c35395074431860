using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Model;

namespace NetAudit.Fleet;

/// <summary>Reads the nodes of a swarm by a job that the swarm runs once on each.</summary>
public static class SwarmHosts
{
    /// <summary>The time limit for removing the job after the rest has ended.</summary>
    public static TimeSpan LongestCleanUp => SwarmService.LongestRemoval;

    /// <summary>Describes the job for people: one line for each part.</summary>
    public static IReadOnlyList<string> Describe(SwarmCollectionOptions options) => SwarmJob.Describe(options.Image);

    /// <summary>Reads all nodes.</summary>
    /// <param name="endpoint">A manager's engine, as <see cref="LiveHost"/> takes it, but not over ssh.</param>
    /// <param name="options">Image and bounds.</param>
    /// <param name="receive">Receives each node's outcome as it comes.</param>
    /// <param name="log">Told of each step.</param>
    /// <param name="cancellationToken">Ends it; the service is still removed.</param>
    /// <exception cref="NetAuditException">The manager can't be reached, or the service could not be removed.</exception>
    public static async Task CollectAsync(
        string? endpoint,
        SwarmCollectionOptions options,
        Action<SwarmNodeOutcome> receive,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        var manager = LiveHost.Find(endpoint);
        if (manager.Scheme == "ssh")
        {
            throw EngineEndpoint.Invalid(
                manager.ToString(),
                "a job is given to a swarm by its manager's engine, and ssh:// gives none",
                "Forward the socket: `ssh -N -L /tmp/docker.sock:/var/run/docker.sock HOST`, then use -DockerHost unix:///tmp/docker.sock. "
                    + "That is for -Swarm only, whose job reads each node's kernel: other commands see the engine's API alone there."
            );
        }

        foreach (var warning in manager.Warnings)
        {
            log.Warning(warning);
        }

        using var engine = await SwarmEngine.ConnectAsync(manager, options.ThrottleLimit, log, cancellationToken).ConfigureAwait(false);
        await new SwarmRun(engine, options, receive, log).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
