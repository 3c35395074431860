using System.Globalization;
using System.Runtime.InteropServices;
using NetAudit.Collection.Engine;
using NetAudit.Collection.Formats;
using NetAudit.Collection.Linux;
using NetAudit.Collection.Remote;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection;

/// <summary>Collects a snapshot from a live host through its engine. If the engine runs on this machine, the kernel is read too.</summary>
public static class LiveHost
{
    /// <summary>Collects a snapshot.</summary>
    /// <param name="endpoint">
    /// The engine's URI, a docker context's name, or null for the engine that `docker` in the same shell talks to.
    /// </param>
    /// <param name="options">Limits of the collection.</param>
    /// <param name="log">Receives a message per step.</param>
    /// <param name="cancellationToken">Ends the collection at once.</param>
    /// <exception cref="NetAuditException">The engine can't be reached, refuses, or does not answer in time.</exception>
    public static Task<HostSnapshot> CollectAsync(
        string? endpoint,
        CollectionOptions options,
        ICollectionLog log,
        CancellationToken cancellationToken
    ) => CollectAsync(Find(endpoint), options, log, cancellationToken);

    internal static EngineEndpoint Find(string? endpoint) =>
        EngineEndpoint.Find(endpoint, Environment.GetEnvironmentVariable, RuntimeInformation.IsOSPlatform(OSPlatform.Windows));

    internal static async Task<HostSnapshot> CollectAsync(
        EngineEndpoint engine,
        CollectionOptions options,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            return await CollectWithinAsync(engine, options, log, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NetAuditException(
                NetAuditError.CollectionTimeout,
                string.Format(
                    CultureInfo.InvariantCulture,
                    "The collection from {0} did not end within {1:0.#} s.",
                    engine,
                    options.Timeout.TotalSeconds
                ),
                engine.ToString(),
                "Try again with a longer -Timeout; -Verbose shows which call hangs. An engine that does not answer `docker info` needs a "
                    + "restart.",
                cancelled
            );
        }
    }

    private static async Task<HostSnapshot> CollectWithinAsync(
        EngineEndpoint endpoint,
        CollectionOptions options,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        log.Verbose($"The engine is asked at {endpoint}{(endpoint.ChosenBy is { } chosen ? $", by {chosen}" : "")}.");
        foreach (var warning in endpoint.Warnings)
        {
            log.Warning(warning);
        }

        if (endpoint.Scheme == "ssh")
        {
            return await SshHost.CollectAsync(endpoint, options.SshProgram, options.Sudo, log, cancellationToken).ConfigureAwait(false);
        }

        using var http = new EngineHttp(endpoint, options.ThrottleLimit, log);
        var (view, kernel) = await ReadBothAsync(http, endpoint, log, cancellationToken).ConfigureAwait(false);
        return new HostSnapshot
        {
            Host = view.Facts.HostName ?? endpoint.ToString(),
            CollectedAt = DateTimeOffset.UtcNow,
            Origin = new LiveOrigin(endpoint.ToString()),
            Engine = SwarmStartFile.Add(view.Facts, kernel.Files),
            Networks = view.Networks,
            Containers = view.Containers is null ? null : [.. view.Containers.Select(container => WithResolver(container, kernel))],
            HostNamespace = kernel.HostNamespace,
            ContainerNamespaces = kernel.ContainerNamespaces,
            EngineNamespaces = kernel.EngineNamespaces,
            KernelModules = kernel.KernelModules,
            Processes = kernel.Processes,
            Files = kernel.Files,
            Resolver = kernel.Resolver,
            Weave = kernel.Weave,
            Gaps = [.. view.Gaps, .. kernel.Gaps],
        };
    }

    /// <summary>Reads the kernel while the engine still answers. What is the host's own needs no answer of the engine's.</summary>
    private static async Task<(EngineView Engine, LinuxFacts Kernel)> ReadBothAsync(
        EngineHttp http,
        EngineEndpoint endpoint,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connecting = ConnectAsync();
        var telling = TellAsync();
        var reading = LinuxHost.CollectAsync(endpoint.Uri, ListedAsync(), InspectedAsync, log, failed.Token);
        try
        {
            return (await telling.ConfigureAwait(false), await reading.ConfigureAwait(false));
        }
        finally
        {
            // If the engine failed, its error is reported, and the kernel's facts are discarded.
            failed.Cancel();
            _ = await Task.WhenAny(reading).ConfigureAwait(false);
        }

        async Task<EngineCollection> ConnectAsync()
        {
            var version = Environment.GetEnvironmentVariable("DOCKER_API_VERSION");
            var engine = await DockerEngine.ConnectAsync(http, endpoint, version, cancellationToken).ConfigureAwait(false);
            return new EngineCollection(engine, endpoint, log, cancellationToken);
        }

        async Task<EngineView> TellAsync() => await (await connecting.ConfigureAwait(false)).RunAsync().ConfigureAwait(false);

        async Task<IReadOnlyList<Container>> ListedAsync() => await (await connecting.ConfigureAwait(false)).Listed.ConfigureAwait(false);

        async Task<IReadOnlyList<Container>> InspectedAsync() => (await telling.ConfigureAwait(false)).Containers ?? [];
    }

    private static Container WithResolver(Container container, LinuxFacts kernel) =>
        kernel.ContainerResolvers.TryGetValue(container.Id, out var resolver) ? container with { Resolver = resolver } : container;
}
