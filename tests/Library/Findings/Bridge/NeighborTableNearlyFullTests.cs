using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.SettingsHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class NeighborTableNearlyFullTests
{
    [Theory]
    [InlineData("6.1.0", "PERMANENT", null)]
    [InlineData("4.19.0", "PERMANENT", Severity.Error)]
    [InlineData("6.1.0", "STALE", Severity.Error)]
    public void Neighbours_of_all_namespaces_count_but_permanent_ones_of_new_kernels(string kernel, string state, Severity? severity)
    {
        var host = With((SysctlNames.NeighborThreshold("ipv4", 3), 4));
        NetworkNamespace Inside(int from) =>
            new()
            {
                Neighbors =
                [
                    .. Enumerable
                        .Range(from, 2)
                        .Select(i => new Neighbor
                        {
                            Address = $"10.0.0.{i}",
                            Device = "e",
                            State = state,
                        }),
                ],
            };
        host = host with
        {
            Engine = host.Engine! with { KernelVersion = kernel },
            EngineNamespaces = new Dictionary<string, NetworkNamespace> { ["a"] = Inside(1), ["b"] = Inside(3) },
        };

        Assert.Equal(severity, host.Find<NeighborTableNearlyFull>().SingleOrDefault()?.Severity);
    }
}
