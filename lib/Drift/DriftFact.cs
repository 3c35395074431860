namespace NetAudit.Drift;

/// <summary>A fact of a snapshot that stays the same while nothing changes: it has no counter, time, id, index or random name.</summary>
/// <param name="Area">As in <see cref="OverlayDrift.Area"/>.</param>
/// <param name="Subject">As in <see cref="OverlayDrift.Subject"/>.</param>
/// <param name="Parts">The parts of the fact by name, in order. A part that is null was not seen.</param>
internal sealed record DriftFact(string Area, string Subject, IReadOnlyList<(string Name, string? Value)> Parts)
{
    /// <summary>The container that it is about; null for none.</summary>
    public string? Container { get; init; }

    /// <summary>The engine's network that it is about; null for none.</summary>
    public string? Network { get; init; }

    /// <summary>All parts that were seen: "driver overlay, mtu 1450".</summary>
    public override string ToString() =>
        string.Join(", ", Parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name} {part.Value}".Trim()));
}
