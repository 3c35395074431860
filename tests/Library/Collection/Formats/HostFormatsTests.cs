using NetAudit.Collection.Formats;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class HostFormatsTests
{
    [Theory]
    [InlineData("dockerd", "/usr/bin/dockerd", "-H", "fd://")]
    [InlineData("dockerd", "/usr/bin/docker", "daemon")]
    [InlineData("calico-felix", "/usr/bin/python2.7", "/usr/bin/calico-felix")]
    [InlineData("felix", "python", "-u", "/opt/felix")]
    [InlineData("weaver", "/home/weave/weaver", "--port", "6783")]
    [InlineData("bird6", "bird6", "-R")]
    [InlineData("runsv", "runsv", "felix")]
    public void Agents_go_by_their_own_name(string name, params string[] words) => Assert.Equal(name, HostProcesses.Read(1, words)!.Name);

    [Theory]
    [InlineData("/usr/bin/docker", "run", "dockerd")]
    [InlineData("vim", "dockerd")]
    [InlineData("runsv", "nginx")]
    [InlineData("")]
    [InlineData]
    public void Other_processes_are_left_out(params string[] words) => Assert.Null(HostProcesses.Read(1, words));

    [Fact]
    public void A_process_keeps_its_arguments_but_no_secret_and_no_novel()
    {
        var process = HostProcesses.Read(
            9,
            ["weaver", "--password", "hunter2", "--peer", "http://u:hunter3@h/", .. Enumerable.Repeat("x", 1000), new string('y', 5000)]
        )!;

        Assert.DoesNotContain("hunter", string.Join(" ", process.CommandLine), StringComparison.Ordinal);
        Assert.Contains("--password", process.CommandLine);
        Assert.Equal(200, process.CommandLine.Count);
    }

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
    [InlineData("/etc/cni/net.d/calico-kubeconfig", "users:\n- user:\n    token: hunter2")]
    public void Files_that_say_nothing_clear_give_no_settings(string path, string text) =>
        Assert.Empty(HostFiles.Read(path, text).Settings);

    [Fact]
    public void A_resolver_is_read_as_the_c_library_reads_it()
    {
        var resolver = ResolvConf.Read(
            "# Generated\n; old\nsearch a.example\nnameserver 127.0.0.11\nnameserver\t10.0.0.1 # x\ndomain b.example c.example\noptions "
                + "ndots:0 timeout:1\nnameserver"
        );

        Assert.Equal(["127.0.0.11", "10.0.0.1"], resolver.NameServers);
        Assert.Equal(["b.example"], resolver.Search);
        Assert.Equal(["ndots:0", "timeout:1"], resolver.Options);
    }

    [Fact]
    public void Keys_of_ipsec_states_are_never_read()
    {
        var state = Assert.Single(
            XfrmText.Read(
                "src 10.0.0.1 dst 10.0.0.2\n\tproto esp spi 0x1 reqid 13681891(0x00d0c4e3) mode transport\n\taead rfc4106(gcm(aes)) "
                    + "0xdeadbeef 64\n"
            )
        );

        Assert.Equal(("10.0.0.1", "10.0.0.2", "esp", 13681891L), (state.Source, state.Destination, state.Protocol, state.RequestId!.Value));
        Assert.DoesNotContain("deadbeef", state.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Weaves_report_is_read_where_much_of_it_is_null()
    {
        var report = WeaveReportJson.Read(
            JObject.Parse(
                """
                {"Version":"2.8.1","DNS":null,"IPAM":null,"Router":{"Name":"aa","UID":17881476196417549602,"Encryption":true,
                "TrustedSubnets":null,"UnicastRoutes":null,"Targets":null,
                 "Peers":[{"Name":"aa","UID":17881476196417549602,"Connections":null},{"Name":"bb","Connections":[{"Name":"aa",
                 "Established":true},{"Name":"cc","Established":false}]}],
                 "Connections":[{"Address":"1.2.3.4:6783","State":"failed","Info":"no","Attrs":null},
                  {"Address":"1.2.3.5:6783","State":"established","Info":"encrypted   sleeve bb(b)","Attrs":{"name":"sleeve",
                  "encrypted":true,"mtu":1414}},
                  {"Address":"1.2.3.6:6783","State":"established","Info":"unencrypted fastdp cc(c)"}]}}
                """
            )
        );

        Assert.Null(report.DnsDomain);
        Assert.Equal(
            [(null, false), ("sleeve", true), ("fastdp", false)],
            report.Connections.Select(connection => (connection.Overlay, connection.Encrypted))
        );
        Assert.Equal(["aa"], report.Peers[1].ConnectedTo);
        Assert.Empty(report.UnicastRoutes);
    }

    [Fact]
    public void Names_that_weave_knows_are_bounded_and_living()
    {
        var entries = new JArray(
            Enumerable.Range(0, 3000).Select(i => new JObject { ["Hostname"] = $"n{i}.weave.local.", ["Tombstone"] = i % 2 })
        );

        var report = WeaveReportJson.Read(
            new JObject
            {
                ["DNS"] = new JObject
                {
                    ["Domain"] = "weave.local.",
                    ["Address"] = "172.17.0.1:53",
                    ["Entries"] = entries,
                },
            }
        );

        Assert.Equal(("weave.local.", 1000), (report.DnsDomain, report.DnsNames.Count));
        Assert.DoesNotContain("n1.weave.local.", report.DnsNames);
        Assert.Null(
            WeaveReportJson
                .Read(
                    new JObject
                    {
                        ["DNS"] = new JObject { ["Domain"] = "weave.local.", ["Disabled"] = true },
                    }
                )
                .DnsDomain
        );
    }
}
