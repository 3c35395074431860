using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.Gate;

/// <summary>The expected state of hosts, as netaudit.json states it.</summary>
public sealed record Expectation
{
    /// <summary>The file's name, for messages.</summary>
    public required string File { get; init; }

    /// <summary>The edition with which rows are compared.</summary>
    public required Edition Edition { get; init; }

    /// <summary>How checks count whose facts could not be seen.</summary>
    public InconclusiveCounts Inconclusive { get; init; } = InconclusiveCounts.CouldNotAudit;

    /// <summary>Whether a host may have no other solution than those in <see cref="Solutions"/>.</summary>
    public bool OnlyThese { get; init; }

    /// <summary>Which solutions must, may or must not be on a host.</summary>
    public IReadOnlyList<SolutionExpectation> Solutions { get; init; } = [];

    /// <summary>The values that aspects must have.</summary>
    public IReadOnlyList<AspectExpectation> Aspects { get; init; } = [];

    /// <summary>Which networks and connections must be encrypted.</summary>
    public IReadOnlyList<EncryptionExpectation> Encryption { get; init; } = [];

    /// <summary>Where containers' subnets must lie.</summary>
    public IReadOnlyList<SubnetExpectation> Subnets { get; init; } = [];

    /// <summary>Which findings must not occur. Without an entry in the file: none of severity Error.</summary>
    public IReadOnlyList<FindingExpectation> Findings { get; init; } = [FindingExpectation.NoError];

    /// <summary>Known faults that don't count, with reason and last day.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];
}

/// <summary>The members that every expectation has.</summary>
public abstract record HostExpectation
{
    /// <summary>Its place in the file: "aspects[2]".</summary>
    public required string Place { get; init; }

    /// <summary>The line of the file on which it begins; 1 if the file has no such entry.</summary>
    public int Line { get; init; } = 1;

    /// <summary>The hosts to which it applies, by name.</summary>
    public IReadOnlyList<NamePattern> Hosts { get; init; } = [NamePattern.Any];

    /// <summary>The solutions to which it applies.</summary>
    public NamePattern Solution { get; init; } = NamePattern.Any;

    /// <summary>The severity of a deviation from it.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>How it counts if its facts could not be seen; null: as the file says.</summary>
    public InconclusiveCounts? Inconclusive { get; init; }
}

/// <summary>A solution, and the states it may be in.</summary>
public sealed record SolutionExpectation : HostExpectation
{
    /// <summary>Names of <see cref="SolutionState"/>, or <see cref="Absent"/>.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>The state of a solution that isn't on the host.</summary>
    public const string Absent = "Absent";
}

/// <summary>The values that an aspect must have.</summary>
public sealed record AspectExpectation : HostExpectation
{
    /// <summary>The aspect.</summary>
    public required NamePattern Aspect { get; init; }

    /// <summary>Normalised values, which must include all observed ones; null: any.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Patterns for the observed words, of which at least one must match; null: any.</summary>
    public IReadOnlyList<NamePattern>? Patterns { get; init; }

    /// <summary>The edition that must document the aspect as observed; null: none.</summary>
    public Edition? Documented { get; init; }

    /// <summary>
    /// Whether a contradiction of that edition is allowed if today's edition documents it: then the text is outdated, not the host.
    /// </summary>
    public bool AllowOutdated { get; init; } = true;

    /// <summary>The weakest basis that is enough.</summary>
    public Basis Basis { get; init; }
}

/// <summary>Which networks and connections must be encrypted.</summary>
public sealed record EncryptionExpectation : HostExpectation
{
    /// <summary>Their names: "ovenc", "connection to node2", "data path".</summary>
    public IReadOnlyList<NamePattern> Networks { get; init; } = [NamePattern.Any];

    /// <summary>The accepted schemes; null: any scheme except none.</summary>
    public IReadOnlyList<string>? Schemes { get; init; }

    /// <summary>The weakest basis that is enough.</summary>
    public Basis Basis { get; init; }
}

/// <summary>Where containers' subnets must lie.</summary>
public sealed record SubnetExpectation : HostExpectation
{
    /// <summary>The ranges, in one of which each subnet must lie.</summary>
    public required IReadOnlyList<Subnet> Allowed { get; init; }
}

/// <summary>
/// Which findings must not occur. The first entry that matches a finding decides its severity. A finding that matches no entry doesn't
/// count.
/// </summary>
public sealed record FindingExpectation : HostExpectation
{
    /// <summary>The entry that applies if the file has none for findings: none of severity Error.</summary>
    public static FindingExpectation NoError { get; } = new() { Place = "findings", Severities = [Model.Severity.Error] };

    /// <summary>Rules, by id.</summary>
    public IReadOnlyList<NamePattern> Rules { get; init; } = [NamePattern.Any];

    /// <summary>The findings' subjects: "ov1", "network ov1".</summary>
    public IReadOnlyList<NamePattern> Subjects { get; init; } = [NamePattern.Any];

    /// <summary>The severities of the findings that it matches.</summary>
    public required IReadOnlyList<Severity> Severities { get; init; }
}

/// <summary>A known fault that doesn't count.</summary>
public sealed record Waiver
{
    /// <summary>Its place in the file: "waivers[0]".</summary>
    public required string Place { get; init; }

    /// <summary>The line of the file on which it begins.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Covers findings of this rule, a host finding's or the gate's own; null: of any rule.</summary>
    public NamePattern? Rule { get; init; }

    /// <summary>Covers findings about this aspect; null: about any or none.</summary>
    public NamePattern? Aspect { get; init; }

    /// <summary>Covers findings about this solution; null: about any or none.</summary>
    public NamePattern? Solution { get; init; }

    /// <summary>Covers findings on this host; null: on any host.</summary>
    public NamePattern? Host { get; init; }

    /// <summary>Covers findings about this network, connection, subnet or other subject; null: about any or none.</summary>
    public NamePattern? Network { get; init; }

    /// <summary>The reason for the waiver.</summary>
    public required string Reason { get; init; }

    /// <summary>The person or team responsible for it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Its last day, yyyy-MM-dd; null: it has none.</summary>
    public string? Expires { get; init; }
}

/// <summary>How checks count whose facts could not be seen.</summary>
public enum InconclusiveCounts
{
    /// <summary>The gate's outcome is CouldNotAudit, unless something worse was found.</summary>
    CouldNotAudit,

    /// <summary>They count as contradictions.</summary>
    Finding,

    /// <summary>They don't count.</summary>
    Ignore,
}
