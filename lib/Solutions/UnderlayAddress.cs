using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>An address of the host's own, by which other hosts reach it.</summary>
/// <param name="Link">The link.</param>
/// <param name="Address">The address.</param>
/// <param name="Subnet">Its subnet.</param>
internal sealed record UnderlayAddress(Link Link, LinkAddress Address, Subnet Subnet);
