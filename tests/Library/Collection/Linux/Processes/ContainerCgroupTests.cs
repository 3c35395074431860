using NetAudit.Collection.Linux.Processes;

namespace NetAudit.Library.Tests.Collection.Linux.Processes;

public sealed class ContainerCgroupTests
{
    private static readonly string Id = new('a', 64);
    private static readonly string Inner = new('b', 64);

    [Theory]
    [InlineData("4:memory:/docker/{0}\n0::/\n")]
    [InlineData("0::/system.slice/docker-{0}.scope\n")]
    [InlineData("0::/../../docker/{0}\n")]
    [InlineData("0::/machine.slice/libpod-{0}.scope/container\n")]
    [InlineData("0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-{0}.scope\n")]
    [InlineData("0::/kubepods/burstable/pod0b8c2d1e-2c3c-4a36-b1a5-1c1d0c5c9a41/{0}\n")]
    [InlineData("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-{0}.scope\n")]
    [InlineData("0::/lxc/web/docker/{0}\n")]
    public void A_container_is_told_by_its_control_group(string text) =>
        Assert.Equal([Id], ContainerCgroup.Ids(text.Replace("{0}", Id, StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("0::/\n")]
    [InlineData("0::/system.slice/docker.service\n")]
    [InlineData("0::/machine.slice/libpod-conmon-{0}.scope\n")]
    [InlineData("0::/docker/{0}0\n")]
    [InlineData("no colons at all")]
    [InlineData("0:{0}")]
    public void What_runs_beside_a_container_is_not_in_it(string text) =>
        Assert.Empty(ContainerCgroup.Ids(text.Replace("{0}", Id, StringComparison.Ordinal)));

    [Fact]
    public void Containers_in_containers_are_told_outermost_first() =>
        Assert.Equal([Id, Inner], ContainerCgroup.Ids($"5:devices:/docker/{Id}/docker/{Inner}\n4:memory:/docker/{Id}/docker/{Inner}\n"));
}
