using NetAudit.Collection;
using NetAudit.Collection.Bundles;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Properties;

/// <summary>
/// Texts of each format with a part repeated in their middle. Twice the length may take about twice the time. Quick readings aren't
/// compared.
/// </summary>
public sealed class LinearTimeTests
{
    private const int Length = 60_000;
    private const int Tries = 3;
    private const double MostTimes = 3.2;

    // A linear reader takes a tenth of this limit for a text of that length.
    private static readonly TimeSpan s_quick = TimeSpan.FromMilliseconds(150);

    private static readonly string[] s_parts =
    [
        " ",
        "a",
        "1",
        "\n",
        "\"",
        "'",
        "\\",
        "{ ",
        "} ",
        "[",
        "(",
        ",",
        ":",
        "=a:",
        "=a:1/",
        "://a:b@",
        "@",
        "-a=",
        "--token ",
        "a=b;",
        "basic ",
        "\"a\":",
        "\"a\" ",
        "\\\"a\\\":\"",
        "counter packets 1",
        "# handle 1",
        "users:((\"",
        "elements = { ",
        "10.0.0.1, ",
        "-A X -j Y\n",
        "chain x {\n",
        "src ",
    ];

    private static readonly string[] s_hosts = ["engine28-swarm/md1"];

    public static TheoryData<string, string> Files
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var host in s_hosts)
            {
                var files = ChangedFiles
                    .Bundle(RecordedHosts.PathOf(host))
                    .Names.Where(name => !name.EndsWith(".json", StringComparison.Ordinal));
                foreach (var file in files.Where(name => name.StartsWith("host/", StringComparison.Ordinal)))
                {
                    data.Add(host, file);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_text_twice_as_long_takes_twice_as_long(string host, string file)
    {
        var whole = ChangedFiles.Bundle(RecordedHosts.PathOf(host));
        var text = whole.Open(file)?.ReadToEnd() ?? "";
        Assert.All(s_parts, part => Linear(length => Read(new ChangedFiles(whole, file, Repeated(text, part, length)))));
    }

    [Fact]
    public void Secrets_are_found_in_linear_time() =>
        Assert.All(
            s_parts,
            part =>
            {
                Linear(length => _ = Secrets.Text(Repeated("", part, length)));
                Linear(length => _ = Secrets.CommandLine(["x", Repeated("", part, length)]));
            }
        );

    [Fact]
    public void Wildcards_match_in_linear_time() => Linear(length => _ = Wildcard.Matches("*a*a*a*a*a*b", new string('a', length / 10)));

    private static string Repeated(string text, string part, int length) =>
        text.Insert(text.Length / 2, string.Concat(Enumerable.Repeat(part, length / part.Length)));

    private static void Read(IBundleFiles files)
    {
        try
        {
            _ = BundleReader.Read(files, CancellationToken.None);
        }
        catch (NetAuditException)
        {
            // The reader refused the text early, as it has too many words.
        }
    }

    private static void Linear(Action<int> read)
    {
        var once = Least(() => read(Length));
        if (once > s_quick)
        {
            Assert.InRange(Least(() => read(2 * Length)) / once, 0, MostTimes);
        }
    }

    private static TimeSpan Least(Action read)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < Tries && (i == 0 || least > s_quick); i++)
        {
            var before = ThreadTime.Now();
            read();
            var took = ThreadTime.Now() - before;
            least = took < least ? took : least;
        }

        return least;
    }
}
