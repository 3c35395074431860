using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerStartFailedTests
{
    [Fact]
    public void A_container_that_could_not_start_for_its_network_is_named_with_the_engines_words()
    {
        var findings = TroubledHost.Read("19-vxlan-file-exists").Find<ContainerStartFailed>();

        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.Equal(Severity.Error, finding.Severity));
        Assert.All(
            findings,
            finding => Assert.EndsWith("error creating vxlan interface: file exists", finding.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_message_says_why_one_is_an_error_and_another_information()
    {
        var findings = TroubledHost.Recorded("overlay-swarm/sw1").Find<ContainerStartFailed>();

        var lacking = findings.Single(finding => finding.Subject.Name == "iv1c");
        Assert.Equal(Severity.Error, lacking.Severity);
        Assert.Equal(
            "Container iv1c isn't running because its network could not be set up: the kernel has no such link (its module "
                + "is missing, or not loaded). Other "
                + "containers can fail for the same reason. The engine says: failed to create the ipvlan port: operation not supported",
            lacking.Message
        );
        var refused = findings.Single(finding => finding.Subject.Name == "na");
        Assert.Equal(Severity.Information, refused.Severity);
        Assert.Equal(
            "Container na isn't running because its network could not be set up. Network noattach takes only services' containers, "
                + "and none that is started by hand. The engine says: Could not attach to network noattach: rpc error: code "
                + "= PermissionDenied desc = network noattach not manually attachable",
            refused.Message
        );
    }

    [Fact]
    public void The_repair_can_be_pasted()
    {
        var findings = TroubledHost.Recorded("overlay-swarm/sw1").Find<ContainerStartFailed>();

        var lacking = findings.Single(finding => finding.Subject.Name == "iv1c");
        Assert.Equal(
            "modprobe ipvlan && docker rm iv1c # then recreate network iv1 on another parent (a VLAN of eth0, for example): macvlan "
                + "network mv1 has eth0, and a link carries one of the two kinds; then create the container again. If modprobe finds no "
                + "module, install the kernel's extra modules (Ubuntu: linux-modules-extra-$(uname -r); Fedora, RHEL: "
                + "kernel-modules-extra), or run a kernel that has it",
            lacking.Remediation
        );
        var refused = findings.Single(finding => finding.Subject.Name == "na");
        Assert.Equal(
            "docker rm na # then run it as a service (docker service create --network NETWORK IMAGE), or on a network that was created "
                + "with --attachable: that can't be changed later",
            refused.Remediation
        );
    }

    [Fact]
    public void A_program_that_is_not_there_is_no_networks_trouble() =>
        Assert.Empty(TroubledHost.Recorded("flannel-vxlan/fl1").Find<ContainerStartFailed>());
}
