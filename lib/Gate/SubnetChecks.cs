using NetAudit.Model;

namespace NetAudit.Gate;

/// <summary>Where containers' subnets must lie.</summary>
internal static class SubnetChecks
{
    public static void Run(HostChecks checks)
    {
        foreach (var one in checks.Expectation.Subnets)
        {
            var expected = $"a subnet in {string.Join(" or ", one.Allowed)}";
            foreach (var footprint in checks.Standing.Where(footprint => checks.IsFor(one, footprint.Solution)))
            {
                checks.Checked(one);
                if (footprint.Subnets.Count == 0)
                {
                    checks.Unknown(one, checks.Of(GateRule.SubnetAllowed, footprint.Solution, "", expected, "no subnet of it was seen on this host"));
                }

                foreach (var owned in footprint.Subnets.Where(owned => !one.Allowed.Any(allowed => allowed.Contains(owned.Subnet))))
                {
                    var finding = checks.Of(GateRule.SubnetAllowed, footprint.Solution, "", expected, $"{owned.Subnet} lies outside") with
                    {
                        Subject = $"{owned.Owner} {owned.Cidr}",
                        Basis = nameof(Basis.Declared),
                        Evidence = [owned.Evidence.ToString()],
                    };
                    checks.Contradicted(one, finding, finding.Subject, owned.Owner.ToString(), owned.Cidr, owned.Owner.Name);
                }
            }
        }
    }
}
