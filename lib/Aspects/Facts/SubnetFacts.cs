using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Subnets of the solution that overlap the host's own.</summary>
/// <param name="Overlaps">The overlaps.</param>
internal sealed record HostOverlapFacts(IReadOnlyList<HostOverlap> Overlaps) : AspectFacts;

/// <summary>No subnet of the solution overlaps the host's own.</summary>
/// <param name="Subnets">The solution's subnets.</param>
/// <param name="Host">The host's own subnets.</param>
internal sealed record HostApartFacts(IReadOnlyList<Subnet> Subnets, IReadOnlyList<Subnet> Host) : AspectFacts;

/// <summary>A subnet that overlaps the host's own.</summary>
/// <param name="Part">The subnet.</param>
/// <param name="Host">The host's address.</param>
internal sealed record HostOverlap(ContainerSubnet Part, UnderlayAddress Host);

/// <summary>A subnet from which containers have addresses.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="Owner">What it belongs to; null if a container's own link has it.</param>
/// <param name="Container">The container whose link has it; null if a network or agent owns it.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record ContainerSubnet(Subnet Subnet, SubnetOwner? Owner, Container? Container, Evidence Evidence);
