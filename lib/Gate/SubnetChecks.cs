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
                var subnets = footprint.Subnets.Select(owned => (Owned: owned, Subnet: Subnet.Parse(owned.Cidr))).Where(pair => pair.Subnet is not null).ToList();
                if (subnets.Count == 0)
                {
                    checks.Unknown(one, checks.Of(GateRule.SubnetAllowed, footprint.Solution, "", expected, "no subnet of it was seen on this host"));
                }

                foreach (var (owned, subnet) in subnets.Where(pair => !one.Allowed.Any(allowed => allowed.Contains(pair.Subnet!))))
                {
                    var finding = checks.Of(GateRule.SubnetAllowed, footprint.Solution, "", expected, $"{subnet} lies outside") with
                    {
                        Subject = $"{owned.Owner} {owned.Cidr}",
                        Basis = nameof(Basis.Declared),
                        Evidence = [owned.Evidence.ToString()],
                    };
                    checks.Contradicted(one, finding, finding.Subject, owned.Owner, owned.Cidr, owned.Owner.StartsWith("network ", StringComparison.Ordinal) ? owned.Owner["network ".Length..] : owned.Owner);
                }
            }
        }
    }
}
