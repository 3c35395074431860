using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class HostFilesTests
{
    [Theory]
    [InlineData("/run/flannel/subnet.env", true)]
    [InlineData("/run/flannel/networks/blue.env", true)]
    [InlineData("/run/flannel/networks/a/b.env", false)]
    [InlineData("/etc/cni/net.d/10-calico.conflist", true)]
    [InlineData("/etc/cni/net.d/", false)]
    [InlineData("/etc/shadow", false)]
    [InlineData("etc/docker/daemon.json", false)]
    public void Only_known_files_matter(string path, bool matters) => Assert.Equal(matters, HostFiles.Matters(path));

    [Fact]
    public void Settings_are_read_from_lines_and_from_json()
    {
        Assert.Equal(
            "10.5.30.1/24",
            HostFiles.Read("/run/flannel/subnet.env", "# by flanneld\nFLANNEL_SUBNET=\"10.5.30.1/24\"\r\nrubbish\n").Settings[
                "FLANNEL_SUBNET"
            ]
        );
        Assert.Equal(
            "http://172.30.70.100:2379",
            HostFiles.Read("/etc/calico/calicoctl.cfg", "spec:\n  etcdEndpoints: \"http://172.30.70.100:2379\"\n").Settings["etcdEndpoints"]
        );
        var json = HostFiles
            .Read(
                "/etc/cni/net.d/10-calico.conflist",
                """{"name":"k8s","plugins":[{"type":"calico","mtu":1440,"ipam":{"on":true,"x":null},"etcd_password":"hunter2"}]}"""
            )
            .Settings;
        Assert.Equal(
            ("calico", "1440", "true", "***"),
            (json["plugins[0].type"], json["plugins[0].mtu"], json["plugins[0].ipam.on"], json["plugins[0].etcd_password"])
        );
        Assert.False(json.ContainsKey("plugins[0].ipam.x"));
    }

    [Theory]
    [InlineData("/etc/docker/daemon.json", "{\"a\":")]
    [InlineData("/etc/calico/calicoctl.cfg", "root:$6$salt$hash:19000:0:99999:7:::\nnobody:*:19000:0:99999:7:::\n")]
    [InlineData("/run/flannel/subnet.env", "MYSQL_HOST=db\nDB_URL=hunter2\n")]
    [InlineData("/etc/cni/net.d/calico-kubeconfig", "users:\n- user:\n    token: hunter2")]
    public void Files_that_say_nothing_clear_give_no_settings(string path, string text) =>
        Assert.Empty(HostFiles.Read(path, text).Settings);
}
