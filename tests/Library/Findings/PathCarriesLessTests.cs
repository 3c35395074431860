using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Findings;

public sealed class PathCarriesLessTests
{
    [Fact]
    public void Less_than_the_MTU_across_is_a_finding()
    {
        var host = RecordedHosts.Read("engine28-swarm/md1");
        var record = Record(
            ProbeCheck.PathMtu,
            new PathMtu
            {
                Crosses = 1233,
                TooLarge = 1234,
                LinkMtu = 1450,
            }
        );
        var whole = record with
        {
            Finding = new PathMtu { Crosses = 1450, LinkMtu = 1450 },
        };
        var found = HostAudit.FindSolutions(host with { Probes = [record, whole] }).Single(one => one.Name == "DockerOverlay").Findings;

        Assert.Single(
            found,
            finding => finding.StartsWith("Packets of more than 1233 bytes don't cross between c1 and c2", StringComparison.Ordinal)
        );
        var unprobed = HostAudit.FindSolutions(host).Single(one => one.Name == "DockerOverlay").Findings;
        Assert.DoesNotContain(unprobed, finding => finding.Contains("don't cross", StringComparison.Ordinal));
    }
}
