using NetAudit.Probes;
using NetAudit.Snapshots;
using NetAudit.Tests;
using static NetAudit.Library.Tests.Probes.PlannedProbes;

namespace NetAudit.Library.Tests.Probes;

/// <summary>The other hosts that a plan sends to, and the names that it asks for.</summary>
public sealed class PlanTargetTests
{
    [Fact]
    public void Endpoints_on_other_hosts_are_known_by_the_tunnel_where_the_engine_lists_none()
    {
        var steps = Plan(Read("overlay-kv/kv1"));

        Assert.Contains(
            steps,
            step =>
                step is { Check: ProbeCheck.ProtocolSupport, Target: "10.0.1.3" }
                && step.Planned.To.EndsWith(", host 10.99.0.2)", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            steps,
            step => step.Check == ProbeCheck.NameService && Question(step).StartsWith("A 10.", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("flannel-vxlan/fl1", "10.5.31.0", "flannel.1 on 10.5.31.0/24, host 10.99.0.2", "the link to 10.99.0.2")]
    [InlineData("flannel-hostgw/fl1", "10.5.70.0", "10.5.70.0/24, host 10.99.0.2", "ends after 2 hops, at 10.99.0.2")]
    [InlineData(
        "calico-2015-calicoctl/host3",
        "192.168.0.5",
        "192.168.0.5 on 192.168.0.5/32, host 172.30.70.14",
        "the link to 172.30.70.14"
    )]
    [InlineData(
        "calico-libnetwork-v2.6/host1",
        "192.168.89.128",
        "192.168.89.128/26, host 172.30.70.12",
        "ends after 2 hops, at 172.30.70.12"
    )]
    [InlineData("weave-sleeve-plain/node1", "10.32.0.3", "a2 on weave, host 192.168.77.12", "the link to 192.168.77.12")]
    public void What_the_kernel_or_the_agent_lists_of_other_hosts_is_sent_to_while_the_link_there_is_watched(
        string host,
        string target,
        string to,
        string words
    )
    {
        var step = Plan(Read(host)).First(step => step.Check == ProbeCheck.NetworkModel && step.Target == target);

        Assert.Equal($"{target} ({to})", step.Planned.To);
        Assert.Contains(words, step.Planned.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_neither_lists_anything_of_another_host_nothing_is_sent_there() =>
        Assert.DoesNotContain(Plan(Read("flannel-udp-v0.5.5/fl1")), step => step.Check == ProbeCheck.NetworkModel);

    [Theory]
    [InlineData(ProbeCheck.ProtocolSupport)]
    [InlineData(ProbeCheck.NetworkModel)]
    [InlineData(ProbeCheck.PathMtu)]
    public void Each_other_host_that_anything_is_known_of_is_sent_to_by_a_single_sender_too(ProbeCheck check)
    {
        var host = Read("weave-sleeve-plain/node1");
        var entries = host.Weave!.DnsEntries;
        var known = entries.First(entry => entry.Peer is not null && entry.Peer != host.Weave.PeerName);
        var more = known with { Name = "p9.weave.local.", Address = "10.47.0.9", Peer = "aa:bb:cc:00:00:09" };
        host = host with { Weave = host.Weave with { DnsEntries = [.. entries, more] } };

        var targets = Plan(host).Where(step => step.Check == check).Select(step => step.Target).ToHashSet();

        Assert.Contains("10.47.0.9", targets);
        Assert.Contains(known.Address, targets);
    }

    [Fact]
    public void Services_and_their_tasks_are_asked_for()
    {
        var questions = Plan(Read("engine28-swarm/md1")).Where(step => step.Check == ProbeCheck.NameService).Select(Question).ToList();

        Assert.Contains("A svconly 10.0.4.2", questions);
        Assert.Contains(questions, question => question.StartsWith("A tasks.svconly 10.0.4.", StringComparison.Ordinal));
        Assert.Contains("A c2 10.0.1.5", questions);
        Assert.Contains("A c2.ov1 10.0.1.5", questions);
        Assert.Contains("PTR 10.0.1.5 c2", questions);
    }

    [Fact]
    public void Under_an_agents_domain_names_are_asked_for_with_it()
    {
        var steps = Plan(Read("weave-sleeve-plain/node1")).Where(step => step.Check == ProbeCheck.NameService).ToList();

        Assert.Contains(steps, step => step.Solution == "Weave" && Question(step).Contains(".weave.local 10.", StringComparison.Ordinal));
        Assert.Contains(steps, step => Question(step) == $"A {NameQuestion.NoSuchName} ");
    }

    private static HostSnapshot Read(string name) => RecordedHosts.Read(name);
}
