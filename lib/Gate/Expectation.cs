using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.Gate;

/// <summary>The wanted state of hosts, as netaudit.json has it.</summary>
public sealed record Expectation
{
    /// <summary>The file's name, for messages.</summary>
    public required string File { get; init; }

    /// <summary>The edition that rows are compared with.</summary>
    public required Edition Edition { get; init; }

    /// <summary>How what could not be seen counts.</summary>
    public InconclusiveCounts Inconclusive { get; init; } = InconclusiveCounts.CouldNotAudit;

    /// <summary>Whether a host may have no other solution than those in <see cref="Solutions"/>.</summary>
    public bool OnlyThese { get; init; }

    /// <summary>Which solutions must, may or must not be there.</summary>
    public IReadOnlyList<SolutionExpectation> Solutions { get; init; } = [];

    /// <summary>What aspects must be.</summary>
    public IReadOnlyList<AspectExpectation> Aspects { get; init; } = [];

    /// <summary>Which networks and connections must be encrypted.</summary>
    public IReadOnlyList<EncryptionExpectation> Encryption { get; init; } = [];

    /// <summary>Where containers' subnets must lie.</summary>
    public IReadOnlyList<SubnetExpectation> Subnets { get; init; } = [];

    /// <summary>Which findings may not be; without an entry in the file, none of severity Error.</summary>
    public IReadOnlyList<FindingExpectation> Findings { get; init; } = [FindingExpectation.NoError];

    /// <summary>Known faults that don't count, with reason and last day.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];
}

/// <summary>The members that every expectation has.</summary>
public abstract record HostExpectation
{
    /// <summary>Its place in the file: "aspects[2]".</summary>
    public required string Place { get; init; }

    /// <summary>The line of the file that it begins on; 1 where the file has no such entry.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Which hosts it is for, by name.</summary>
    public IReadOnlyList<NamePattern> Hosts { get; init; } = [NamePattern.Any];

    /// <summary>Which solutions it is for.</summary>
    public NamePattern Solution { get; init; } = NamePattern.Any;

    /// <summary>How much it weighs.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>How it counts where it could not be seen; null: as the file says.</summary>
    public InconclusiveCounts? Inconclusive { get; init; }
}

/// <summary>A solution, and the states it may be in.</summary>
public sealed record SolutionExpectation : HostExpectation
{
    /// <summary>Names of <see cref="SolutionState"/>, or <see cref="Absent"/>.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>The state of a solution that is not there.</summary>
    public const string Absent = "Absent";
}

/// <summary>What an aspect must be.</summary>
public sealed record AspectExpectation : HostExpectation
{
    /// <summary>The aspect.</summary>
    public required NamePattern Aspect { get; init; }

    /// <summary>Normalised values: all that is observed must be among them; null: any.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Patterns of the observed words, of which one must match; null: any.</summary>
    public IReadOnlyList<NamePattern>? Patterns { get; init; }

    /// <summary>The edition that it must be documented in; null: none.</summary>
    public Edition? Documented { get; init; }

    /// <summary>Whether what contradicts that edition may be as documented today: then the text is outdated, not the host.</summary>
    public bool AllowOutdated { get; init; } = true;

    /// <summary>What it must rest on at least.</summary>
    public Basis Basis { get; init; }
}

/// <summary>Which networks and connections must be encrypted.</summary>
public sealed record EncryptionExpectation : HostExpectation
{
    /// <summary>Their names: "ovenc", "connection to node2", "data path".</summary>
    public IReadOnlyList<NamePattern> Networks { get; init; } = [NamePattern.Any];

    /// <summary>The schemes that are enough; null: any but none.</summary>
    public IReadOnlyList<string>? Schemes { get; init; }

    /// <summary>What it must rest on at least.</summary>
    public Basis Basis { get; init; }
}

/// <summary>Where containers' subnets must lie.</summary>
public sealed record SubnetExpectation : HostExpectation
{
    /// <summary>Each subnet must lie in one of these.</summary>
    public required IReadOnlyList<Subnet> Allowed { get; init; }
}

/// <summary>
/// Which findings may not be. A finding is weighed by the first entry that is about it; one that none is about doesn't count.
/// </summary>
public sealed record FindingExpectation : HostExpectation
{
    /// <summary>What holds where the file says nothing of findings: none of severity Error.</summary>
    public static FindingExpectation NoError { get; } = new() { Place = "findings", Severities = [Model.Severity.Error] };

    /// <summary>Rules, by id.</summary>
    public IReadOnlyList<NamePattern> Rules { get; init; } = [NamePattern.Any];

    /// <summary>What they are about: "ov1", "network ov1".</summary>
    public IReadOnlyList<NamePattern> Subjects { get; init; } = [NamePattern.Any];

    /// <summary>How much the findings matter that it is about.</summary>
    public required IReadOnlyList<Severity> Severities { get; init; }
}

/// <summary>A known fault that doesn't count.</summary>
public sealed record Waiver
{
    /// <summary>Its place in the file: "waivers[0]".</summary>
    public required string Place { get; init; }

    /// <summary>The line of the file that it begins on.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Findings of this rule, a finding's or the gate's own; null: of any.</summary>
    public NamePattern? Rule { get; init; }

    /// <summary>Findings of this aspect; null: of any or none.</summary>
    public NamePattern? Aspect { get; init; }

    /// <summary>Findings about this solution; null: about any or none.</summary>
    public NamePattern? Solution { get; init; }

    /// <summary>Findings on this host; null: on any.</summary>
    public NamePattern? Host { get; init; }

    /// <summary>Findings that name this network, connection, subnet, or what else they are about; null: any or none.</summary>
    public NamePattern? Network { get; init; }

    /// <summary>The reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answers for it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Its last day, yyyy-MM-dd; null: it has none.</summary>
    public string? Expires { get; init; }
}

/// <summary>How what could not be seen counts.</summary>
public enum InconclusiveCounts
{
    /// <summary>The gate ends with "could not audit", where nothing worse was found.</summary>
    CouldNotAudit,

    /// <summary>As a contradiction.</summary>
    Finding,

    /// <summary>Not at all.</summary>
    Ignore,
}
