using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// VMware's vmxnet3 computes the inner checksum of VXLAN packets wrongly on some hosts and ports. Receivers drop such packets, so TCP over
/// the overlay hangs while ping works (moby#41775, flannel#2152). It is a warning if the kernel counts UDP packets with wrong checksums,
/// otherwise information.
/// </summary>
internal sealed class ChecksumOffload : SolutionFindingRule
{
    private const string Offload = "tx-checksum-ip-generic";
    private const string CounterName = "Udp.InCsumErrors";

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.HostLinks | HostFacts.HostRoutes | HostFacts.LinkDrivers;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Carriers?.Any(carrier => carrier.Model == NetworkModel.Vxlan) != true)
        {
            yield break;
        }

        var counted = host.HostNamespace!.Counters is { } counters && counters.TryGetValue(CounterName, out var errors) ? errors : 0;
        foreach (var link in UnderlayPaths.Links(host, footprint).Where(IsConcerned))
        {
            yield return Found(
                counted > 0 ? Severity.Warning : Severity.Information,
                new(SubjectKind.Link, link.Name),
                counted > 0
                    ? $"Packets of {footprint.Solution} are thrown away for wrong checksums ({counted} so far), so connections hang "
                        + $"while ping works: {link.Name} (vmxnet3) computes them."
                    : $"{link.Name} (vmxnet3) computes the checksums of {footprint.Solution}'s VXLAN packets, which goes wrong on some "
                        + "VMware hosts: connections then hang while ping works.",
                $"ethtool -K {link.Name} {Offload} off # on all hosts; to keep it, use a systemd .link file or an up hook "
                    + $"of the interface",
                [
                    new Evidence($"ethtool -i {link.Name}", $"driver {link.Driver!.Name}"),
                    new Evidence($"ethtool -k {link.Name}", $"{Offload}: on"),
                    new Evidence("nstat -az UdpInCsumErrors", $"{counted}"),
                ]
            );
        }
    }

    private static bool IsConcerned(Link link) =>
        link.Driver is { Name: "vmxnet3", Offloads: { } offloads } && offloads.TryGetValue(Offload, out var isOn) && isOn;
}
