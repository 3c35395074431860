using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>The vNICs of containers, counted inside.</summary>
internal sealed record VnicFacts : AspectFacts
{
    /// <summary>Containers that have another vNIC besides the cluster's.</summary>
    public required IReadOnlyList<ContainerVnics> Separate { get; init; }

    /// <summary>Containers that have only the cluster's vNIC.</summary>
    public required IReadOnlyList<ContainerVnics> Single { get; init; }

    /// <summary>Containers on internal networks, which are meant to have no other vNIC.</summary>
    public required IReadOnlyList<ContainerVnics> Internal { get; init; }

    /// <summary>Containers that a user connected to another network, which is then their way out.</summary>
    public required IReadOnlyList<ContainerVnics> Joined { get; init; }
}

/// <summary>A container's vNICs.</summary>
/// <param name="Container">The container.</param>
/// <param name="Own">The vNICs for the cluster.</param>
/// <param name="Others">The other vNICs.</param>
/// <param name="IsInternal">Whether all its networks of the solution are internal, so that it is meant to have no way out.</param>
internal sealed record ContainerVnics(Container Container, IReadOnlyList<Link> Own, IReadOnlyList<OtherVnic> Others, bool IsInternal)
{
    /// <summary>Whether it has a vNIC besides those for the cluster.</summary>
    public bool IsSeparate => Others.Count > 0;

    /// <summary>Networks outside the solution that a user connected the container to.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];
}

/// <summary>A vNIC besides the cluster's.</summary>
/// <param name="Link">The link inside.</param>
/// <param name="Bridge">The bridge that it is on; null if that was not seen.</param>
/// <param name="IsGatewayBridgeThere">Whether the host has the engine's gateway bridge.</param>
internal sealed record OtherVnic(Link Link, string? Bridge, bool IsGatewayBridgeThere);

/// <summary>The vNICs that packets left by.</summary>
/// <param name="Used">Containers of which a packet to the cluster was seen.</param>
/// <param name="Counted">The other containers, counted by their links only.</param>
internal sealed record VnicUseFacts(IReadOnlyList<VnicUse> Used, IReadOnlyList<ContainerVnics> Counted) : AspectFacts;

/// <summary>What a container's packets showed.</summary>
/// <param name="Vnics">Its vNICs.</param>
/// <param name="Kind">Its meaning for the aspect.</param>
/// <param name="Cluster">A packet to the cluster.</param>
/// <param name="Outside">A packet to its default gateway; null if none was sent.</param>
internal sealed record VnicUse(ContainerVnics Vnics, VnicUseKind Kind, ProbeRecord Cluster, ProbeRecord? Outside);

/// <summary>What the vNICs show by which packets left.</summary>
internal enum VnicUseKind
{
    /// <summary>A packet to the cluster left by another vNIC than the cluster's.</summary>
    Stray,

    /// <summary>Packets to the cluster left by its vNIC, and the container has another one.</summary>
    Separate,

    /// <summary>All packets left by the cluster's vNIC, and no other one is in use.</summary>
    Shared,
}
