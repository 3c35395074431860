using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>The vNICs of containers, counted inside.</summary>
internal sealed record VnicFacts : AspectFacts
{
    /// <summary>Containers that have another vNIC beside the cluster's.</summary>
    public required IReadOnlyList<ContainerVnics> Separate { get; init; }

    /// <summary>Containers that have the cluster's alone.</summary>
    public required IReadOnlyList<ContainerVnics> Single { get; init; }

    /// <summary>Containers on internal networks, which are to have no other.</summary>
    public required IReadOnlyList<ContainerVnics> Internal { get; init; }

    /// <summary>Containers that somebody gave another network, which is their way out instead.</summary>
    public required IReadOnlyList<ContainerVnics> Joined { get; init; }
}

/// <summary>A container's vNICs.</summary>
/// <param name="Container">The container.</param>
/// <param name="Own">Those for the cluster.</param>
/// <param name="Others">The others.</param>
/// <param name="IsInternal">Whether its network is to have no way out.</param>
internal sealed record ContainerVnics(Container Container, IReadOnlyList<Link> Own, IReadOnlyList<OtherVnic> Others, bool IsInternal)
{
    /// <summary>Whether there is another beside those for the cluster.</summary>
    public bool IsSeparate => Others.Count > 0;

    /// <summary>Networks that somebody chose besides.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];
}

/// <summary>A vNIC beside the cluster's.</summary>
/// <param name="Link">The link inside.</param>
/// <param name="Bridge">The bridge that it is on; null if that was not seen.</param>
/// <param name="IsGatewayBridgeThere">Whether the host has the engine's gateway bridge.</param>
internal sealed record OtherVnic(Link Link, string? Bridge, bool IsGatewayBridgeThere);

/// <summary>The vNICs that packets left by.</summary>
/// <param name="Used">Of those containers that a packet to the cluster was seen of.</param>
/// <param name="Counted">The others, by their links only.</param>
internal sealed record VnicUseFacts(IReadOnlyList<VnicUse> Used, IReadOnlyList<ContainerVnics> Counted) : AspectFacts;

/// <summary>What a container's packets showed.</summary>
/// <param name="Vnics">Its vNICs.</param>
/// <param name="Kind">What that means.</param>
/// <param name="Cluster">A packet to the cluster.</param>
/// <param name="Outside">A packet to its default gateway; null if none was sent.</param>
internal sealed record VnicUse(ContainerVnics Vnics, VnicUseKind Kind, ProbeRecord Cluster, ProbeRecord? Outside);

/// <summary>What the vNICs that packets left by mean.</summary>
internal enum VnicUseKind
{
    /// <summary>Packets to the cluster left by another than the cluster's.</summary>
    Stray,

    /// <summary>Packets to the cluster left by its own, and others have another vNIC.</summary>
    Separate,

    /// <summary>All packets left by the cluster's.</summary>
    Shared,
}
