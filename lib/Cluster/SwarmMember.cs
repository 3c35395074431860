using NetAudit.Snapshots;

namespace NetAudit.Cluster;

/// <summary>A node of a swarm, as a manager lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its host's name; "" if the manager doesn't know it.</param>
/// <param name="Address">Its address; "" if the manager doesn't know it.</param>
internal sealed record SwarmMember(string Id, string Name, string Address)
{
    public static SwarmMember Create(SwarmNode node, StringPool strings) =>
        new(strings.Share(node.Id), strings.Share(node.HostName ?? ""), strings.Share(node.Address ?? ""));

    public override string ToString() =>
        Name.Length == 0
            ? Address.Length == 0
                ? Id
                : Address
            : Address.Length == 0
                ? Name
                : $"{Name} ({Address})";
}
