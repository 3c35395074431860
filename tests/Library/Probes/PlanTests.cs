using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using NetAudit.Tests;
using Newtonsoft.Json;

namespace NetAudit.Library.Tests.Probes;

/// <summary>The contents of a probe plan, and its senders.</summary>
public sealed class PlanTests
{
    private static readonly string[] s_checks = [.. ProbeRun.Checks];

    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Packets_go_only_to_addresses_that_the_snapshot_lists(string name)
    {
        var host = Read(name);
        var listed = new HashSet<string>(
            (host.Containers ?? [])
                .SelectMany(container => container.Endpoints)
                .SelectMany(endpoint => new[] { endpoint.IPv4Address, endpoint.IPv6Address })
        );
        listed.UnionWith((host.Networks ?? []).SelectMany(network => network.Tasks ?? []).Select(task => task.Address).OfType<string>());
        listed.UnionWith((host.Containers ?? []).SelectMany(container => container.Resolver?.NameServers ?? []));
        listed.UnionWith(
            host.ContainerNamespaces.Values.SelectMany(inside => inside.Links ?? [])
                .SelectMany(link => link.Addresses)
                .SelectMany(address => new[] { address.Address, Subnet.Parse(address.ToString())?.Broadcast ?? "" })
        );
        listed.UnionWith(host.EngineNamespaces.Values.SelectMany(inside => inside.Neighbors ?? []).Select(neighbor => neighbor.Address));
        listed.UnionWith((host.Networks ?? []).SelectMany(HostQueries.SubnetsOf).Select(subnet => subnet.Broadcast ?? ""));
        listed.UnionWith(
            (host.HostNamespace?.Forwarding ?? [])
                .Concat(host.EngineNamespaces.Values.SelectMany(inside => inside.Forwarding ?? []))
                .Select(entry => entry.Destination)
                .OfType<string>()
        );
        listed.UnionWith(
            (host.Networks ?? []).SelectMany(network => network.Tasks ?? []).Select(task => task.HostAddress).OfType<string>()
        );
        listed.UnionWith((host.Weave?.Connections ?? []).Select(connection => connection.Address?.Split(':')[0]).OfType<string>());
        listed.UnionWith((host.Weave?.DnsEntries ?? []).Select(entry => entry.Address));
        listed.UnionWith(
            host.ContainerNamespaces.Values.Append(host.HostNamespace)
                .SelectMany(inside => inside?.Routes ?? [])
                .SelectMany(route => new[] { route.Gateway ?? "", route.Destination.Split('/')[0] })
        );
        listed.UnionWith(
            host.ContainerNamespaces.Values.Append(host.HostNamespace)
                .SelectMany(inside => inside?.Connections ?? [])
                .Select(socket => socket.RemoteAddress)
                .OfType<string>()
        );
        listed.UnionWith((host.Weave is null ? [] : new[] { "172.17.0.1" }).Append("127.0.0.11").Append("224.0.0.1"));

        Assert.All(
            Plan(host),
            step =>
            {
                Assert.Contains(step.Target, listed);
                Assert.StartsWith("/proc/of-", step.NamespaceFile, StringComparison.Ordinal);
                Assert.NotEmpty(step.Planned.Sent);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_plan_is_small_and_always_the_same(string name)
    {
        var host = Read(name);
        var plan = Plan(host);

        Assert.Equal(JsonConvert.SerializeObject(plan), JsonConvert.SerializeObject(Plan(host)));
        Assert.True(plan.Count <= 400, $"{plan.Count} steps");
        Assert.Empty(ProbeRun.Plan(HostContext.Create(host), s_checks, new ProbeOptions()));
    }

    [Fact]
    public void Pairs_are_in_one_network_here_and_afar_and_between_networks()
    {
        var pairs = Plan(Read("engine28-swarm/md1"))
            .Where(step => step.Check == ProbeCheck.ApplicationIsolation)
            .Select(step => $"{step.Planned.From} > {step.Planned.To}")
            .ToList();

        Assert.Contains(
            pairs,
            pair =>
                pair.StartsWith("container c1 (", StringComparison.Ordinal)
                && pair.Contains("on ov1)", StringComparison.Ordinal)
                && pair.Contains("(c2 on ov1, host 10.99.0.2)", StringComparison.Ordinal)
        );
        Assert.Contains(
            pairs,
            pair => pair.Contains("on ov1) >", StringComparison.Ordinal) && pair.Contains("on ovint)", StringComparison.Ordinal)
        );

        // m1 is on ov1 and ov2, so neither is another network from it.
        Assert.DoesNotContain(
            pairs,
            pair =>
                pair.StartsWith("container m1 ", StringComparison.Ordinal)
                && pair.Contains("on ov1) >", StringComparison.Ordinal)
                && pair.Contains(" on ov2", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Packets_that_are_watched_are_sent_one_at_a_time_on_each_way_between_hosts()
    {
        var watched = Plan(Read("weave-sleeve-plain/node1"))
            .Where(step => step is WireStep { To.Host: not null })
            .Select((step, index) => (step, index))
            .ToList();
        var paths = ProbeSender.WatchedPaths(watched).Select(path => path.ToList()).ToList();
        var unknown = watched.Append(
            (watched[0].step with { Ends = watched[0].step.Ends with { To = watched[0].step.To with { Host = null } } }, 99)
        );

        Assert.Equal(watched.Select(one => one.step.To.Host).Distinct().Count(), paths.Count);
        Assert.All(paths, path => Assert.Single(path.Select(one => one.Step.To.Host).Distinct()));
        Assert.Single(ProbeSender.WatchedPaths([.. unknown]));
    }

    [Fact]
    public void A_check_that_nothing_can_be_sent_for_says_why_in_its_row()
    {
        var host = HostContext.Create(Read("flannel-udp-v0.5.5/fl1"));
        var options = Options(host.Snapshot);
        var omitted = ProbeRun.Omitted(host, [], options, ProbeRun.Plan(host, [], options));
        var probed = host.Snapshot with { ProbesOmitted = omitted };

        Assert.Contains(new ProbeOmission(ProbeCheck.NetworkModel, "Flannel", ProbeOmissionReason.NoTarget), omitted);
        Assert.Equal(
            "Nothing was sent, because nothing on another host is known to send to.",
            probed.Row("Flannel", "NetworkModel").Reason
        );
        Assert.All(
            ProbeRun.Omitted(host, ["NetworkModel"], new ProbeOptions(), []),
            omission => Assert.Equal((ProbeCheck.NetworkModel, ProbeOmissionReason.NoSender), (omission.Check, omission.Reason))
        );
        Assert.DoesNotContain("probed:", host.Snapshot.Row("Flannel", "NetworkModel").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_containers_that_were_named_send()
    {
        var senders = ProbeRun
            .Plan(
                HostContext.Create(Read("engine28-swarm/md1")),
                s_checks,
                Options(Read("engine28-swarm/md1")) with
                {
                    Containers = ["c1*", "E1"],
                }
            )
            .Select(step => step.From.Container)
            .OfType<string>()
            .Distinct();

        Assert.Equal(["c1", "c1b", "e1"], senders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_recorded_host_is_refused_with_the_reason()
    {
        var refused = await Assert.ThrowsAsync<NetAuditException>(() =>
            ProbeRun.PlanAsync(
                Read("overlay-swarm/sw1"),
                [],
                new ProbeOptions(),
                new NullCollectionLog(),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(NetAuditError.ProbeNotPossible, refused.Error);
        Assert.Equal(
            "The host sw1 can't be probed from here: it was recorded (bundle sw1.tar.gz), and packets can only be "
                + "sent on the host itself.",
            refused.Message
        );
    }

    private static IReadOnlyList<ProbeStep> Plan(HostSnapshot host) => PlannedProbes.Plan(host);

    private static ProbeOptions Options(HostSnapshot host) => PlannedProbes.Options(host);

    private static HostSnapshot Read(string name) => RecordedHosts.Read(name);
}
