using NetAudit.Model;

namespace NetAudit.Drift;

/// <summary>A difference between two snapshots.</summary>
public sealed record OverlayDrift
{
    /// <summary>The host of the first snapshot.</summary>
    public required string ReferenceHost
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The host of the second.</summary>
    public required string DifferenceHost
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>
    /// What it is about: "Solution", "Aspect", "Network", "Subnet", "Endpoint" (as the engine declares it), "Vnic" (as seen inside), "Dns"
    /// (the servers it asks, also through the engine's server), "Port" (published), "Route", "Encryption".
    /// </summary>
    public required string Area { get; init; }

    /// <summary>The subject: "ov1", "c1 on ov1", "10.5.31.0/24"; "*" for all of the area.</summary>
    public required string Subject
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>"Added", "Removed", "Changed"; "NotSeen" if one of the snapshots lacks the area, so that it can't be compared.</summary>
    public required string Change { get; init; }

    /// <summary>The earlier value; null if it was added.</summary>
    public required string? From
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The later value; null if it was removed.</summary>
    public required string? To
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The container that it is about; null for none.</summary>
    public string? Container
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The engine's network that it is about; null for none.</summary>
    public string? Network
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The difference, in one line.</summary>
    public override string ToString() => $"{Area} {Subject}: {Change}";
}
