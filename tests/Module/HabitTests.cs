using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests;

/// <summary>What people who know PowerShell expect of any cmdlet.</summary>
public sealed class HabitTests : IDisposable
{
    private readonly ModuleSession _session = new();

    private static string Sw1 => Repository.Host("overlay-swarm/sw1");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-OverlayNetwork -Path FILE -Name ov", "ov1")]
    [InlineData("Get-OverlayNetwork -Path FILE -Driver mac", "macvlan")]
    [InlineData("Get-OverlayEndpoint -Path FILE -Container c", "c1")]
    [InlineData("Get-OverlayEndpoint -Path FILE -Network docker_g", "docker_gwbridge")]
    [InlineData("Get-OverlayFinding -Rule NetworkNot", "NetworkNotAllocated")]
    public void Names_that_are_there_are_completed(string line, string name) =>
        Assert.Contains(name, _session.Complete(line.Replace("FILE", Sw1, StringComparison.Ordinal)));

    [Theory]
    [InlineData("Get-OverlayNetwork -Path FILE -Name nope", "NetworkNotFound")]
    [InlineData("Get-OverlayEndpoint -Path FILE -Container nope", "ContainerNotFound")]
    [InlineData("Get-OverlayEndpoint -Path FILE -Network nope", "NetworkNotFound")]
    public void A_name_that_nothing_has_is_an_error_and_a_pattern_is_none(string line, string id)
    {
        var script = line.Replace("FILE", Sw1, StringComparison.Ordinal);

        Assert.StartsWith(id, Assert.Single(_session.Run(script).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.Run(script + "*").Errors);
    }

    [Fact]
    public void A_name_that_one_of_several_hosts_has_is_no_error() =>
        Assert.NotEmpty(
            _session.Run($"Get-OverlayNetwork -Path {Sw1}, {Repository.Host("overlay-swarm/sw2")} -Name dup_unalloc").Rows<OverlayNetwork>()
        );
}
