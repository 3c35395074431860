using NetAudit.Aspects;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.Audit;

/// <summary>A row, and what it was made from.</summary>
/// <param name="Row">The row.</param>
/// <param name="Observation">What was seen of the aspect.</param>
/// <param name="Footprint">What the solution has on the host.</param>
internal sealed record AuditedFeature(OverlayFeature Row, Observation Observation, Footprint Footprint);
