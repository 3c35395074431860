using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// A container's address on a solution, and where it was seen. The engine doesn't list an address that only an agent assigned.
/// </summary>
/// <param name="Attachment">The container on the solution.</param>
/// <param name="Address">The address.</param>
internal sealed record AttachedAddress(Attachment Attachment, string Address)
{
    /// <summary>Whether the engine lists the address.</summary>
    public bool IsListed =>
        Attachment.Container.Endpoints.Any(endpoint => endpoint.IPv4Address == Address || endpoint.IPv6Address == Address);

    /// <summary>What shows the address: the engine's list, else the link inside the container.</summary>
    /// <param name="host">The host.</param>
    public Evidence FindEvidence(HostSnapshot host)
    {
        var container = Attachment.Container;
        var link = (host.NamespaceOf(container)?.Links).OrNone().FirstOrDefault(one => one.Name == Attachment.LinkName);
        return !IsListed && link?.Addresses.FirstOrDefault(one => one.Address == Address) is { } seen
            ? EvidenceFactory.Inside(container, $"ip -d addr show {link.Name}", seen.ToString())
            : EvidenceFactory.Container(container, $"address {Address}");
    }
}
