using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class SysctlTextTests
{
    [Fact]
    public void Settings_are_read_from_files_with_their_paths_and_from_what_sysctl_prints()
    {
        var settings = SysctlText.Read(
            """
            /proc/sys/net/ipv4/ip_forward:1
            /proc/sys/net/ipv4/conf/eth0.100/rp_filter:2
            net.bridge.bridge-nf-call-iptables = 0
            net.ipv4.conf.eth0/200.rp_filter = 1
            net.ipv4.tcp_rmem = 4096	131072	6291456
            nonsense
            """
        );

        Assert.Equal(1, settings["net.ipv4.ip_forward"]);
        Assert.Equal(2, settings[SysctlNames.ReversePathFilter("eth0.100")]);
        Assert.Equal(0, settings["net.bridge.bridge-nf-call-iptables"]);
        Assert.Equal(1, settings[SysctlNames.ReversePathFilter("eth0.200")]);
        Assert.Equal(4, settings.Count);
    }

    [Theory]
    [InlineData("net.ipv4.conf.eth0/100.rp_filter", "/proc/sys/net/ipv4/conf/eth0.100/rp_filter")]
    [InlineData("net.ipv4.ip_forward", "/proc/sys/net/ipv4/ip_forward")]
    public void A_settings_name_is_its_path_with_dots(string name, string path) => Assert.Equal(path, SysctlNames.PathOf(name));
}
