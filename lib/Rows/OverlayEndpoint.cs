using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>A container's vNIC.</summary>
public sealed record OverlayEndpoint
{
    private readonly string _rawContainer = "";
    private readonly string? _rawNetwork;

    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The container's name.</summary>
    public required string Container
    {
        get;
        init
        {
            _rawContainer = value;
            field = PlainText.Escape(value);
        }
    }

    /// <summary>The container's full id.</summary>
    public required string ContainerId
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The container's state.</summary>
    public required string State
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Why the container could not be started, in the engine's words; null if it runs, or if the engine gives no reason.</summary>
    public string? StartError
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>
    /// The container whose network namespace it shares, including each vNIC and address; null if it has a namespace of its own.
    /// </summary>
    public string? SharesNamespaceOf
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The engine's network it is on; null if the engine doesn't know the vNIC.</summary>
    public required string? Network
    {
        get;
        init
        {
            _rawNetwork = value;
            field = PlainText.Escape(value);
        }
    }

    /// <summary>The solution to which it belongs, or null.</summary>
    public required string? Solution { get; init; }

    /// <summary>The link's name inside; null if the namespace was not seen.</summary>
    public required string? Link
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The kernel's link kind, or null.</summary>
    public required string? Kind
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The MAC address, or null.</summary>
    public required string? MacAddress
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Addresses with prefix length.</summary>
    public required IReadOnlyList<string> Addresses
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>The subnet of the first address that isn't link-local.</summary>
    public required string? Subnet
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The gateway on this vNIC, or null.</summary>
    public required string? Gateway
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>MTU in bytes, or null if the namespace was not seen.</summary>
    public required int? Mtu { get; init; }

    /// <summary>The link at the other end: "veth12ab34c (docker_gwbridge)", "veth3 in 1-3tqsb7j6z4"; or null.</summary>
    public required string? HostLink
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>DNS servers in the container's resolv.conf.</summary>
    public required IReadOnlyList<string> DnsServers
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Search domains in the container's resolv.conf.</summary>
    public required IReadOnlyList<string> DnsSearch
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>
    /// Where names are resolved: "Docker's own server", "WeaveDNS at 172.17.0.1", "the host's servers"; null if not seen.
    /// </summary>
    public required string? ResolvesAt
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What it rests on, a name of <see cref="Basis"/>.</summary>
    public required string Basis { get; init; }

    /// <summary>The network's name, exactly as in the engine. Not for display.</summary>
    public string? GetRawNetwork() => _rawNetwork;

    /// <summary>The container's name, exactly as in the engine. Not for display.</summary>
    public string GetRawContainer() => _rawContainer;

    /// <summary>One line: the container and its network.</summary>
    public override string ToString() => $"{Host} {Container} on {Network ?? "no network"}";
}
