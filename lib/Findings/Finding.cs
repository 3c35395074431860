using NetAudit.Model;
using NetAudit.PacketPath.Filtering;

namespace NetAudit.Findings;

/// <summary>
/// Something on a host that is broken, will break, or is worth knowing: what it is, for whom, by which facts, and what repairs it.
/// </summary>
public sealed record Finding
{
    private readonly Basis? _basis;

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The solution it concerns, as editions spell it; null for plain Docker and for the host itself.</summary>
    public string? Solution { get; init; }

    /// <summary>What it is about.</summary>
    public required FindingSubject Subject { get; init; }

    /// <summary>What is broken and for whom, first; then why. One or two sentences.</summary>
    public required string Message { get; init; }

    /// <summary>What repairs it; commands where there are some, to be pasted.</summary>
    public required ShellText Repair { get; init; }

    /// <summary>What repairs it, as it is printed.</summary>
    public string Remediation => Repair.ToString();

    /// <summary>The facts that show it, each to be checked by hand.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>
    /// The other hosts that it is about, by address, where it is about some of them only; null if it concerns all, or none.
    /// </summary>
    public IReadOnlyList<string>? Peers { get; init; }

    /// <summary>What it rests on: on the engine's word alone, where all of its evidence is that.</summary>
    public Basis Basis
    {
        get => _basis ?? (Evidence.Count > 0 && Evidence.All(one => one.Basis == Basis.Declared) ? Basis.Declared : Basis.Observed);
        init => _basis = value;
    }

    /// <summary>
    /// Where packets are lost because of it: why, as a clause after "because": "INPUT drops UDP 4789 (VXLAN) on this host". Null where it
    /// cuts nothing off.
    /// </summary>
    internal string? Cause { get; init; }

    /// <summary>What it concerns; what its subject names, where nothing else is said.</summary>
    internal FindingScope Scope
    {
        get => field ?? ScopeOf(Subject);
        init;
    }

    /// <summary>The rules and policies that are its cause.</summary>
    internal IReadOnlyList<FirewallDecision> DecidedBy { get; init; } = [];

    /// <summary>The link between hosts that carries too little, if that is its cause.</summary>
    internal TightLink? Tight { get; init; }

    /// <summary>Findings of which it is the cause: they are reported with it.</summary>
    internal IReadOnlyList<RuleFinding> Explained { get; init; } = [];

    /// <summary>This finding, with the cause of the loss and the packets that it concerns.</summary>
    internal Finding Because(string cause, FindingScope? scope = null) => this with { Cause = cause, Scope = scope ?? Scope };

    private static FindingScope ScopeOf(FindingSubject subject) =>
        subject.Kind switch
        {
            SubjectKind.Network => new() { Networks = [subject.Name] },
            SubjectKind.Peer => new() { Peers = [subject.Name] },
            SubjectKind.Container => new() { Containers = [subject.Name] },
            _ => new(),
        };
}

/// <summary>A link of a host that carries less than what is sent by it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mtu">How many bytes it carries, or its route.</param>
internal sealed record TightLink(string Name, int Mtu);

/// <summary>What a finding is about.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">Its name: a network's, a container's, a link's, a peer's address, "8080/tcp" for a port. Untrusted text.</param>
public sealed record FindingSubject(SubjectKind Kind, string Name)
{
    /// <summary>"network ov1".</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Name}";
}

/// <summary>Kinds of things that findings are about.</summary>
public enum SubjectKind
{
    /// <summary>The host as a whole.</summary>
    Host,

    /// <summary>A solution's agent, or the engine.</summary>
    Agent,

    /// <summary>An engine's network.</summary>
    Network,

    /// <summary>A container.</summary>
    Container,

    /// <summary>A service of the swarm.</summary>
    Service,

    /// <summary>A link of a namespace.</summary>
    Link,

    /// <summary>Another host.</summary>
    Peer,

    /// <summary>A published or listening port.</summary>
    Port,
}
