using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A host whose engine gets its networks from a plugin. A stand-in plays the plugin until the host's end.</summary>
internal abstract class PluginHost(DockerHost host) : IAsyncDisposable
{
    private NetworkPlugin? plugin;

    public DockerHost Host { get; } = host;

    public ValueTask DisposeAsync() => plugin?.DisposeAsync() ?? default;

    /// <summary>Starts the plugin before the engine, which asks it at its start.</summary>
    protected async Task StartEngineAsync(PluginShape shape)
    {
        plugin = new(Host, shape);
        await Host.StartEngineAsync();
        await Host.ImportImageAsync();
    }
}
