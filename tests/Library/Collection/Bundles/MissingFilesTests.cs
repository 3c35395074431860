using NetAudit.Collection;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Bundles;

public sealed class MissingFilesTests
{
    [Fact]
    public void A_bundle_of_nothing_but_its_marker_is_a_host_of_which_nothing_was_seen()
    {
        using var folder = UnpackedBundle.Empty();

        var host = Read(folder);

        Assert.Equal("h", host.Host);
        Assert.Null(host.Engine);
        Assert.Null(host.Networks);
        Assert.Null(host.HostNamespace);
        Assert.Null(host.Processes);
        Assert.Equal(
            ["engine", "engine/networks", "engine/containers", "processes", "host namespace"],
            host.Gaps.Select(gap => gap.Subject)
        );
        Assert.All(host.Gaps, gap => Assert.NotNull(gap.Remedy));
    }

    [Fact]
    public void An_empty_file_is_like_a_missing_one()
    {
        using var folder = UnpackedBundle.Of("overlay-swarm/sw1");
        foreach (
            var file in (string[])
                [
                    "host/iptables.txt",
                    "host/nftables.txt",
                    "host/listeners.txt",
                    "host/routes.json",
                    "host/routes6.json",
                    "engine/nodes.json",
                ]
        )
        {
            folder.Write(file, "\n");
        }

        folder.Delete("host/proc-net/route");
        var host = Read(folder);

        Assert.Null(host.HostNamespace!.Firewall);
        Assert.Null(host.HostNamespace.Listeners);
        Assert.Null(host.HostNamespace.Routes);
        Assert.Null(host.Engine!.Nodes);
        Assert.Equal(
            [
                "engine/nodes",
                "host namespace: IPsec states",
                "host namespace: firewall",
                "host namespace: listeners",
                "host namespace: routes",
            ],
            host.Gaps.Select(gap => gap.Subject).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_tool_that_printed_nothing_saw_that_there_is_nothing()
    {
        using var folder = UnpackedBundle.Empty();
        folder.Write("host/xfrm-state.txt", "# nothing\n");
        folder.Write("host/ipset.txt", "# nothing\n");
        folder.Write("host/iptables.txt", "# nothing\n");
        folder.Write("host/neighbors.json", "[]");

        var inside = Read(folder).HostNamespace!;

        Assert.Empty(inside.XfrmStates!);
        Assert.Empty(inside.IpSets!);
        Assert.Empty(inside.Firewall!.Rules);
        Assert.Empty(inside.Neighbors!);
    }

    [Fact]
    public void A_tool_that_failed_saw_nothing_and_says_why_without_secrets()
    {
        using var folder = UnpackedBundle.Empty();
        folder.Write("host/xfrm-state.txt", "# rc=2 stderr: http://u:hunter2@h: Operation not permitted\n");

        var host = Read(folder);

        Assert.Null(host.HostNamespace!.XfrmStates);
        var gap = Assert.Single(host.Gaps, gap => gap.Subject == "host namespace: IPsec states");
        Assert.Equal("http://h: Operation not permitted", gap.Reason);
        Assert.DoesNotContain("hunter2", gap.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_engines_refusal_is_not_an_answer()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw2");

        Assert.Null(host.Engine!.Nodes);
        Assert.Null(host.Engine.Services);
        Assert.DoesNotContain(host.Gaps, gap => gap.Subject is "engine/nodes" or "engine/services");
    }

    [Fact]
    public void A_running_container_without_a_folder_is_a_gap_with_its_name()
    {
        using var folder = UnpackedBundle.Of("overlay-swarm/sw1");
        var id = Path.GetFileName(
            Directory.EnumerateDirectories(Path.Combine(folder.Path, "containers")).Order(StringComparer.Ordinal).First()
        );
        Directory.Delete(Path.Combine(folder.Path, "containers", id), recursive: true);

        var host = Read(folder);

        var name = host.Containers!.Single(container => container.Id == id).Name;
        Assert.Contains(host.Gaps, gap => gap.Subject == "container " + name);
        Assert.False(host.ContainerNamespaces.ContainsKey(id));
    }

    [Fact]
    public void Folders_of_containers_may_be_named_by_the_short_id()
    {
        using var folder = UnpackedBundle.Of("overlay-swarm/sw1");
        foreach (var path in Directory.EnumerateDirectories(Path.Combine(folder.Path, "containers")).ToList())
        {
            Directory.Move(path, Path.Combine(folder.Path, "containers", Path.GetFileName(path)[..12]));
        }

        var whole = RecordedHosts.Read("overlay-swarm/sw1");

        Assert.Equal(
            SnapshotFile.Write(whole with { Origin = new RecordedOrigin("") }),
            SnapshotFile.Write(Read(folder) with { Origin = new RecordedOrigin("") })
        );
    }

    private static HostSnapshot Read(UnpackedBundle folder) => RecordedHost.Read(folder.Path, TestContext.Current.CancellationToken);
}
