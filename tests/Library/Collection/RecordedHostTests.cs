using NetAudit.Collection;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection;

public sealed class RecordedHostTests
{
    public static TheoryData<string> All => Bundles.All;

    private static HostSnapshot Read(string name) => RecordedHost.Read(Bundles.PathOf(name), TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_recorded_host_is_read_and_its_snapshot_comes_back_the_same(string name)
    {
        var host = Read(name);

        Assert.Equal(name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..], host.Host);
        Assert.Equal(2026, host.CollectedAt.Year);
        Assert.NotNull(host.Engine?.Version);
        Assert.NotEmpty(host.Networks!);
        Assert.NotEmpty(host.Processes!);
        Assert.Contains(host.HostNamespace!.Links!, link => link.IsLoopback && link.Addresses.Any(address => address.Address == "127.0.0.1"));
        Assert.NotEmpty(host.HostNamespace.Routes!);
        Assert.NotEmpty(host.HostNamespace.Firewall!.Chains);
        var json = SnapshotFile.Write(host);
        Assert.Equal(json, SnapshotFile.Write(SnapshotFile.Read(json, name)));
    }
}
