using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>The result of a probe: one or a few packets from inside a container.</summary>
public sealed record OverlayProbe
{
    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The check's name: "ProtocolSupport".</summary>
    public required string Check { get; init; }

    /// <summary>The solution it was made for.</summary>
    public required string Solution { get; init; }

    /// <summary>The sender.</summary>
    public required string From
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The target.</summary>
    public required string To
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The network, or both networks, of the pair; null if there is none.</summary>
    public required string? Network
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What was sent.</summary>
    public required string Sent
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What came back.</summary>
    public required string Answer
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The meaning of the answer, a name of <see cref="Snapshots.ProbeOutcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The check's normalised finding; "" if it has none.</summary>
    public required string Value
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double Milliseconds { get; init; }
}
