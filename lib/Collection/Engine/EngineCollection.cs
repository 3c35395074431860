using NetAudit.Collection.Formats;
using NetAudit.Collection.Linux;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>The answers of an engine.</summary>
internal sealed record EngineView(
    EngineFacts Facts,
    IReadOnlyList<Network>? Networks,
    IReadOnlyList<Container>? Containers,
    IReadOnlyList<Gap> Gaps
);

/// <summary>Asks an engine all that an audit needs, in as few calls as its answers allow.</summary>
internal sealed class EngineCollection(
    IDockerEngine engine,
    EngineEndpoint endpoint,
    ICollectionLog log,
    CancellationToken cancellationToken
)
{
    private readonly GapList _gaps = new(log);
    private readonly TaskCompletionSource<IReadOnlyList<Container>> _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The containers as the list has them, before they are inspected; none if the list doesn't arrive.</summary>
    public Task<IReadOnlyList<Container>> Listed => _listed.Task;

    /// <exception cref="NetAuditException">The engine doesn't answer /version or /info.</exception>
    public async Task<EngineView> RunAsync()
    {
        try
        {
            return await AskAsync().ConfigureAwait(false);
        }
        finally
        {
            _ = _listed.TrySetResult([]);
        }
    }

    private async Task<EngineView> AskAsync()
    {
        var version = (await engine.VersionAsync(cancellationToken).ConfigureAwait(false)).Content;

        // First what takes longest, and what the reading of namespaces waits for.
        var containers = ContainersAsync();
        var networks = NetworksAsync();
        var plugins = ListAsync("engine", "plugins", engine.PluginsAsync, 404); // podman knows none
        var swarm = SwarmAsync();
        await Task.WhenAll(networks, containers, plugins, swarm).ConfigureAwait(false);

        var (info, told) = await swarm.ConfigureAwait(false);
        return new EngineView(
            EngineAnswers.Facts(version, info, await plugins.ConfigureAwait(false), told),
            await networks.ConfigureAwait(false),
            await containers.ConfigureAwait(false),
            _gaps.ToList()
        );
    }

    // Only a manager answers about the swarm; another node would refuse.
    private async Task<(JsonObject Info, SwarmAnswers Told)> SwarmAsync()
    {
        var info = await engine.InfoAsync(cancellationToken).ConfigureAwait(false);
        if (info.Content is not { } facts)
        {
            throw EngineFailure.Refused(endpoint, "info", info.Status, info.Refusal);
        }

        if (!facts.Object("Swarm").Flag("ControlAvailable"))
        {
            return (facts, new SwarmAnswers());
        }

        string? refusal = null;
        var nodes = ListAsync("swarm", "nodes", engine.NodesAsync, refused: reason => refusal = reason);
        var services = ListAsync("swarm", "services", engine.ServicesAsync);
        var tasks = ListAsync("swarm", "tasks", engine.TasksAsync);
        await Task.WhenAll(nodes, services, tasks).ConfigureAwait(false);
        return (
            facts,
            new SwarmAnswers
            {
                Nodes = await nodes.ConfigureAwait(false),
                NodesRefusal = refusal,
                Services = await services.ConfigureAwait(false),
                Tasks = await tasks.ConfigureAwait(false),
            }
        );
    }

    private async Task<IReadOnlyList<Network>?> NetworksAsync()
    {
        if (await ListAsync("engine", "networks", engine.NetworksAsync).ConfigureAwait(false) is not { } list)
        {
            return null;
        }

        // host and none have neither pools nor peers, and who uses them is in the list of containers.
        var wanted = list.OfType<JsonObject>().Where(network => network.Text("Driver") is not ("host" or "null")).ToList();
        var inspected = await InspectAsync(
                "network",
                wanted,
                network => network.Text("Name"),
                (id, network) => engine.NetworkAsync(id, verbose: network.Text("Scope") is "swarm", cancellationToken)
            )
            .ConfigureAwait(false);
        return EngineAnswers.Networks(list, inspected.Found);
    }

    private async Task<IReadOnlyList<Container>?> ContainersAsync()
    {
        if (await ListAsync("engine", "containers", engine.ContainersAsync).ConfigureAwait(false) is not { } list)
        {
            return null;
        }

        _ = _listed.TrySetResult(EngineAnswers.Containers(list, new Dictionary<string, JsonObject>()));
        var version = await engine.VersionAsync(cancellationToken).ConfigureAwait(false);
        var aloneTellsServers = InspectPolicy.AloneTellsServers(version.Content.Word("ApiVersion"));
        var wanted = list.OfType<JsonObject>()
            .Where(container => InspectPolicy.NeedsInspect(container) || (aloneTellsServers && InspectPolicy.AsksEngine(container)))
            .ToList();
        var inspected = await InspectAsync(
                "container",
                wanted,
                container => container.Texts("Names") is [var first, ..] ? first.TrimStart('/') : null,
                (id, _) => engine.ContainerAsync(id, cancellationToken)
            )
            .ConfigureAwait(false);
        return [.. EngineAnswers.Containers(list, inspected.Found).Where(container => !inspected.Vanished.Contains(container.Id))];
    }

    private async Task<JsonArray?> ListAsync(
        string whose,
        string resource,
        Func<CancellationToken, Task<EngineAnswer<JsonArray>>> ask,
        int unsupported = 0,
        Action<string>? refused = null
    )
    {
        var subject = $"{whose} {resource}";
        try
        {
            var answer = await ask(cancellationToken).ConfigureAwait(false);
            if (answer.Content is null && answer.Status != unsupported)
            {
                refused?.Invoke(answer.Refusal);
                var remedy = Permission.IsMissing(answer.Status) ? Permission.Remedy(resource) : null;
                _gaps.Add(GapKind.Refused, subject, $"the engine refused: {answer.Status} {answer.Refusal}", remedy);
            }

            if (answer.Content is { } list && WholeEntries.Engine(list) is null)
            {
                _gaps.Add(GapKind.Refused, subject, "the engine's list has entries without an id");
                return null;
            }

            return answer.Content;
        }
        catch (NetAuditException problem)
        {
            _gaps.Add(subject, problem, problem.Recommendation);
            return null;
        }
    }

    private async Task<(IReadOnlyDictionary<string, JsonObject> Found, HashSet<string> Vanished)> InspectAsync(
        string kind,
        List<JsonObject> listed,
        Func<JsonObject, string?> name,
        Func<string, JsonObject, Task<EngineAnswer<JsonObject>>> ask
    )
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var vanished = new HashSet<string>(StringComparer.Ordinal);
        var done = 0;
        await Task.WhenAll(listed.Select(OneAsync)).ConfigureAwait(false);
        return (found, vanished);

        async Task OneAsync(JsonObject entry)
        {
            var id = entry.Word("Id");
            if (id is null || !id.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')))
            {
                _gaps.Add(GapKind.Damaged, $"{kind} {name(entry)}", "its id is invalid, so NetAudit did not ask for it");
                return;
            }

            var subject = $"{kind} {name(entry) ?? id}";
            try
            {
                var answer = await ask(id, entry).ConfigureAwait(false);
                lock (found)
                {
                    log.Progress($"Reading {kind}s", ++done, listed.Count);
                    if (answer.Content is { } content)
                    {
                        found[id] = content;
                        return;
                    }

                    _ = answer.Status == 404 && vanished.Add(id);
                }

                // Engine 29 lists a network that the swarm could not allocate, and does not know it when asked.
                var reason =
                    answer.Status == 404
                        ? "it is listed, but gone when asked for"
                        : $"the engine refused: {answer.Status} {answer.Refusal}";
                var remedy = Permission.IsMissing(answer.Status) ? Permission.Remedy($"{kind}s") : "collect again";
                _gaps.Add(answer.Status == 404 ? GapKind.NotThere : GapKind.Refused, subject, reason, remedy);
            }
            catch (NetAuditException problem)
            {
                _gaps.Add(subject, problem, problem.Recommendation);
            }
        }
    }
}
