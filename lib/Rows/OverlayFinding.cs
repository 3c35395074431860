using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>Something on a host that is broken, will break, or is worth knowing.</summary>
public sealed record OverlayFinding
{
    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The rule's stable id: "VxlanPortFiltered". docs/findings/ has a page of that name.</summary>
    public required string Rule { get; init; }

    /// <summary>Its severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The solution it concerns; "" for plain Docker and for the host itself.</summary>
    public required string Solution { get; init; }

    /// <summary>What it is about: "network ov1", "peer 10.0.0.2", "container c1", "link eth0".</summary>
    public required string Subject
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What is broken and for whom, then why.</summary>
    public required string Message
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>How to repair it, with commands if there are any.</summary>
    public required string Remediation
    {
        get;
        init => field = PlainText.EscapeLines(value);
    }

    /// <summary>What shows it, as "source: fact" lines.</summary>
    public required IReadOnlyList<string> Evidence
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>What it rests on, a name of <see cref="Model.Basis"/>.</summary>
    public required string Basis { get; init; }

    /// <summary>The hosts that show it together; for a finding of a single host, that host alone.</summary>
    public required IReadOnlyList<string> Hosts
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>When its facts were collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>One line: the host, the severity, the rule and the message.</summary>
    public override string ToString() => $"{Host} {Severity} {Rule}: {Message}";
}
