using NetAudit.Model;
using NetAudit.PacketPath.Routing;

namespace NetAudit.Solutions;

/// <summary>The path that a solution's packets take from this host to another one of it, as the kernel's routes say.</summary>
/// <param name="Peer">The other host's address.</param>
/// <param name="Evidence">What names that address.</param>
/// <param name="Answer">How the kernel routes to it: link, source, gateway, MTU.</param>
internal sealed record UnderlayPath(string Peer, Evidence Evidence, RouteAnswer Answer)
{
    /// <summary>This host's address that the others send to, where the solution says one; null if it isn't known.</summary>
    public string? OwnAddress { get; init; }

    /// <summary>The engine's network that uses this path; null if all of the solution does.</summary>
    public string? Network { get; init; }
}
