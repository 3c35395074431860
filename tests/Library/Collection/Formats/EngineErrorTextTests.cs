using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

/// <summary>Texts of the engine's errors, as engines and public issues show them.</summary>
public sealed class EngineErrorTextTests
{
    [Theory]
    [InlineData(
        "network sandbox join failed: subnet sandbox join failed for \"10.0.1.0/24\": error creating vxlan interface: file exists",
        EngineErrorKind.VxlanExists
    )]
    [InlineData("error creating vxlan interface: operation not supported", EngineErrorKind.VxlanUnsupported)]
    [InlineData(
        "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network",
        EngineErrorKind.NoAddressPool
    )]
    [InlineData("all predefined address pools have been fully subnetted", EngineErrorKind.NoAddressPool)]
    [InlineData("no available IPv4 addresses on this network's address pools: app (k7kv)", EngineErrorKind.NoAddress)]
    [InlineData("Address already in use", EngineErrorKind.NoAddress)]
    [InlineData("cannot join secure network: encryption keys not present", EngineErrorKind.EncryptionUnavailable)]
    [InlineData("Bind for 0.0.0.0:80 failed: port is already allocated", EngineErrorKind.PortTaken)]
    [InlineData("listen tcp4 10.99.0.99:8181: bind: cannot assign requested address", EngineErrorKind.AddressNotHere)]
    [InlineData("could not find bridge br-x: route ip+net: no such network interface", EngineErrorKind.Network)]
    [InlineData("failed to set up container networking: listen tcp4 0.0.0.0:80: bind: address already in use", EngineErrorKind.PortTaken)]
    [InlineData("rpc error: code = PermissionDenied desc = network noattach not manually attachable", EngineErrorKind.NotAllowed)]
    [InlineData("failed to create endpoint x on network y", EngineErrorKind.Network)]
    [InlineData("task: non-zero exit (1)", EngineErrorKind.Other)]
    public void Errors_of_containers_and_tasks(string words, EngineErrorKind kind) => Assert.Equal(kind, EngineErrorText.Kind(words));

    [Theory]
    [InlineData(
        "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online.",
        EngineErrorKind.NoLeader
    )]
    [InlineData("Swarm certificates have expired. To replace them, leave the swarm and join again.", EngineErrorKind.CertificateExpired)]
    [InlineData("x509: certificate has expired or is not yet valid", EngineErrorKind.CertificateExpired)]
    [InlineData("Swarm is encrypted and needs to be unlocked before it can be used.", EngineErrorKind.Locked)]
    [InlineData(
        "rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing dial tcp 10.97.0.1:2377\"",
        EngineErrorKind.ManagersUnreachable
    )]
    [InlineData("manager stopped: can't initialize raft node", EngineErrorKind.Other)]
    public void Errors_of_nodes(string words, EngineErrorKind kind) => Assert.Equal(kind, EngineErrorText.KindOfNode(words));

    [Fact]
    public void No_words_are_no_error() => Assert.Null(EngineErrorText.KindOfNode(""));

    [Theory]
    [InlineData("driver failed programming external connectivity on endpoint web: port is already allocated", EngineErrorKind.PortTaken)]
    [InlineData("failed to bind host port 0.0.0.0:80/tcp: address already in use", EngineErrorKind.PortTaken)]
    [InlineData("no available IPv4 addresses on this network's address pools: app (x)", EngineErrorKind.NoAddress)]
    [InlineData("could not find an available, non-overlapping IPv4 address pool", EngineErrorKind.NoAddressPool)]
    [InlineData("Unable to enable SKIP DNAT rule: (iptables failed: No chain/target/match by that name", EngineErrorKind.RuleRefused)]
    [InlineData("subnet sandbox join failed: error creating vxlan interface: file exists", EngineErrorKind.VxlanExists)]
    [InlineData("network sandbox join failed: error creating vxlan interface: operation not supported", EngineErrorKind.VxlanUnsupported)]
    [InlineData("network dup9 not found", EngineErrorKind.NetworkGone)]
    [InlineData("cannot join secure network: encryption keys not present", EngineErrorKind.EncryptionUnavailable)]
    [InlineData("failed to create shim task: OCI runtime create failed: exec: no such file", EngineErrorKind.Other)]
    public void The_engines_words_are_understood(string error, EngineErrorKind kind) => Assert.Equal(kind, EngineErrorText.Kind(error));
}
