using NetAudit.Fleet;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Model;
using NetAudit.Probes.Trials;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Fleet;

/// <summary>The swarm's job on a manager that gives the test's answers. tests/Live has real managers.</summary>
public sealed class SwarmHostsTests : IAsyncDisposable
{
    private const string Node =
        """{"ID":"ID","Description":{"Hostname":"NAME"},"Status":{"State":"STATE"},"Spec":{"Availability":"active"}}""";

    private readonly FakeEngine _manager = new();
    private readonly List<SwarmNodeOutcome> _outcomes = [];
    private readonly List<string> _removed = [];
    private string _tasks = "[]";
    private JObject? _created;

    public SwarmHostsTests()
    {
        _manager.Answers["/info"] = (200, """{"Name":"m","Swarm":{"LocalNodeState":"active","ControlAvailable":true}}""");
        _manager.Answers["/nodes"] = (200, $"[{One("a", "ready")},{One("b", "down")}]");
        _manager.Handler = (method, path, content, _) => Task.FromResult(Answer(method, path, content));
    }

    public ValueTask DisposeAsync() => _manager.DisposeAsync();

    private static string One(string name, string state) =>
        Node.Replace("ID\":\"ID", $"ID\":\"id-{name}").Replace("NAME", name).Replace("STATE", state);

    private (int Status, string Body)? Answer(string method, string path, string content)
    {
        if (method == "POST" && path == "/services/create")
        {
            _created = JObject.Parse(content);
            return (201, """{"ID":"s1"}""");
        }

        if (method == "DELETE")
        {
            _removed.Add(path);
            return (200, "");
        }

        return path.StartsWith("/services?", StringComparison.Ordinal) ? (200, Left())
            : path.StartsWith("/tasks?", StringComparison.Ordinal) ? (200, _tasks)
            : null;
    }

    private static string Left()
    {
        var over = new TemporaryNetworkMark("elsewhere#1", DateTimeOffset.UtcNow.AddMinutes(-1));
        var runs = new TemporaryNetworkMark("elsewhere#2", DateTimeOffset.UtcNow.AddMinutes(1));
        return new JArray(Service("netaudit-collect-old", over), Service("netaudit-collect-new", runs), Service("mine", over)).ToString();
    }

    private static JObject Service(string name, TemporaryNetworkMark mark) =>
        new()
        {
            ["Spec"] = new JObject
            {
                ["Name"] = name,
                ["Labels"] = new JObject { [TemporaryNetworkMark.Label] = mark.ToString() },
            },
        };

    private Task CollectAsync(double seconds = 20, CancellationToken? cancellationToken = null) =>
        SwarmHosts.CollectAsync(
            _manager.Endpoint,
            new SwarmCollectionOptions { Image = "tools@sha256:1", Timeout = TimeSpan.FromSeconds(seconds) },
            _outcomes.Add,
            new NullCollectionLog(),
            cancellationToken ?? TestContext.Current.CancellationToken
        );

    [Fact]
    public async Task A_node_that_is_down_and_one_that_refuses_are_named_and_the_job_is_removed()
    {
        _tasks = """[{"ID":"t1","NodeID":"id-a","Status":{"State":"rejected","Err":"No such image: tools@sha256:1"}}]""";

        await CollectAsync();

        Assert.Equal(["b", "a"], _outcomes.Select(outcome => outcome.Node));
        Assert.Equal(
            "The node b was not read: it is down, and its availability is active, so the job does not run there.",
            _outcomes[0].Failure!.Message
        );
        Assert.Equal("The node a was not read: the job there is rejected (No such image: tools@sha256:1).", _outcomes[1].Failure!.Message);
        Assert.Equal(["/services/netaudit-collect-old", "/services/" + _created!["Name"]], _removed);
    }

    [Fact]
    public async Task The_job_may_do_what_the_collector_needs_and_no_more()
    {
        await CollectAsync(seconds: 1);

        var container = _created!["TaskTemplate"]!["ContainerSpec"]!;
        Assert.NotNull(_created["Mode"]!["GlobalJob"]);
        Assert.Equal("none", (string?)_created["TaskTemplate"]!["RestartPolicy"]!["Condition"]);
        Assert.Equal(["ALL"], container["CapabilityDrop"]!.Values<string>());
        Assert.Equal(
            ["CAP_DAC_READ_SEARCH", "CAP_NET_ADMIN", "CAP_SYS_ADMIN", "CAP_SYS_PTRACE"],
            container["CapabilityAdd"]!.Values<string>()
        );
        Assert.True((bool)container["ReadOnly"]!);
        Assert.All(container["Mounts"]!.Where(mount => (string?)mount["Type"] == "bind"), mount => Assert.True((bool)mount["ReadOnly"]!));
        Assert.Equal(["/proc", "/run", "/etc", null], container["Mounts"]!.Select(mount => (string?)mount["Source"]));
    }

    [Fact]
    public async Task A_task_that_does_not_end_is_cut_by_the_nodes_limit()
    {
        _tasks = """[{"ID":"t1","NodeID":"id-a","Status":{"State":"preparing"}}]""";

        await CollectAsync(seconds: 1);

        Assert.Equal(NetAuditError.CollectionTimeout, _outcomes[1].Failure!.Error);
        Assert.Equal("The node a was not read: its job did not end within 1 s; its task is preparing.", _outcomes[1].Failure!.Message);
    }

    [Fact]
    public async Task Who_stops_the_run_leaves_no_job()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CollectAsync(cancellationToken: stop.Token));

        Assert.Equal("/services/" + _created!["Name"], _removed[^1]);
    }

    [Fact]
    public async Task Who_is_no_manager_or_has_no_leader_says_so_and_nothing_is_made()
    {
        _manager.Answers["/nodes"] = (503, """{"message":"The swarm does not have a leader."}""");
        var leaderless = await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync());
        _manager.Answers["/info"] = (200, """{"Name":"w","Swarm":{"LocalNodeState":"active","ControlAvailable":false}}""");
        var worker = await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync());

        Assert.Contains("503 The swarm does not have a leader.", leaderless.Message, StringComparison.Ordinal);
        Assert.Contains("is no manager of a swarm", worker.Message, StringComparison.Ordinal);
        Assert.Null(_created);
    }
}
