using System.Diagnostics;
using System.Text.RegularExpressions;
using NetAudit.Collection;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection;

/// <summary>The library and collect.sh, as the two collectors, keep the same words of a command line.</summary>
public sealed class AgentArgumentsTests
{
    private static string Script => Path.Combine(RecordedHosts.Folder, "..", "..", "module", "collect.sh");

    public static TheoryData<string, string> Lines =>
        new()
        {
            {
                "flanneld -etcd-endpoints=http://10.0.0.1:2379 --iface eth0 -ip-masq",
                "flanneld -etcd-endpoints=http://10.0.0.1:2379 --iface eth0 -ip-masq"
            },
            {
                "dockerd --bip=10.1.54.1/24 --mtu 1472 -H unix:///var/run/docker.sock",
                "dockerd --bip=10.1.54.1/24 --mtu 1472 -H unix:///var/run/docker.sock"
            },
            {
                "weaver --port 6783 --password hunter2 --plugin 172.17.0.3 10.0.0.2:6783",
                "weaver --port 6783 --password *** --plugin 172.17.0.3 10.0.0.2:6783"
            },
            {
                "/usr/bin/python2.7 /usr/bin/calico-felix --config-file=/etc/felix",
                "/usr/bin/python2.7 /usr/bin/calico-felix --config-file=/etc/felix"
            },
            { "runsv felix", "runsv felix" },
            { "k3s server --flannel-backend=vxlan --agent-token hunter2", "k3s server --flannel-backend=vxlan --agent-token ***" },
            { "etcd --pw=hunter2", "etcd --pw=***" },
            { "etcd -p hunter2", "etcd -p ***" },
            { "etcd -phunter2", "etcd ***" },
            { "etcd --bearer hunter2 --name e1", "etcd --bearer *** --name e1" },
            { "etcd --creds hunter2", "etcd --creds ***" },
            { "etcd --cred=hunter2", "etcd --cred=***" },
            { "etcd --sasl.password: hunter2", "etcd *** ***" },
            { "etcd --jwt=hunter2 --otp=hunter2", "etcd --jwt=*** --otp=***" },
            { "etcd --session hunter2", "etcd --session ***" },
            { "etcd --password -hunter2 --name e1", "etcd --password *** --name e1" },
            { "etcd --pass --hunter2", "etcd --pass ***" },
            { "etcd --user root:hunter2 -u root:hunter2", "etcd --user *** -u ***" },
            { "etcd hunter2 DB_PASS=hunter2 pwd=hunter2 root:hunter2@tcp(db)/", "etcd *** *** *** ***" },
            { "etcd -----BEGIN_PRIVATE_KEY-----hunter2", "etcd ***" },
            { "etcd --whatever hunter2 --whatever=hunter2", "etcd --whatever *** --whatever=***" },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public void The_library_keeps_what_is_known(string line, string kept) =>
        Assert.Equal(kept, string.Join(" ", AgentArguments.Keep(Secrets.CommandLine(line.Split(' ')))));

    [Theory]
    [MemberData(nameof(Lines))]
    public void What_was_withheld_once_stays_so(string line, string kept)
    {
        Assert.NotEmpty(line);
        Assert.Equal(kept, string.Join(" ", AgentArguments.Keep(Secrets.CommandLine(kept.Split(' ')))));
    }

    [Fact]
    public async Task The_script_keeps_the_same()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "collect.sh is for Linux");
        var lines = Lines.Select(row => (Line: row.Data.Item1, Kept: row.Data.Item2)).ToList();
        var input = new JArray(lines.Select(line => new JObject { ["pid"] = 1, ["cmdline"] = new JArray(line.Line.Split(' ')) }));
        var filter = Regex.Replace(
            await File.ReadAllTextAsync(Script, TestContext.Current.CancellationToken),
            "(?s)\nsay\\(\\).*",
            "\nlimit() { \"$@\"; }\njson\n"
        );
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", filter]) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        await shell.StandardInput.WriteAsync(input.ToString());
        shell.StandardInput.Close();
        var output = JArray.Parse(await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));

        Assert.Equal(lines.Select(line => line.Kept), output.Select(one => string.Join(" ", one["cmdline"]!.Values<string>())));
    }

    [Fact]
    public void The_script_has_the_librarys_list()
    {
        var list = Regex
            .Match(File.ReadAllText(Script), "FLAGS=\"([^\"]*)\"")
            .Groups[1]
            .Value.Replace("\\\n", "", StringComparison.Ordinal);
        Assert.Equal(
            AgentArguments.Flags.Order(StringComparer.Ordinal),
            list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
        );
    }
}
