using System.Globalization;
using NetAudit.Collection;
using NetAudit.Live.Tests.Support;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>The rows of the fleet by one kind of connection, as lines for comparison with another kind.</summary>
internal sealed record FleetRows
{
    public required string Way { get; init; }

    public required AuditRun Run { get; init; }

    public required IReadOnlyList<HostSnapshot> Hosts { get; init; }

    /// <summary>The sizes of the snapshot files.</summary>
    public required IReadOnlyList<long> Sizes { get; init; }

    public IReadOnlyList<string> Features => [.. Each(host => AuditRows.Features(host).Select(AuditRows.Line))];

    public IReadOnlyList<string> Endpoints => [.. Each(host => HostAudit.Endpoints(host).Select(AuditRows.Line))];

    public IReadOnlyList<string> Networks =>
        [
            .. Each(host =>
                HostAudit.Networks(host).Select(row => $"{row.Name} {row.Driver} {string.Join(' ', row.Subnets)} {row.Solution}")
            ),
        ];

    public IReadOnlyList<string> Solutions =>
        [.. Each(host => HostAudit.FindSolutions(host).Select(row => $"{row.Name} {row.Backend} {row.Version} {row.State}"))];

    /// <summary>The findings of each host, and the findings that only appear with all hosts together.</summary>
    public IReadOnlyList<string> Findings
    {
        get
        {
            var together = new ExaminedHosts();
            var own = Hosts.SelectMany(host => together.Add(HostContext.Create(host)).Findings).ToList();
            return
            [
                .. own.Concat(together.FindTogether())
                    .Select(row => $"{row.Host} {row.Rule} {row.Severity}: {row.Message}")
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    private IEnumerable<string> NotSeen => Hosts.SelectMany(host => host.Gaps).Select(gap => $"{gap.Subject} ({gap.Reason})").Distinct();

    public string Summary =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Way}: {Hosts.Count} hosts in {Run.Took.TotalSeconds:0.0} s, {Sizes.DefaultIfEmpty().Average() / 1000:0} kB a snapshot; "
                + $"{Features.Count} features, {Endpoints.Count} endpoints, {Networks.Count} networks, {Findings.Count} findings; "
                + $"not seen: {string.Join(", ", NotSeen)}"
        );

    /// <summary>
    /// Aspects whose rows have another basis by the other kind of connection, with the two bases. Both are the same on all hosts.
    /// </summary>
    public IReadOnlyList<string> BasesThatDiffer(FleetRows other)
    {
        var (here, there) = (Hosts.SelectMany(host => AuditRows.Features(host)), other.Hosts.SelectMany(host => AuditRows.Features(host)));
        return
        [
            .. here.Zip(
                    there,
                    (one, two) => (Aspect: one.Aspect, one.Basis, Other: two.Basis, Same: AuditRows.Line(one) == AuditRows.Line(two))
                )
                .Where(pair => !pair.Same)
                .Select(pair => $"{pair.Aspect}: {pair.Basis}, {pair.Other}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes the hosts to files with netaudit, and reads these.</summary>
    public static async Task<FleetRows> ReadAsync(FleetFixture fleet, string way, params string[] options)
    {
        var folder = fleet.Administrator.NewFolder();
        var run = await fleet.Administrator.RunAsync(["collect", folder, .. options]);
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        return new FleetRows
        {
            Way = way,
            Run = run,
            Hosts = [.. files.Select(file => RecordedHost.Read(file, TestContext.Current.CancellationToken))],
            Sizes = [.. files.Select(file => new FileInfo(file).Length)],
        };
    }

    private IEnumerable<string> Each(Func<HostSnapshot, IEnumerable<string>> rows) =>
        Hosts.SelectMany(host => rows(host).Order(StringComparer.Ordinal).Select(row => $"{host.Host} {row}"));
}
