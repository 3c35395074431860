using System.Globalization;
using System.Text;
using System.Text.Json;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.PacketPath.Routing;

namespace NetAudit.Live.Tests.Routing;

/// <summary>The answers that are computed from a namespace's routes and rules, compared with its kernel's.</summary>
public sealed class RouteLookupTests
{
    private const int Questions = 150;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Random_routes_and_rules_lead_where_the_kernel_says(int seed)
    {
        Assert.SkipWhen(TemporaryNamespace.WhyNot() is not null, TemporaryNamespace.WhyNot() ?? "");
        await using var home = await TemporaryNamespace.CreateAsync("netaudit-rt");
        var routing = new RandomRouting(seed);
        await Tool.TryAsync("ip", ["-n", home.Name, "-force", "-batch", "-"], Encoding.UTF8.GetBytes(routing.Commands()));

        var lookup = RouteLookup.Create(await NamespaceFile.ReadAsync(home.Path))!;
        var questions = Enumerable.Range(0, Questions).Select(_ => routing.Question()).ToList();
        var answers = await KernelAsync(home, questions);
        var wrong = new List<string>();
        var untold = 0;
        for (var at = 0; at < Questions; at++)
        {
            var (destination, mark, source, link) = questions[at];
            var query = RouteQuery.Create(destination)! with { Mark = mark, Source = Subnet.Parse(source), OutLink = link };
            var ours = lookup.Find(query);
            untold += ours.Outcome == RouteOutcome.Unknown || (ours.IsUnicast && !IsTold(ours)) ? 1 : 0;
            if (Words(ours) is { } words && words != answers[at])
            {
                wrong.Add($"{Line(questions[at])}: {words}, but the kernel says {answers[at]}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"seed {seed}: {Questions} asked, {untold} can't be told");
        Assert.True(
            wrong.Count == 0,
            $"{string.Join('\n', wrong.Take(20))}\n{string.Join('\n', wrong.Count > 0 ? await StateAsync(home) : [])}"
        );
        Assert.True(untold < Questions / 3, $"{untold} of {Questions} could not be told");
    }

    /// <summary>Whether the kernel's choice is known. Of several next hops that share the load, its choice for one packet isn't.</summary>
    private static bool IsTold(RouteAnswer answer) =>
        answer is { Link: not null, Source: not null } && answer.Gateway == answer.Route?.Gateway;

    private static async Task<string[]> StateAsync(TemporaryNamespace home) =>
        [await home.IpAsync("rule"), await home.IpAsync("route show table all"), await home.IpAsync("-br addr")];

    private static string Line((string Destination, uint Mark, string? Source, string? Link) question) =>
        $"route get {question.Destination}{(question.Source is null ? "" : $" from {question.Source}")}"
        + $"{(question.Link is null ? "" : $" oif {question.Link}")}{(question.Mark == 0 ? "" : $" mark {question.Mark}")}";

    /// <summary>Asks the kernel in one run of ip. Failures are on stderr with the number of their line.</summary>
    private static async Task<string[]> KernelAsync(TemporaryNamespace home, IReadOnlyList<(string, uint, string?, string?)> questions)
    {
        var lines = string.Join('\n', questions.Select(Line)) + "\n";
        var run = await Tool.TryAsync("ip", ["-n", home.Name, "-j", "-force", "-batch", "-"], Encoding.UTF8.GetBytes(lines));
        var answers = new string[questions.Count];
        var said = "";
        foreach (var line in run.Error.Split('\n'))
        {
            if (line.StartsWith("Command failed -:", StringComparison.Ordinal))
            {
                answers[int.Parse(line[17..], CultureInfo.InvariantCulture) - 1] = said;
            }

            said = line;
        }

        var documents = new Queue<JsonElement>(Documents(run.Output));
        for (var at = 0; at < answers.Length; at++)
        {
            answers[at] ??= Words(documents.Dequeue());
        }

        return answers;
    }

    private static IEnumerable<JsonElement> Documents(string output)
    {
        foreach (var text in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(text);
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                yield return entry.Clone();
            }
        }
    }

    private static string Words(JsonElement entry)
    {
        string? Text(string name) => entry.TryGetProperty(name, out var value) ? value.ToString() : null;
        var mtu =
            entry.TryGetProperty("metrics", out var metrics) && metrics[0].TryGetProperty("mtu", out var value) ? value.ToString() : null;
        var type = Text("type") ?? "unicast";
        return type == "unicast"
            ? $"unicast dev {Text("dev")} via {Text("gateway")} src {Text("prefsrc") ?? Text("from")} mtu {mtu}"
            : $"{type} src {Text("prefsrc") ?? Text("from")}";
    }

    /// <summary>Our answer in the kernel's words; null if it isn't known.</summary>
    private static string? Words(RouteAnswer answer) =>
        answer.Outcome switch
        {
            RouteOutcome.Unicast when IsTold(answer) => $"unicast dev {answer.Link!.Name} via {answer.Gateway} src {answer.Source} mtu "
                + $"{answer.Route?.Mtu}",
            RouteOutcome.Local => $"local src {answer.Source}",
            RouteOutcome.Broadcast => $"broadcast src {answer.Source}",
            RouteOutcome.NoRoute => "RTNETLINK answers: Network is unreachable",
            RouteOutcome.Unreachable => $"RTNETLINK answers: {(answer.Route is null ? "Network is unreachable" : "No route to host")}",
            RouteOutcome.Blackhole => "RTNETLINK answers: Invalid argument",
            RouteOutcome.Prohibit => "RTNETLINK answers: Permission denied",
            _ => null,
        };
}
