using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>What a probe showed: a packet, or a few, from inside a container.</summary>
public sealed record OverlayProbe
{
    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The check: "ProtocolSupport".</summary>
    public required string Check { get; init; }

    /// <summary>The solution it was made for.</summary>
    public required string Solution { get; init; }

    /// <summary>Where it was sent from.</summary>
    public required string From
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Where it was sent to.</summary>
    public required string To
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The network or networks of the pair, or null.</summary>
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

    /// <summary>What that means, a name of <see cref="Snapshots.ProbeOutcome"/>.</summary>
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
