using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A container on a solution.</summary>
/// <param name="Container">The container.</param>
/// <param name="Network">
/// The engine's network, or null where the engine doesn't know (attach, proxy, calicoctl, docker0 under Flannel is known).
/// </param>
/// <param name="LinkName">The vNIC inside: "eth0", "ethwe", or null where the namespace was not seen.</param>
/// <param name="Addresses">Its addresses on the solution, without prefix length.</param>
public sealed record Attachment(Container Container, Network? Network, string? LinkName, IReadOnlyList<string> Addresses);

/// <summary>What carries packets between hosts.</summary>
/// <param name="Model">The network model.</param>
/// <param name="Summary">In a few words: "VNI 4097, UDP 4789, seen in namespace 1-l841ln8v67".</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Carrier(NetworkModel Model, string Summary, Basis Basis, IReadOnlyList<Evidence> Evidence);

/// <summary>An outside store.</summary>
/// <param name="Summary">"etcd at http://10.99.0.1:2379".</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Store(string Summary, Basis Basis, IReadOnlyList<Evidence> Evidence);

/// <summary>A solution's own name service.</summary>
/// <param name="Summary">"WeaveDNS at 172.17.0.1:53, domain weave.local".</param>
/// <param name="Addresses">Addresses it answers on.</param>
/// <param name="Domain">Its domain without final dot, or null.</param>
/// <param name="Enabled">Whether it is on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record NameServer(
    string Summary,
    IReadOnlyList<string> Addresses,
    string? Domain,
    bool Enabled,
    IReadOnlyList<Evidence> Evidence
);

/// <summary>What keeps containers apart.</summary>
/// <param name="Schema">The schema; null where what was seen can't tell.</param>
/// <param name="Summary">In a few words.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Reason">Why it can't be told, where <paramref name="Schema"/> is null.</param>
public sealed record Isolation(
    IsolationSchema? Schema,
    string Summary,
    Basis Basis,
    IReadOnlyList<Evidence> Evidence,
    string? Reason = null
);

/// <summary>What the rules say of protocols.</summary>
/// <param name="Protocols">
/// <see cref="IPProtocol.Any"/> alone, or the protocols that the rules name; empty where the rules can't tell.
/// </param>
/// <param name="Summary">In a few words.</param>
/// <param name="Evidence">The rules.</param>
/// <param name="Reason">Why it can't be told, where <paramref name="Protocols"/> is empty.</param>
public sealed record ProtocolRules(
    IReadOnlyList<IPProtocol> Protocols,
    string Summary,
    IReadOnlyList<Evidence> Evidence,
    string? Reason = null
);
