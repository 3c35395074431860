using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>Checks where containers' subnets must lie.</summary>
internal static class SubnetChecks
{
    public static void Run(HostChecks checks)
    {
        foreach (var one in checks.Expectation.Subnets)
        {
            foreach (var footprint in checks.Standing.Where(footprint => checks.IsFor(one, footprint.Solution)))
            {
                checks.Begin(one, nameof(GateRule.SubnetAllowed), footprint.Solution, "subnets");
                Check(checks.Deviations, one, footprint);
            }
        }
    }

    private static void Check(DeviationList deviations, SubnetExpectation one, Footprint footprint)
    {
        var expected = $"a subnet in {string.Join(" or ", one.Allowed)}";
        if (footprint.Subnets.Count == 0)
        {
            deviations.Unknown(
                one,
                deviations.Start(GateRule.SubnetAllowed, footprint.Solution, expected, "no subnet of it was seen on this host")
            );
        }

        foreach (var owned in footprint.Subnets.Where(owned => !one.Allowed.Any(allowed => allowed.Contains(owned.Subnet))))
        {
            var subject = $"{owned.Owner} {owned.Subnet}";
            deviations.Contradicted(
                one,
                deviations.Start(GateRule.SubnetAllowed, footprint.Solution, expected, $"{owned.Subnet} lies outside") with
                {
                    Subject = subject,
                    Names = [subject, owned.Owner.ToString(), owned.Cidr, owned.Owner.Name],
                    Basis = Basis.Declared,
                    Evidence = [owned.Evidence.ToString()],
                }
            );
        }
    }
}
