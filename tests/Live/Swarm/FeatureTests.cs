using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>The ten rows of a swarm's hosts.</summary>
public abstract class FeatureTests : SwarmTests
{
    private const string Overlay = "DockerOverlay";

    private protected FeatureTests(SwarmFixture swarm)
        : base(swarm) { }

    [Fact]
    public async Task Each_host_gets_ten_rows_for_Docker_overlay_and_no_others()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            var rows = AuditRows.Features(await Lab.SnapshotAsync(host));
            Assert.All(rows, row => Assert.Equal((host.Name, Overlay), (row.Host, row.Solution)));
            Assert.Equal(HostAudit.Aspects.Order(StringComparer.Ordinal), rows.Select(row => row.Aspect).Order(StringComparer.Ordinal));
            Assert.Equal(10, rows.Count);
        }
    }

    [Fact]
    public async Task Every_row_says_what_it_rests_on_or_why_nothing_was_seen()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            Assert.All(
                AuditRows.Features(await Lab.SnapshotAsync(host)),
                row =>
                {
                    if (row.Status == FeatureStatus.Inconclusive)
                    {
                        Assert.NotEmpty(row.Reason);
                        Assert.NotEmpty(row.Recommendation);
                    }
                    else
                    {
                        Assert.NotEqual(nameof(Basis.None), row.Basis);
                        Assert.NotEmpty(row.Evidence);
                    }
                }
            );
        }
    }

    [Fact]
    public async Task The_solution_runs_as_a_swarm_on_both_hosts()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            var solution = AuditRows.Solution(await Lab.SnapshotAsync(host), Overlay);
            Assert.Equal(
                ("swarm", nameof(SolutionState.Running), nameof(Confidence.High)),
                (solution.Backend, solution.State, solution.Confidence)
            );
            Assert.Contains("ov1", solution.Networks);
            Assert.DoesNotContain("br1", solution.Networks);
        }
    }

    [Fact]
    public async Task The_network_model_is_VXLAN_with_the_VNIs_that_ip_shows()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            var row = AuditRows.Feature(await Lab.SnapshotAsync(host), Overlay, "NetworkModel");
            Assert.Equal((FeatureStatus.Match, nameof(Basis.Observed)), (row.Status, row.Basis));
            Assert.StartsWith("VXLAN", row.Observed, StringComparison.Ordinal);
            Assert.Contains("4789", row.Observed, StringComparison.Ordinal);
            var printed = await host.OverlayLinksAsync();
            Assert.NotEmpty(printed);
            Assert.All(printed, link => Assert.Contains($"{link.Vni}", row.Observed, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Each_network_has_the_VNI_that_ip_shows_in_its_namespace()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        foreach (var name in new[] { "ov1", "ovenc", "ovint", "ovtwo" })
        {
            var network = Assert.Single(HostAudit.Networks(snapshot), network => network.Name == name);
            var printed = IpLink.Parse(await Manager.ShAsync($"nsenter --net=/run/docker/netns/1-{network.Id[..10]} ip -j -d addr"));
            Assert.Equal(printed.Where(link => link.Vni is not null).Select(link => link.Vni!.Value).Order(), network.Vni.Order());
            Assert.Equal(Overlay, network.Solution);
        }
    }

    [Fact]
    public async Task The_separate_vNIC_names_the_two_links_inside()
    {
        var row = AuditRows.Feature(await Lab.SnapshotAsync(Worker), Overlay, "SeparateVnic");
        Assert.Equal((FeatureStatus.Match, nameof(Basis.Observed)), (row.Status, row.Basis));
        Assert.StartsWith("Yes", row.Observed, StringComparison.Ordinal);
        var inside = (await Worker.IpInsideAsync("c2")).Where(link => link.Name != "lo").ToList();
        Assert.Equal(2, inside.Count);
        Assert.All(inside, link => Assert.Contains(link.Name, row.Observed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_name_service_is_there_although_not_documented_and_the_row_says_since_when()
    {
        var row = AuditRows.Feature(await Lab.SnapshotAsync(Manager), Overlay, "NameService");
        Assert.Equal((FeatureStatus.Outdated, "No"), (row.Status, row.Documented));
        Assert.StartsWith("Yes", row.Observed, StringComparison.Ordinal);
        Assert.Contains("1.10", row.Note, StringComparison.Ordinal);
        Assert.Contains("2016", row.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_is_the_swarm_s_own()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            var row = AuditRows.Feature(await Lab.SnapshotAsync(host), Overlay, "DistributedStorage");
            Assert.Equal(FeatureStatus.Outdated, row.Status);
            Assert.StartsWith("No", row.Observed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Encryption_is_told_network_by_network_and_in_force_only_where_the_kernel_has_states()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        var row = AuditRows.Feature(snapshot, Overlay, "EncryptionChannel");
        Assert.Equal(FeatureStatus.Outdated, row.Status);
        Assert.Contains("ovenc", row.Observed, StringComparison.Ordinal);
        var states = await Manager.TryShAsync("ip xfrm state | grep -q 'proto esp'");
        var network = Assert.Single(HostAudit.Networks(snapshot), network => network.Name == "ovenc");
        Assert.StartsWith("IPsec", network.Encryption, StringComparison.Ordinal);
        Assert.Equal(states.ExitCode != 0, network.Encryption.Contains("declared", StringComparison.Ordinal));
        Assert.Equal("No", Assert.Single(HostAudit.Networks(snapshot), other => other.Name == "ov1").Encryption);
    }

    [Fact]
    public async Task The_other_host_is_named_as_a_peer_of_the_network_that_both_are_on()
    {
        var network = Assert.Single(HostAudit.Networks(await Lab.SnapshotAsync(Manager)), network => network.Name == "ov1");
        Assert.Contains(Worker.Address, network.Peers);
    }

    [Fact]
    public async Task Networks_are_as_docker_lists_them()
    {
        var rows = HostAudit.Networks(await Lab.SnapshotAsync(Manager)).ToList();
        var listed = await Manager.DockerAsync("network", "ls", "--no-trunc", "--format", "{{.ID}} {{.Name}} {{.Driver}} {{.Scope}}");
        Assert.Equal(
            listed.Split('\n').Order(StringComparer.Ordinal),
            rows.Select(row => $"{row.Id} {row.Name} {row.Driver} {row.Scope}").Order(StringComparer.Ordinal)
        );
        Assert.Equal(["10.50.1.0/24", "10.50.2.0/24"], rows.Single(row => row.Name == "ovtwo").Subnets.Order(StringComparer.Ordinal));
        Assert.Contains("internal", rows.Single(row => row.Name == "ovint").Flags);
        Assert.Contains("config-only", rows.Single(row => row.Name == "conf1").Flags);
        Assert.Contains("ingress", rows.Single(row => row.Name == "ingress").Flags);
        Assert.All(rows.Where(row => row.Scope == "local" && row.Name != "docker_gwbridge"), row => Assert.Null(row.Solution));
    }
}
