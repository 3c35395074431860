using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Rows;

public sealed class RootRightsTests
{
    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Who_was_root_is_not_told_to_be(string name)
    {
        var host = RecordedHosts.Read(name);
        Assert.SkipWhen(host.ContainerNamespaces.Count == 0, "recorded without root, or without containers");

        // A recording can't send packets. Sending them needs root on the live host, whatever rights the recording had.
        Assert.DoesNotContain(
            Advice(host),
            advice => advice.Contains("as root", StringComparison.Ordinal) && !advice.Contains("-Probe", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Who_was_not_is_told_what_root_would_see()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");
        var asUser = host with
        {
            ContainerNamespaces = new Dictionary<string, NetworkNamespace>(),
            EngineNamespaces = new Dictionary<string, NetworkNamespace>(),
            HostNamespace = host.HostNamespace! with { XfrmStates = null, XfrmPolicies = null, Firewall = null },
        };

        Assert.Contains(Advice(asUser), advice => advice.Contains("as root", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Advice(HostSnapshot host) =>
        HostAudit.Compare(host, Editions.Load(Editions.Default), HostAudit.Solutions, []).Select(row => row.Recommendation);
}
