using NetAudit.Model;
using NetAudit.PacketPath.Routing;

namespace NetAudit.Solutions;

/// <summary>The path that a solution's packets take from this host to another one of it, as the kernel's routes say.</summary>
/// <param name="Peer">The other host's address.</param>
/// <param name="Evidence">The evidence for that address.</param>
/// <param name="Answer">How the kernel routes to it: link, source, gateway, MTU.</param>
internal sealed record UnderlayPath(string Peer, Evidence Evidence, RouteAnswer Answer)
{
    /// <summary>This host's address to which the others send, if the solution names one; null if it isn't known.</summary>
    public string? OwnAddress { get; init; }

    /// <summary>The engine's network that uses this path; null if the whole solution does.</summary>
    public string? Network { get; init; }
}
