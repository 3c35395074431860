using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>A network of a host's engine.</summary>
public sealed record OverlayNetwork
{
    private readonly string _rawName = "";

    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The network's name.</summary>
    public required string Name
    {
        get;
        init
        {
            _rawName = value;
            field = PlainText.Escape(value);
        }
    }

    /// <summary>Its id.</summary>
    public required string Id
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its driver; "" if the engine could not allocate it.</summary>
    public required string Driver
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its scope: "local", "global" or "swarm".</summary>
    public required string Scope
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The solution to which it belongs, or null.</summary>
    public required string? Solution { get; init; }

    /// <summary>Its subnets in CIDR form.</summary>
    public required IReadOnlyList<string> Subnets
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Its gateways.</summary>
    public required IReadOnlyList<string> Gateways
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>MTU in bytes: the kernel's if it was seen, else the network option's; null if there is neither.</summary>
    public required int? Mtu { get; init; }

    /// <summary>VXLAN network identifiers: the kernel's if they were seen, else the declared ones.</summary>
    public required IReadOnlyList<int> Vni
    {
        get;
        init => field = new DelimitedList<int>(value);
    }

    /// <summary>
    /// Its encryption: "No", "IPsec (ESP states in the kernel)", "IPsec, not confirmed (...)"; "" if it carries nothing between hosts.
    /// </summary>
    public required string Encryption { get; init; }

    /// <summary>Addresses of the other hosts on the network.</summary>
    public required IReadOnlyList<string> Peers
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>How many containers of this host are on it; null if it was not seen.</summary>
    public required int? EndpointCount { get; init; }

    /// <summary>Its properties: "internal", "attachable", "ingress", "config-only", "not allocated".</summary>
    public required IReadOnlyList<string> Flags
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>
    /// The network's name, exactly as in the engine, with the characters that <see cref="Name"/> escapes. Not for display.
    /// </summary>
    public string GetRawName() => _rawName;

    /// <summary>One line: the host and the network.</summary>
    public override string ToString() => $"{Host} {Name}";
}
