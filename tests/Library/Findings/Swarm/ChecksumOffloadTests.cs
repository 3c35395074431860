using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Checksum offload on VMware's links.</summary>
public sealed class ChecksumOffloadTests
{
    [Fact]
    public void Packets_thrown_away_for_checksums_make_it_a_warning() =>
        Assert.Equal(
            (Severity.Warning, "eth0"),
            Assert.Single(With("vmxnet3", 40).Find<ChecksumOffload>()) is var finding ? (finding.Severity, finding.Subject.Name) : default
        );

    [Fact]
    public void Without_it_is_information() =>
        Assert.Equal(Severity.Information, Assert.Single(With("vmxnet3", 0).Find<ChecksumOffload>()).Severity);

    [Fact]
    public void Other_drivers_are_sound() => Assert.Empty(With("virtio_net", 40).Find<ChecksumOffload>());

    private static HostSnapshot With(string driver, long errors) =>
        SwarmHost.Sound.WithHost(ns =>
            ns with
            {
                Links =
                [
                    .. ns.Links!.Select(link =>
                        link with
                        {
                            Driver = new()
                            {
                                Name = driver,
                                Offloads = new Dictionary<string, bool> { ["tx-checksum-ip-generic"] = true },
                            },
                        }
                    ),
                ],
                Counters = new Dictionary<string, long> { ["Udp.InCsumErrors"] = errors },
            }
        );
}
