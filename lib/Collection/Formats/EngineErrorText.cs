using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>
/// The engine's own words of failure (moby's daemon/cluster/errors.go, swarmkit's manager, libnetwork's drivers): what they are about.
/// </summary>
internal static class EngineErrorText
{
    /// <summary>Words of which all must be there, whatever the case; the first that fit count.</summary>
    private static readonly (EngineErrorKind Kind, string[] Words)[] Known =
    [
        (EngineErrorKind.NoLeader, ["does not have a leader"]),
        (EngineErrorKind.CertificateExpired, ["certificates have expired"]),
        (EngineErrorKind.CertificateExpired, ["certificate has expired"]),
        (EngineErrorKind.Locked, ["needs to be unlocked"]),
        (EngineErrorKind.VxlanExists, ["vxlan", "file exists"]),
        (EngineErrorKind.VxlanUnsupported, ["vxlan", "not supported"]),
        (EngineErrorKind.NoAddress, ["no available ip"]),
        (EngineErrorKind.NoAddress, ["no available ipv4 addresses"]),
        (EngineErrorKind.NoAddress, ["may be exhausted"]),
        (EngineErrorKind.NoAddress, ["could not find an available ip"]),
        (EngineErrorKind.NoAddressPool, ["address pool"]),
        (EngineErrorKind.NoAddressPool, ["non-overlapping"]),
        (EngineErrorKind.EncryptionUnavailable, ["encryption keys not present"]),
        (EngineErrorKind.EncryptionUnavailable, ["install ipsec"]),
        (EngineErrorKind.PortTaken, ["port is already allocated"]),
        (EngineErrorKind.PortTaken, ["bind", "address already in use"]),
        (EngineErrorKind.PortTaken, ["port", "already in use"]),
        (EngineErrorKind.NoAddress, ["address already in use"]),
        (EngineErrorKind.NotAllowed, ["not manually attachable"]),
        (EngineErrorKind.NotAllowed, ["permissiondenied"]),
        (EngineErrorKind.AddressNotHere, ["cannot assign requested address"]),
        (EngineErrorKind.RuleRefused, ["iptables"]),
        (EngineErrorKind.RuleRefused, ["no chain/target/match"]),
        (EngineErrorKind.RuleRefused, ["nftables"]),
        (EngineErrorKind.Other, ["oci runtime"]),
        (EngineErrorKind.NotSupported, ["operation not supported"]),
        (EngineErrorKind.Network, ["no such network interface"]),
        (EngineErrorKind.NetworkGone, ["no such network"]),
        (EngineErrorKind.NetworkGone, ["could not find network"]),
        (EngineErrorKind.NetworkGone, ["network", "not found"]),
        (EngineErrorKind.Network, ["sandbox"]),
        (EngineErrorKind.Network, ["endpoint"]),
        (EngineErrorKind.Network, ["network"]),
        (EngineErrorKind.Network, ["vxlan"]),
    ];

    /// <summary>The messages in which a node reports that it can't reach a manager.</summary>
    private static readonly string[] Unreachable =
    [
        "code = unavailable",
        "code = deadlineexceeded",
        "connection error",
        "no route to host",
        "connection refused",
        "i/o timeout",
        "context deadline exceeded",
    ];

    /// <summary>What an error of a container or task is about; null if there is none.</summary>
    public static EngineErrorKind? Kind(string? error) =>
        string.IsNullOrEmpty(error)
            ? null
            : Known.Where(known => known.Words.All(word => Has(error!, word))).Select(known => known.Kind).FirstOrDefault();

    /// <summary>What an error of a node of the swarm is about; null if there is none.</summary>
    public static EngineErrorKind? KindOfNode(string? error)
    {
        var kind = Kind(error);
        if (kind is not (EngineErrorKind.Other or EngineErrorKind.Network or EngineErrorKind.PortTaken or EngineErrorKind.AddressNotHere))
        {
            return kind;
        }

        return Unreachable.Any(word => Has(error!, word)) ? EngineErrorKind.ManagersUnreachable : kind;
    }

    /// <summary>Whether an error is that a disk is full, in the kernel's words.</summary>
    public static bool IsDiskFull(string? error) => error is not null && Has(error, "no space left on device");

    private static bool Has(string error, string word) => error.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
