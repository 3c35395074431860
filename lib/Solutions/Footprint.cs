using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// What a solution has on a host: found by its detector in Solutions/, read by the observers in Aspects/, which need not know
/// which solution it is. A null member was not seen; an empty list was, and is empty.
/// </summary>
public sealed record Footprint
{
    /// <summary>The solution's name, as editions spell it: "DockerOverlay".</summary>
    public required string Solution { get; init; }

    /// <summary>The backend: "vxlan", "swarm", "sleeve"; null where it can't be told.</summary>
    public string? Backend { get; init; }

    /// <summary>The solution's version, or null.</summary>
    public string? Version { get; init; }

    /// <summary>Its state.</summary>
    public required SolutionState State { get; init; }

    /// <summary>How sure the detection is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>What it was recognised by.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The engine's networks that belong to it.</summary>
    public IReadOnlyList<Network> Networks { get; init; } = [];

    /// <summary>Subnets it gives container addresses from on this host, in CIDR form, with where each is written.</summary>
    public IReadOnlyList<OwnedSubnet> Subnets { get; init; } = [];

    /// <summary>Containers on it, with the vNIC that joins them to it.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>What carries packets to other hosts; null: not seen.</summary>
    public IReadOnlyList<Carrier>? Carriers { get; init; }

    /// <summary>Networks or connections that are, or may be, encrypted; null: not seen.</summary>
    public IReadOnlyList<Channel>? Channels { get; init; }

    /// <summary>Where it keeps its state; null: not seen; empty: nowhere outside.</summary>
    public IReadOnlyList<Store>? Stores { get; init; }

    /// <summary>Where it keeps its state instead, in words, when <see cref="Stores"/> is empty.</summary>
    public string StateKept { get; init; } = "it keeps its state among its own peers";

    /// <summary>The proof that no outside store is needed, when <see cref="Stores"/> is empty.</summary>
    public IReadOnlyList<Evidence> StoreEvidence { get; init; } = [];

    /// <summary>A name service of its own; null: it has none, or it is not seen.</summary>
    public NameServer? NameServer { get; init; }

    /// <summary>Other hosts of it, and the way to each; null: not seen.</summary>
    public IReadOnlyList<Peer>? Peers { get; init; }

    /// <summary>Addresses on other hosts that the engine, the kernel or the agent lists: where packets may be sent to.</summary>
    public IReadOnlyList<RemoteAddress> Remotes { get; init; } = [];

    /// <summary>What keeps containers apart; null: not seen.</summary>
    public Isolation? Isolation { get; init; }

    /// <summary>Names of links of the host that are its own: "flannel.1", "weave". They are no underlay.</summary>
    public IReadOnlyList<string> OwnLinks { get; init; } = [];

    /// <summary>Rules that say which protocols may pass between its containers; null: not seen.</summary>
    public ProtocolRules? Protocols { get; init; }
}

/// <summary>A container on a solution.</summary>
/// <param name="Container">The container.</param>
/// <param name="Network">The engine's network, or null where the engine doesn't know (attach, proxy, calicoctl, docker0 under Flannel is known).</param>
/// <param name="LinkName">The vNIC inside: "eth0", "ethwe", or null where the namespace was not seen.</param>
/// <param name="Addresses">Its addresses on the solution, without prefix length.</param>
public sealed record Attachment(Container Container, Network? Network, string? LinkName, IReadOnlyList<string> Addresses);

/// <summary>A subnet of a solution.</summary>
/// <param name="Cidr">The subnet: "10.0.1.0/24".</param>
/// <param name="Owner">What it belongs to: "network ov1", "FLANNEL_SUBNET".</param>
/// <param name="Evidence">Where it is written.</param>
public sealed record OwnedSubnet(string Cidr, string Owner, Evidence Evidence);

/// <summary>What carries packets between hosts.</summary>
/// <param name="Model">The normalised network model: "VXLAN", "UDP", "Layer3", "HostGateway", "IPIP", "WireGuard".</param>
/// <param name="Words">In words: "VNI 4097, UDP 4789, seen in namespace 1-l841ln8v67".</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Carrier(string Model, string Words, Basis Basis, IReadOnlyList<Evidence> Evidence);

/// <summary>A network or connection, and its encryption.</summary>
/// <param name="Name">"network ovenc", "connection to node2", "flanneld to etcd", "data path".</param>
/// <param name="Scheme">The normalised scheme: "No", "TLS", "NaCl", "IPsec", "WireGuard".</param>
/// <param name="Words">More in words: "declared; no ESP state in the kernel"; "" for none.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Channel(string Name, string Scheme, string Words, Basis Basis, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The address of the one host that it leads to; null where it leads to all.</summary>
    public string? Host { get; init; }

    /// <summary>The engine's network that it is; null where it isn't one.</summary>
    public string? Network { get; init; }

    /// <summary>Whether it carries what containers send; the agents' own connections don't.</summary>
    public bool CarriesData { get; init; } = true;
}

/// <summary>An outside store.</summary>
/// <param name="Words">"etcd at http://10.99.0.1:2379".</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Store(string Words, Basis Basis, IReadOnlyList<Evidence> Evidence);

/// <summary>A solution's own name service.</summary>
/// <param name="Words">"WeaveDNS at 172.17.0.1:53, domain weave.local".</param>
/// <param name="Addresses">Addresses it answers on.</param>
/// <param name="Domain">Its domain without final dot, or null.</param>
/// <param name="Enabled">Whether it is on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record NameServer(string Words, IReadOnlyList<string> Addresses, string? Domain, bool Enabled, IReadOnlyList<Evidence> Evidence);

/// <summary>Another host.</summary>
/// <param name="Name">Its name or address.</param>
/// <param name="Way">How this host reaches it.</param>
/// <param name="Via">The peer that relays to it, or null.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Peer(string Name, Reachability Way, string? Via, Evidence Evidence);

/// <summary>How a peer is reached.</summary>
public enum Reachability
{
    /// <summary>Known, but the way is not seen.</summary>
    Unknown,

    /// <summary>Straight, with a route or forwarding entry to that very host.</summary>
    Direct,

    /// <summary>Through another peer.</summary>
    Relayed,

    /// <summary>Other peers reach it through this one.</summary>
    RelayedByThisHost,

    /// <summary>Not at all.</summary>
    Unreachable,
}

/// <summary>An IPv4 address on another host.</summary>
/// <param name="Kind">What has it.</param>
/// <param name="Address">The address.</param>
/// <param name="Name">The container's or task's name, or the other host's link; null where neither is known.</param>
/// <param name="Network">The engine's network it is on, or null.</param>
/// <param name="Subnet">The subnet it is in, in CIDR form, or null.</param>
/// <param name="Host">The address of the host that has it; null where that isn't known.</param>
public sealed record RemoteAddress(RemoteKind Kind, string Address, string? Name, string? Network, string? Subnet, string? Host);

/// <summary>What has an address on another host.</summary>
public enum RemoteKind
{
    /// <summary>A container, or whatever else a container of this host talks to there.</summary>
    Endpoint,

    /// <summary>The other host itself: its own end of the tunnel.</summary>
    HostEnd,

    /// <summary>Nobody: the address is that of a subnet which a route leads to. A packet to it is to end at the other host.</summary>
    Subnet,
}

/// <summary>What keeps containers apart.</summary>
/// <param name="Schema">The normalised schema: "Profile", "CIDR", "Network", "NetworkPolicy", "None"; null where what was seen can't tell.</param>
/// <param name="Words">In words.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Reason">Why it can't be told, where <paramref name="Schema"/> is null.</param>
public sealed record Isolation(string? Schema, string Words, Basis Basis, IReadOnlyList<Evidence> Evidence, string? Reason = null);

/// <summary>What the rules say of protocols.</summary>
/// <param name="Protocols">"All", or the protocols that the rules name ("TCP", "UDP", "ICMP", "ICMPv6", or numbers); empty where the rules can't tell.</param>
/// <param name="Words">In words.</param>
/// <param name="Evidence">The rules.</param>
/// <param name="Reason">Why it can't be told, where <paramref name="Protocols"/> is empty.</param>
public sealed record ProtocolRules(IReadOnlyList<string> Protocols, string Words, IReadOnlyList<Evidence> Evidence, string? Reason = null);
