using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class FlannelLeaseFileStaleTests
{
    private static readonly HostFile s_other = new() { Path = "/etc/docker/daemon.json" };

    [Fact]
    public void A_file_that_agrees_with_the_link_gives_nothing()
    {
        Assert.Empty(FlannelHost.Vxlan().Find<FlannelLeaseFileStale>());
        Assert.Empty(FlannelHost.Udp().Find<FlannelLeaseFileStale>());
    }

    [Fact]
    public void A_file_of_an_old_lease_that_docker0_still_has_cuts_the_host_off()
    {
        var host = FlannelHost.Vxlan().Change("flannel.1", link => link with { Addresses = [Address("10.5.9.0/32")] });

        var finding = Assert.Single(host.Find<FlannelLeaseFileStale>());
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Other hosts' packets don't arrive: /run/flannel/subnet.env says 10.5.1.0/24, but flannel.1 has "
                + "10.5.9.0, the end of the lease that flanneld holds now.",
            finding.Message
        );
    }

    [Fact]
    public void A_file_that_only_the_next_start_will_miss_is_no_error()
    {
        var gone = Assert.Single((FlannelHost.Vxlan() with { Files = [s_other] }).Find<FlannelLeaseFileStale>());

        Assert.Equal(Severity.Information, gone.Severity);
        Assert.Equal(
            "The next start of dockerd will not find Flannel's lease: /run/flannel/subnet.env is gone, though " + "flannel.1 has 10.5.1.0.",
            gone.Message
        );
    }

    [Fact]
    public void A_file_that_flanneld_writes_elsewhere_is_not_missed()
    {
        var host = FlannelHost.Vxlan() with { Files = [s_other], Processes = [Process("flanneld", "-subnet-file=/var/run/f.env")] };

        Assert.Empty(host.Find<FlannelLeaseFileStale>());
    }
}
