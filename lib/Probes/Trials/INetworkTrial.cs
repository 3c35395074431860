using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>
/// A check that asks the engine for networks and removes them again, beside the checks that send packets. One file each, found by its type.
/// Planning is pure.
/// </summary>
internal interface INetworkTrial
{
    /// <summary>The check's name, as <see cref="ProbeRecord.Check"/> has it.</summary>
    string Check { get; }

    /// <summary>Which networks would be made for a solution, or why none.</summary>
    NetworkTrial Plan(HostSnapshot host, Footprint footprint);
}

/// <summary>Networks to be made, one after the other, watched, and removed.</summary>
/// <param name="Check">The check.</param>
/// <param name="Solution">The solution it is made for.</param>
/// <param name="Networks">The networks, that with a free subnet first: where the engine doesn't make that one, its answer to the other tells nothing.</param>
/// <param name="Impossible">Why there are none; null where there are.</param>
public sealed record NetworkTrial(string Check, string Solution, IReadOnlyList<TrialNetwork> Networks, string? Impossible = null)
{
    /// <summary>What would be done, in words, for -WhatIf.</summary>
    public string Words =>
        $"create {Networks.Count} networks, one after the other, and remove them: {string.Join("; ", Networks.Select(network => $"driver {network.Driver}{(network.Internal ? ", internal" : "")}, with {network.Meaning}"))}";
}

/// <summary>A network to be made.</summary>
/// <param name="Part">Its part in the trial.</param>
/// <param name="Driver">The driver.</param>
/// <param name="Internal">Whether it has no way out. Some plugins refuse that.</param>
/// <param name="Subnet">The subnet, in CIDR form.</param>
/// <param name="Meaning">The subnet in words: "the same subnet again (198.18.0.0/28)".</param>
public sealed record TrialNetwork(TrialPart Part, string Driver, bool Internal, string Subnet, string Meaning);

/// <summary>A network's part in a trial. The name is <see cref="ProbeRecord.Value"/>.</summary>
public enum TrialPart
{
    /// <summary>Its subnet is nobody's: it shows that the engine makes such networks at all.</summary>
    Free,

    /// <summary>It has the subnet of the first once more.</summary>
    Same,

    /// <summary>It has the host's own subnet.</summary>
    Host,
}
