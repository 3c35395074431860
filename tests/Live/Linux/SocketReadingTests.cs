using System.Text.Json;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Linux;

/// <summary>NamespaceReader's answer is compared with iproute2's, field by field: sockets and IPsec states.</summary>
public sealed partial class SocketReadingTests(FurnishedNamespace furnished) : FurnishedTestBase(furnished)
{
    [Theory]
    [InlineData(true, "ss -Hlntup")]
    [InlineData(false, "ss -Hntup")]
    public async Task Sockets_are_those_that_ss_shows(bool listening, string command)
    {
        var seen = (listening ? Seen.Listeners! : Seen.Connections!).Select(SocketWords).Order().ToList();
        Assert.Equal(ExpectedSockets(await Furnished.Home.ExecuteAsync(command), listening).Order(), seen);

        var own = $" {Environment.ProcessId}";
        Assert.Contains(listening ? "tcp *:7003" : "tcp 127.0.0.1:7003", seen.Select(line => string.Join(' ', line.Split(' ')[..2])));
        Assert.Contains(seen, line => line.EndsWith(own, StringComparison.Ordinal));
        if (listening)
        {
            // VXLAN's socket is the kernel's own: no process.
            Assert.Contains("udp *:8472 :  ", seen);
        }
    }

    [Fact]
    public void Ipsec_states_are_seen_and_their_keys_are_not()
    {
        var seen = Seen.XfrmStates!;
        var waiting = Assert.Single(seen, state => state.RequestId == 7);
        Assert.Equal(("10.9.0.1", "10.9.0.2", "esp", "transport"), (waiting.Source, waiting.Destination, waiting.Protocol, waiting.Mode));
        Assert.InRange(waiting.Spi!.Value, 256, 300);
        var ready = new XfrmState
        {
            Source = "fd00::1",
            Destination = "fd00::2",
            Protocol = "esp",
            RequestId = 8,
            Spi = 0x400,
            Mode = "transport",
        };
        Assert.Equal(Furnished.HasEsp, seen.Contains(ready));
        Assert.Equal(Furnished.HasEsp ? 2 : 1, seen.Count);
        Assert.DoesNotContain(FurnishedNamespace.TestKey, JsonSerializer.Serialize(Seen), StringComparison.OrdinalIgnoreCase);
    }

    private static string SocketWords(SocketEntry socket) =>
        $"{socket.Protocol} {socket.LocalAddress}:{socket.LocalPort} {socket.RemoteAddress}:{socket.RemotePort} {socket.Process} "
        + $"{socket.Pid}";

    private static IEnumerable<string> ExpectedSockets(string text, bool listening) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line =>
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var process = Owner().Match(line);
                return $"{words[0]} {Endpoint(words[4])} {(listening ? ":" : Endpoint(words[5]))} {process.Groups[1].Value} "
                    + $"{process.Groups[2].Value}";
            });

    private static string Endpoint(string words)
    {
        var colon = words.LastIndexOf(':');
        var address = words[..colon].Trim('[', ']').Split('%')[0].Replace("::ffff:", "", StringComparison.Ordinal);
        return (address is "0.0.0.0" or "::" ? "*" : address) + words[colon..];
    }

    [GeneratedRegex("""\(\("([^"]*)",pid=(\d+)""")]
    private static partial Regex Owner();
}
