namespace NetAudit.Gate;

/// <summary>
/// Entries that matched nothing on any host. They prove nothing: a misspelt network would otherwise pass. One file serves a fleet, so
/// entries for hosts that weren't audited are left out.
/// </summary>
internal static class UnmetExpectations
{
    public static IReadOnlyList<Deviation> Find(IReadOnlyCollection<HostChecks> hosts, Expectation expectation)
    {
        var applied = new HashSet<string>(hosts.SelectMany(checks => checks.Applied));
        var file = new DeviationList("", expectation);
        foreach (
            var part in Parts(expectation, applied).Where(part => hosts.Any(host => host.IsFor(part.Of)) && !applied.Contains(part.Place))
        )
        {
            var solution = part.Of.Solution.IsWild ? "" : part.Of.Solution.Text;
            file.Unknown(
                part.Of,
                file.Start(part.Rule, solution, "a host to check it on", part.Observed) with
                {
                    Subject = part.Place,
                    Names = [part.Name],
                }
            );
        }

        return file.All;
    }

    private static IEnumerable<Part> Parts(Expectation expectation, HashSet<string> applied) =>
        [
            .. expectation.Aspects.Select(one => new Part(one, GateRule.AspectValue, "no audited host has this solution and aspect")),
            .. expectation.Subnets.Select(one => new Part(one, GateRule.SubnetAllowed, "no audited host has this solution")),
            .. expectation.Encryption.Select(one => new Part(one, GateRule.ChannelEncrypted, "no audited host has this solution")),
            .. expectation.Encryption.Where(one => applied.Contains(one.Place)).SelectMany(Networks),
        ];

    private static IEnumerable<Part> Networks(EncryptionExpectation one) =>
        from pattern in one.Networks
        where pattern.Text != "*"
        select new Part(one, GateRule.ChannelEncrypted, "no network or connection on an audited host matches")
        {
            Name = EncryptionChecks.Part(pattern),
        };

    /// <summary>An expectation, or a part of it, that should match something.</summary>
    /// <param name="Of">The expectation.</param>
    /// <param name="Rule">The rule that it states.</param>
    /// <param name="Observed">The text to report if it matches nothing.</param>
    private sealed record Part(HostExpectation Of, GateRule Rule, string Observed)
    {
        /// <summary>The part's name within the expectation; "": the whole expectation.</summary>
        public string Name { get; init; } = "";

        /// <summary>Its place in the file.</summary>
        public string Place => Of.Place + Name;
    }
}
