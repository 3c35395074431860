using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Bundles;

public sealed class BundleReaderTests
{
    public static TheoryData<string> All => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_recorded_host_is_read_and_its_snapshot_comes_back_the_same(string name)
    {
        var host = Read(RecordedHosts.PathOf(name));

        Assert.Equal(name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..], host.Host);
        Assert.Equal(2026, host.CollectedAt.Year);
        Assert.Contains(host.Engine!.Version, new[] { "20.10.24+dfsg1", "28.5.2+dfsg4" });
        Assert.Contains(host.Networks!, network => network is { Name: "host", Driver: "host" });
        Assert.Contains("dockerd", host.Processes!.Select(process => process.Name));
        Assert.Contains(
            host.HostNamespace!.Links!,
            link => link.IsLoopback && link.Addresses.Any(address => address.Address == "127.0.0.1")
        );
        Assert.NotEmpty(host.HostNamespace.Routes!);
        Assert.NotEmpty(host.HostNamespace.Firewall!.Chains);
        Assert.DoesNotContain(host.Gaps, gap => gap.Subject is "engine" or "host namespace" or "processes");
        var json = SnapshotFile.Write(host);
        Assert.Equal(json, SnapshotFile.Write(SnapshotFile.Read(json, name)));
    }

    [Fact]
    public void An_overlay_networks_namespace_holds_its_vxlan_link()
    {
        var vxlan = Read(RecordedHosts.PathOf("overlay-swarm/sw1"))
            .EngineNamespaces.Values.SelectMany(inside => inside.Links!)
            .Where(link => link.Kind == "vxlan")
            .ToList();

        Assert.Equal(6, vxlan.Count);
        Assert.All(vxlan, link => Assert.Equal(("br0", 4789, true), (link.Master, link.Vxlan!.Port, link.Vxlan.Proxy)));
    }

    [Fact]
    public void A_container_has_the_resolver_that_was_found_inside_it()
    {
        var host = Read(RecordedHosts.PathOf("overlay-swarm/sw1"));

        Assert.Contains(host.Containers!, container => container.Resolver?.NameServers.SequenceEqual(["127.0.0.11"]) == true);
        Assert.All(host.ContainerNamespaces.Keys, id => Assert.Contains(host.Containers!, container => container.Id == id));
    }

    [Fact]
    public void Dead_namespaces_are_named_with_the_reason_and_hold_nothing()
    {
        var host = Read(RecordedHosts.PathOf("overlay-swarm-worker-left/sx2"));

        Assert.Null(host.EngineNamespaces["ingress_sbox"].Links);
        Assert.Contains(
            host.Gaps,
            gap => gap.Subject == "engine namespace ingress_sbox" && gap.Reason.Contains("Invalid argument", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Kernel_facts_of_calico_and_weave_are_read()
    {
        var calico = Read(RecordedHosts.PathOf("calico-libnetwork-v2.6/host1"));
        var weave = Read(RecordedHosts.PathOf("weave-sleeve-plain/node1"));

        Assert.Contains(calico.HostNamespace!.Routes!, route => route is { Type: "blackhole", Protocol: "bird" });
        Assert.Contains("calico-felix", calico.Processes!.Select(process => process.Name));
        Assert.Equal(8, calico.HostNamespace.IpSets!.Count);
        Assert.Contains(calico.Files, file => file.Path == "/etc/calico/calicoctl.cfg" && file.Settings["datastoreType"] == "etcdv2");
        Assert.Contains(weave.Weave!.UnicastRoutes, route => route.Via != route.Destination && route.Via != "00:00:00:00:00:00");
        Assert.Contains(weave.HostNamespace!.Listeners!, socket => socket is { Protocol: "tcp", LocalPort: 6783, Process: "weaver" });
    }

    [Fact]
    public void A_folder_reads_like_its_archive()
    {
        using var folder = UnpackedBundle.Of("weave-subnets/node1");

        var fromFolder = Read(folder.Path) with { Origin = new RecordedOrigin("") };

        Assert.Equal(
            SnapshotFile.Write(Read(RecordedHosts.PathOf("weave-subnets/node1")) with { Origin = new RecordedOrigin("") }),
            SnapshotFile.Write(fromFolder)
        );
        Assert.Equal(
            SnapshotFile.Write(fromFolder),
            SnapshotFile.Write(Read(Path.Combine(folder.Path, "bundle.json")) with { Origin = new RecordedOrigin("") })
        );
    }

    [Theory]
    [InlineData("weave-sleeve-encrypted/node1")]
    [InlineData("weave-sleeve-encrypted/node4")]
    public void A_password_in_an_environment_is_never_in_a_snapshot_but_that_it_is_set_is(string name)
    {
        using var raw = UnpackedBundle.Of(name);
        var passwords = Directory
            .EnumerateFiles(raw.Path, "*.json", SearchOption.AllDirectories)
            .SelectMany(file =>
                System
                    .Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "WEAVE_PASSWORD=([^\"]+)")
                    .Select(match => match.Groups[1].Value)
            )
            .Where(password => password != "***")
            .Distinct()
            .ToList();
        Assert.Equal(["s3cret-Pa55phrase"], passwords);

        var host = Read(RecordedHosts.PathOf(name));

        Assert.All(passwords, password => Assert.DoesNotContain(password, SnapshotFile.Write(host), StringComparison.Ordinal));
        Assert.Contains(
            host.Containers!.SelectMany(container => container.Environment ?? []),
            variable => variable is { Name: "WEAVE_PASSWORD", Value: null }
        );
    }

    [Fact]
    public void A_snapshot_file_is_read_plain_and_gzipped_and_with_a_byte_order_mark()
    {
        using var folder = UnpackedBundle.Empty();
        var json = SnapshotFile.Write(Read(RecordedHosts.PathOf("plain-docker-bridge-only/sx1")));
        folder.Write("plain.json", json);
        File.WriteAllText(Path.Combine(folder.Path, "utf16.json"), json, System.Text.Encoding.Unicode);
        using (
            var gzip = new System.IO.Compression.GZipStream(
                File.Create(Path.Combine(folder.Path, "x.json.gz")),
                System.IO.Compression.CompressionLevel.Fastest
            )
        )
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(json));
        }

        Assert.All(
            (string[])["plain.json", "utf16.json", "x.json.gz"],
            name => Assert.Equal(json, SnapshotFile.Write(Read(Path.Combine(folder.Path, name))))
        );
    }

    [Theory]
    [InlineData("nothing-here", NetAuditError.PathNotFound)]
    [InlineData("text", NetAuditError.PathNotAHost)]
    [InlineData("empty", NetAuditError.PathNotAHost)]
    [InlineData("folder", NetAuditError.PathNotAHost)]
    [InlineData("other.json", NetAuditError.SnapshotInvalid)]
    public void What_is_no_host_is_said(string name, NetAuditError error)
    {
        using var folder = UnpackedBundle.Empty();
        folder.Write("text", "hello");
        folder.Write("empty", "");
        folder.Write("folder/x", "");
        folder.Write("other.json", "{\"a\":1}");

        var problem = Assert.Throws<NetAuditException>(() => Read(Path.Combine(folder.Path, name)));

        Assert.Equal(error, problem.Error);
        Assert.Contains(name, problem.Message, StringComparison.Ordinal);
        Assert.NotEqual("", problem.Recommendation);
    }

    private static HostSnapshot Read(string path) => RecordedHost.Read(path, TestContext.Current.CancellationToken);
}
