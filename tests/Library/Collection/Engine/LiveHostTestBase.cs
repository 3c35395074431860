using System.Collections.Concurrent;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>Tests that collect a host from a made-up engine.</summary>
public abstract class LiveHostTestBase
{
    private protected KeptLog Log { get; } = new();

    private protected async Task<HostSnapshot> CollectAsync(
        FakeEngine engine,
        double seconds = 30,
        CancellationToken? cancellationToken = null
    )
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake engine listens on a unix socket.");
        return await LiveHost.CollectAsync(
            engine.Endpoint,
            new CollectionOptions { Timeout = TimeSpan.FromSeconds(seconds) },
            Log,
            cancellationToken ?? TestContext.Current.CancellationToken
        );
    }

    private protected sealed class KeptLog : ICollectionLog
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Verbose(string message) => Lines.Enqueue(message);

        public void Warning(string message) => Lines.Enqueue("WARNING " + message);

        public void Progress(string activity, int done, int total) => Assert.InRange(done, 1, total);
    }
}
