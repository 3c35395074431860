using NetAudit.Model;
using NetAudit.PacketPath.Filtering;

namespace NetAudit.Findings;

/// <summary>
/// A fault on a host, a fault to come, or a fact worth knowing. It names the subject, the effect, the evidence and the repair.
/// </summary>
public sealed record Finding
{
    private readonly Basis? _basis;

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The solution that it concerns, spelled as in editions; null for plain Docker and for the host itself.</summary>
    public string? Solution { get; init; }

    /// <summary>What it is about.</summary>
    public required FindingSubject Subject { get; init; }

    /// <summary>One or two sentences: what is broken and for whom, then why.</summary>
    public required string Message { get; init; }

    /// <summary>The repair: commands to paste if there are any, else instructions.</summary>
    public required ShellText Repair { get; init; }

    /// <summary>The repair as text, as it is printed.</summary>
    public string Remediation => Repair.ToString();

    /// <summary>The facts that show it; each can be checked by hand.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>
    /// Addresses of the other hosts concerned, if it concerns only some of them; null if it concerns all of them or none.
    /// </summary>
    public IReadOnlyList<string>? Peers { get; init; }

    /// <summary>
    /// What it rests on: Declared if all of its evidence is the engine's own word, else Observed; Probed if a probe showed it.
    /// </summary>
    public Basis Basis
    {
        get => _basis ?? (Evidence.Count > 0 && Evidence.All(one => one.Basis == Basis.Declared) ? Basis.Declared : Basis.Observed);
        init => _basis = value;
    }

    /// <summary>
    /// Why packets are lost, as a clause after "because": "INPUT drops UDP 4789 (VXLAN) on this host". Null if it cuts nothing off.
    /// </summary>
    internal string? Cause { get; init; }

    /// <summary>What it concerns; taken from the subject unless it is set.</summary>
    internal FindingScope Scope
    {
        get => field ?? ScopeOf(Subject);
        init;
    }

    /// <summary>The firewall rules and policies that are its cause.</summary>
    internal IReadOnlyList<FirewallDecision> DecidedBy { get; init; } = [];

    /// <summary>The link between hosts that carries too little, if that is its cause.</summary>
    internal TightLink? Tight { get; init; }

    /// <summary>Findings that this one causes; they are reported with it.</summary>
    internal IReadOnlyList<RuleFinding> Explained { get; init; } = [];

    /// <summary>Returns this finding with the cause of the loss and, if given, the scope of the packets lost.</summary>
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

/// <summary>A link of a host whose MTU is smaller than packets that are sent over it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mtu">The MTU of the link, or of its route, in bytes.</param>
internal sealed record TightLink(string Name, int Mtu);

/// <summary>What a finding is about.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">The name of a network, container or link, a peer's address, or "8080/tcp" for a port. Untrusted text.</param>
public sealed record FindingSubject(SubjectKind Kind, string Name)
{
    /// <summary>The subject as text, such as "network ov1".</summary>
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
