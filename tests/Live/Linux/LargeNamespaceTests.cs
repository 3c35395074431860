using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Linux;

/// <summary>Answers that take many datagrams, and that change during the reading.</summary>
public sealed class LargeNamespaceTests
{
    [Fact]
    public async Task Ten_thousand_routes_are_all_read()
    {
        await using var made = await MakeAsync();
        var subnets = Enumerable.Range(0, 10_000).Select(number => $"10.{number / 256}.{number % 256}.0/24").ToList();
        await made.BatchAsync("ip", string.Join('\n', subnets.Select(subnet => $"route add {subnet} dev lo proto bird metric 9")));

        var seen = await NamespaceFile.ReadAsync(made.Path);
        Assert.Equal(subnets, seen.Routes!.Where(route => route.Protocol == "bird").Select(route => route.Destination));
    }

    [Fact]
    public async Task A_namespace_that_changes_all_the_time_is_read_whole_each_time()
    {
        await using var made = await MakeAsync();
        var fixedLinks = Enumerable.Range(0, 200).Select(number => $"keep{number}").ToList();
        await made.BatchAsync("ip", string.Join('\n', fixedLinks.Select(link => $"link add {link} type bridge")));

        // Links are made and removed all the time, so the kernel flags each reading as changed.
        var changing = made.BatchAsync("ip", string.Join('\n', Enumerable.Repeat("link add coming type bridge\nlink delete coming", 40)));
        var reads = 0;
        do
        {
            var seen = await NamespaceFile.ReadAsync(made.Path);
            Assert.Equal(fixedLinks, seen.Links!.Select(link => link.Name).Where(name => name is not ("lo" or "coming")));
            reads++;
        } while (!changing.IsCompleted);

        await changing;
        TestContext.Current.TestOutputHelper?.WriteLine($"read {reads} times");
    }

    private static async Task<TemporaryNamespace> MakeAsync()
    {
        Assert.SkipWhen(TemporaryNamespace.WhyNot() is not null, TemporaryNamespace.WhyNot() ?? "");
        var made = await TemporaryNamespace.CreateAsync("netaudit-nl");
        await made.IpAsync("link set lo up");
        return made;
    }
}
