using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Names of the namespaces that libnetwork keeps: "1-3tqsb7j6z4" is an overlay network's, how often it was set up since the engine began,
/// and the first ten characters of its id; "lb_3tqsb7j6z" is that of its load balancer, with the first nine.
/// </summary>
internal static class OverlayNamespace
{
    /// <summary>The namespace of the ingress network's load balancer, which also leads the host's ports to it.</summary>
    public const string IngressSandbox = "ingress_sbox";

    private const int IdLength = 10;
    private const int LoadBalancerIdLength = 9;

    /// <summary>The beginning of a network's id that a name holds; null if it isn't a name of such a namespace.</summary>
    public static string? IdIn(string name)
    {
        var dash = name.IndexOf('-');
        return dash > 0 && dash < name.Length - 1 && name[..dash].All(char.IsDigit) ? name[(dash + 1)..] : null;
    }

    /// <summary>Whether a namespace belongs to a network.</summary>
    public static bool IsOf(string name, Network network) =>
        IdIn(name) is { } id && id.Length <= network.Id.Length && network.Id.StartsWith(id, StringComparison.Ordinal);

    /// <summary>The name of a network's load balancer's namespace.</summary>
    public static string LoadBalancerOf(Network network) =>
        network.Ingress ? IngressSandbox : "lb_" + network.Id[..Math.Min(network.Id.Length, LoadBalancerIdLength)];

    /// <summary>The name of a network's namespace after its first setup.</summary>
    public static string FirstOf(Network network) => "1-" + network.Id[..Math.Min(network.Id.Length, IdLength)];
}
