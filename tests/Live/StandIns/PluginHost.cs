using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A host whose engine has its networks from a plugin, which a stand-in plays until the host's end.</summary>
internal abstract class PluginHost(DockerHost host) : IAsyncDisposable
{
    private NetworkPlugin? plugin;

    public DockerHost Host { get; } = host;

    public ValueTask DisposeAsync() => plugin?.DisposeAsync() ?? default;

    /// <summary>The plugin comes before the engine, which asks it when it starts.</summary>
    protected async Task StartEngineAsync(PluginShape shape)
    {
        plugin = new(Host, shape);
        await Host.StartEngineAsync();
        await Host.ImportImageAsync();
    }
}
