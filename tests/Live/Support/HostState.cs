namespace NetAudit.Live.Tests.Support;

/// <summary>
/// All state of a host that an audit could disturb, as the host's own tools print it. The machine's other processes don't appear in it.
/// <see cref="Platform.Tracing"/> shows the writes of NetAudit's own processes.
/// </summary>
internal static class HostState
{
    // Counters, ages and times that change by themselves are left out.
    private const string Script = """
        echo "# links"; ip -o link; ip -o addr; ip route show table all; ip -6 route show table all; ip rule
        echo "# firewall"; iptables-save | sed 's/\[[0-9:]*\]//; /^#/d'; ip6tables-save | sed 's/\[[0-9:]*\]//; /^#/d'
        echo "# namespaces"; ls /run/docker/netns; ls /run/netns 2>/dev/null || :
        for n in /run/docker/netns/*; do echo $n; nsenter --net=$n ip -o link 2>&1 || :; nsenter --net=$n ip -o addr 2>&1 || :; done
        echo "# files"; find /run /etc/docker -newer /run/before -type f ! -name '*.log' ! -name 'state.json' 2>/dev/null || :
        """;

    /// <summary>
    /// The host's state once it no longer changes. A new link gets its IPv6 address a second or two later, with or without an audit.
    /// </summary>
    public static async Task<IReadOnlyList<string>> SettledAsync(DockerHost host)
    {
        await host.ShAsync("touch /run/before");
        var last = await OfAsync(host);
        for (var tries = 0; tries < 10; tries++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            var now = await OfAsync(host);
            if (now.SequenceEqual(last))
            {
                break;
            }

            last = now;
        }

        return last;
    }

    public static async Task<IReadOnlyList<string>> OfAsync(DockerHost host)
    {
        var processes = OwnProcesses.Of(host.Folder).Select(pid => $"{pid} {Command(pid)}").Order(StringComparer.Ordinal);
        var containers = await host.DockerAsync("ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Names}} {{.Image}} {{.State}}");
        var networks = await host.DockerAsync("network", "ls", "--no-trunc", "--format", "{{.ID}} {{.Name}}");
        var images = await host.DockerAsync("images", "-a", "--no-trunc", "--format", "{{.ID}}");
        var state = Stable(await host.ShAsync(Script));
        return [.. processes, .. new[] { containers, networks, images, state }.SelectMany(text => text.Split('\n'))];
    }

    private static string Command(int pid) =>
        File.Exists($"/proc/{pid}/cmdline") ? File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ') : "";

    // IPv6 addresses and routes have lifetimes that count down.
    private static string Stable(string text) =>
        string.Join(
            '\n',
            text.Split('\n')
                .Select(line => System.Text.RegularExpressions.Regex.Replace(line, @"(valid_lft|preferred_lft|expires) \S+", ""))
        );
}
