using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>A host with one container on a bridge of its own, and kernel settings.</summary>
internal static class SettingsHost
{
    /// <summary>The host with these settings. If none are given, they were not seen.</summary>
    public static HostSnapshot With(params (string Name, long Value)[] settings)
    {
        var network = SnapshotBuilder.Network("br1", "bridge", "10.1.0.0/24") with
        {
            Options = new Dictionary<string, string> { ["com.docker.network.bridge.name"] = "br-test" },
        };
        var host = SnapshotBuilder
            .Host(SnapshotBuilder.Link("br-test", "bridge", 5) with { Addresses = [SnapshotBuilder.Address("10.1.0.1/24")] })
            .With(network)
            .With(SnapshotBuilder.Container("c1", "br1", SnapshotBuilder.Endpoint("br1", "10.1.0.2")));
        var seen = settings.Length == 0 ? null : settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        return host with { HostNamespace = host.HostNamespace! with { Sysctls = seen } };
    }
}
