using System.Globalization;
using CsCheck;
using NetAudit.Collection.Bundles;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Solutions;
using NetAudit.Topology;

namespace NetAudit.Library.Tests.Properties;

/// <summary>
/// Recorded hosts with one damaged file in their bundle: every format from tools, kernel and engine. Seeds are fixed; NETAUDIT_SAMPLES
/// tries more.
/// </summary>
public sealed class MutatedBundleTests
{
    private const int Samples = 25;

    private static readonly Edition s_edition = Editions.Load(Editions.BuiltIn[0]);

    public static TheoryData<string> Hosts => RecordedHosts.All;

    /// <summary>The number of samples per host.</summary>
    internal static int Many(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("NETAUDIT_SAMPLES"), CultureInfo.InvariantCulture, out var many) ? many : usual;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_damaged_file_is_an_error_of_ours_or_an_audit(string name)
    {
        var whole = ChangedFiles.Bundle(RecordedHosts.PathOf(name));
        var files = whole.Names.Where(file => file != Bundle.Marker).Order(StringComparer.Ordinal).ToArray();
        Gen.Select(Gen.OneOf(files), Mutation.Any)
            .Sample(
                (file, change) => Audit(new ChangedFiles(whole, file, change(whole.Open(file)?.ReadToEnd() ?? ""))),
                seed: "0N0XIzNsQ0O2",
                iter: Many(Samples),
                threads: 1,
                print: one => one.Item1
            );
    }

    private static void Audit(IBundleFiles files)
    {
        try
        {
            var host = BundleReader.Read(files, CancellationToken.None);
            var context = HostContext.Create(host);
            Assert.NotNull(HostAudit.Findings(host).ToList());
            Assert.NotNull(HostAudit.Compare(context, s_edition, [], []).ToList());
            _ = OverlayTopology.Create([context]);
        }
        catch (NetAuditException)
        {
            // Our own error for a damaged file.
        }
    }
}
