using System.Diagnostics;
using NetAudit.Collection.Linux;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Linux;

/// <summary>A complete collection from a host that consists of a namespace and an engine that only listens.</summary>
public sealed class LinuxHostTests : IDisposable
{
    private readonly string socket = Path.Combine(Path.GetTempPath(), $"netaudit-linux-{Guid.NewGuid():N}.sock");

    public LinuxHostTests()
    {
        Assert.SkipWhen(TemporaryNamespace.WhyNot() is not null, TemporaryNamespace.WhyNot() ?? "");
        Assert.SkipWhen(NamedProcess.WhyNot() is not null, NamedProcess.WhyNot() ?? "");
    }

    private Uri Endpoint => new($"unix://{socket}");

    public void Dispose() => File.Delete(socket);

    [Fact]
    public async Task The_engines_namespace_is_the_host_wherever_NetAudit_runs()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxhost");
        await inside.IpAsync("link add lxbr type bridge");
        await inside.IpAsync("link set lo up");
        using var engine = NamedProcess.Start("dockerd", NamedProcess.ListenAt(socket), inside);
        using var agent = NamedProcess.Start(
            "flanneld",
            "use Socket; socket(U, AF_INET, SOCK_DGRAM, 0); bind(U, sockaddr_in(8285, INADDR_ANY)) or die",
            inside
        );

        var facts = await CollectAsync();

        Assert.Equal(["lo", "lxbr"], facts.HostNamespace!.Links!.Select(link => link.Name));
        Assert.Equal(["dockerd", "flanneld"], facts.Processes!.Select(process => process.Name).Order());
        var listener = Assert.Single(facts.HostNamespace.Listeners!);
        Assert.Equal(("udp", 8285, "flanneld", agent.Pid), (listener.Protocol, listener.LocalPort, listener.Process, listener.Pid!.Value));
        Assert.Null(facts.Weave);
    }

    [Fact]
    public async Task A_VXLAN_link_that_the_engine_is_moving_is_not_taken_for_one_that_was_left()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxmove");
        using var engine = NamedProcess.Start("dockerd", NamedProcess.ListenAt(socket), inside);
        await inside.IpAsync("link add vx-00100a-left1 type vxlan id 4106 dstport 4789");
        await inside.IpAsync("link add vx-00100b-moved type vxlan id 4107 dstport 4789");
        var moving = DeleteSoonAsync();

        var facts = await CollectAsync();

        await moving;
        Assert.Equal(["lo", "vx-00100a-left1"], facts.HostNamespace!.Links!.Select(link => link.Name));

        async Task DeleteSoonAsync()
        {
            await Task.Delay(300, TestContext.Current.CancellationToken);
            await inside.IpAsync("link del vx-00100b-moved");
        }
    }

    [Fact]
    public async Task Rules_are_those_of_the_engines_namespace()
    {
        Assert.SkipUnless(Tool.Find("iptables") is not null, "needs iptables");
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxrules");
        await inside.ExecuteAsync("iptables -N FLANNEL-FWD");
        await inside.ExecuteAsync("iptables -A FLANNEL-FWD -s 10.50.0.0/16 -j ACCEPT");
        using var engine = NamedProcess.Start("dockerd", NamedProcess.ListenAt(socket), inside);

        var firewall = (await CollectAsync()).HostNamespace!.Firewall!;

        Assert.Contains(firewall.Chains, chain => chain is { Table: "filter", Name: "FLANNEL-FWD" });
        Assert.Contains(firewall.Rules, rule => rule is { Chain: "FLANNEL-FWD", Text: "-s 10.50.0.0/16 -j ACCEPT" });
    }

    [Fact]
    public async Task A_Weave_router_in_the_engines_namespace_is_asked_for_its_report()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxweave");
        await inside.IpAsync("link set lo up");
        using var engine = NamedProcess.Start("dockerd", NamedProcess.ListenAt(socket), inside);
        using var router = NamedProcess.Start("weaver", Answering("HTTP/1.0 200 OK\\r\\n\\r\\n{\\\"Version\\\":\\\"2.8.1\\\"}"), inside);

        Assert.Equal("2.8.1", (await CollectAsync()).Weave!.Version);
    }

    [Fact]
    public async Task A_Weave_router_that_is_silent_is_a_gap()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxsilent");
        await inside.IpAsync("link set lo up");
        using var engine = NamedProcess.Start("dockerd", NamedProcess.ListenAt(socket), inside);
        using var router = NamedProcess.Start("weaver", Answering(""), inside);

        var clock = Stopwatch.StartNew();
        var facts = await CollectAsync();

        Assert.Null(facts.Weave);
        Assert.Contains(facts.Gaps, gap => gap is { Subject: "weave report", Reason: "no answer within 2 s" });
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_engine_elsewhere_gives_only_the_gap_that_says_so()
    {
        var facts = await CollectAsync(new Uri("tcp://192.0.2.1:2375"), TestContext.Current.CancellationToken);

        Assert.Equal("host namespace", Assert.Single(facts.Gaps).Subject);
        Assert.Null(facts.HostNamespace);
        Assert.Null(facts.Processes);
    }

    [Fact]
    public async Task Cancelling_ends_it_at_once()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxcancel");
        await inside.IpAsync("link set lo up");
        using var engine = NamedProcess.Start("dockerd", NamedProcess.ListenAt(socket), inside);
        using var router = NamedProcess.Start("weaver", Answering(""), inside);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var clock = Stopwatch.StartNew();
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CollectAsync(Endpoint, cancellation.Token));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1.5));
    }

    // A child accepts one connection, reads the request, answers and closes. Without an answer, it keeps the connection. If no client
    // connects, the alarm ends it.
    private static string Answering(string answer) =>
        "use Socket; socket(S, AF_INET, SOCK_STREAM, 0) or die; bind(S, sockaddr_in(6784, inet_aton('127.0.0.1'))) or die; listen(S, 5) "
        + "or die; "
        + $"if (!fork) {{ alarm 20; close STDOUT; accept(C, S); sysread(C, $b, 4096); "
        + $"{(answer.Length > 0 ? $"syswrite(C, \"{answer}\"); close C; exit" : "1 while <STDIN>; exit")} }}";

    private Task<LinuxFacts> CollectAsync() => CollectAsync(Endpoint, TestContext.Current.CancellationToken);

    private static Task<LinuxFacts> CollectAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var none = Task.FromResult<IReadOnlyList<Container>>([]);
        return LinuxHost.CollectAsync(endpoint, none, () => none, new NullCollectionLog(), cancellationToken);
    }
}
