using NetAudit.Library.Tests.Findings;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Rows;

/// <summary>The arguments by which a command names the audited host.</summary>
public sealed class HostArgumentTests
{
    [Theory]
    [InlineData("tcp://10.0.0.5:2376", " -DockerHost tcp://10.0.0.5:2376")]
    [InlineData("staging", " -DockerHost staging")]
    [InlineData("ssh://admin@host1", " -DockerHost 'ssh://admin@host1'")]
    [InlineData("it's; id", " -DockerHost 'it''s; id'")]
    [InlineData(null, "")]
    public void A_live_host_is_named_as_the_user_named_it(string? named, string argument) =>
        Assert.Equal(argument, HostArgument.Find(From(new LiveOrigin("tcp://10.0.0.5:2376") { DockerHost = named })));

    [Fact]
    public void A_recorded_host_is_named_by_its_path() =>
        Assert.Equal(" -Path hosts/n1.tar.gz", HostArgument.Find(From(new RecordedOrigin("n1.tar.gz") { Path = "hosts/n1.tar.gz" })));

    private static HostSnapshot From(SnapshotOrigin origin) => TroubledHost.Read("00-clean-swarm") with { Origin = origin };
}
