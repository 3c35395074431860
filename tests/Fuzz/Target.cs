using NetAudit.Collection;
using NetAudit.Collection.Bundles;
using NetAudit.Gate;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Fuzz;

/// <summary>
/// The code under fuzz. An input's first line names a file of a bundle, or "snapshot", "edition", "expectation". The rest is its text. Any
/// exception but our own errors is a fault.
/// </summary>
internal static class Target
{
    private static readonly Edition s_edition = Editions.Load(Editions.Default);

    public static void Run(string input)
    {
        var end = input.IndexOf('\n', StringComparison.Ordinal);
        var (name, text) = end < 0 ? (input, "") : (input[..end].TrimEnd('\r'), input[(end + 1)..]);
        try
        {
            switch (name)
            {
                case "snapshot":
                    Audit(SnapshotFile.Read(text, name));
                    break;
                case "edition":
                    WithFile(text, path => Editions.Load(path));
                    break;
                case "expectation":
                    WithFile(text, path => ExpectationReader.Read(path));
                    break;
                default:
                    Audit(BundleReader.Read(new OneFile(name, text), CancellationToken.None));
                    break;
            }
        }
        catch (NetAuditException)
        {
            // Our own error for a damaged file.
        }
    }

    private static void Audit(HostSnapshot host)
    {
        _ = HostAudit.Findings(host).ToList();
        _ = HostAudit.Compare(HostContext.Create(host), s_edition, [], []).ToList();
    }

    private static void WithFile<T>(string text, Func<string, T> read)
    {
        var path = Path.Combine(Path.GetTempPath(), $"netaudit-fuzz-{Environment.ProcessId}.json");
        File.WriteAllText(path, text, new System.Text.UTF8Encoding());
        _ = read(path);
    }

    private sealed class OneFile(string name, string text) : IBundleFiles
    {
        private const string Description = """{"format":"netaudit-bundle","version":1,"host":"h","root":true}""";

        public string Path => "fuzz";

        public IReadOnlyCollection<string> Names => [Bundle.Marker, name];

        public DateTimeOffset Newest => DateTimeOffset.UnixEpoch;

        public long MostValues => ValueBudget.OfPlain(text.Length);

        public TextReader? Open(string file) =>
            file == Bundle.Marker && name != Bundle.Marker ? new StringReader(Description)
            : file == name ? new StringReader(text)
            : null;
    }
}
