using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Support;

/// <summary>The audit as a user gets it.</summary>
internal static class AuditRows
{
    public static IReadOnlyList<OverlayFeature> Features(HostSnapshot host, string edition = Editions.Default) =>
        [.. HostAudit.Compare(host, Editions.Load(edition), [], [])];

    public static OverlayFeature Feature(HostSnapshot host, string solution, string aspect) =>
        Assert.Single(Features(host), row => row.Solution == solution && row.Aspect == aspect);

    public static OverlaySolution Solution(HostSnapshot host, string name) =>
        Assert.Single(HostAudit.FindSolutions(host), solution => solution.Name == name);

    public static Container Container(HostSnapshot host, string name) =>
        Assert.Single(host.Containers!, container => container.Name == name);

    public static IReadOnlyList<OverlayEndpoint> Endpoints(HostSnapshot host, string container) =>
        [.. HostAudit.Endpoints(host).Where(endpoint => endpoint.Container == container)];

    /// <summary>A row as one line. Two audits of the same host must agree on it.</summary>
    public static string Line(OverlayFeature row) => $"{row.Solution} {row.Aspect} {row.Status} {row.Basis}: {row.Observed}";

    /// <summary>A vNIC as one line.</summary>
    public static string Line(OverlayEndpoint row) =>
        $"{row.Container} {row.State} {row.Network} {row.Solution} {row.Link} {row.Kind} {row.MacAddress} "
        + $"[{string.Join(' ', row.Addresses)}] {row.Subnet} via {row.Gateway} mtu {row.Mtu} to {row.HostLink} dns "
        + $"[{string.Join(' ', row.DnsServers)}] [{string.Join(' ', row.DnsSearch)}] {row.ResolvesAt} {row.Basis}";
}
