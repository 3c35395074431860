using NetAudit.Model;

namespace NetAudit.Library.Tests.Model;

/// <summary>Names in text that is meant to be pasted into a shell.</summary>
public sealed class ShellTextTests
{
    [Theory]
    [InlineData("web-1")]
    [InlineData("br-0a1b2c3d4e5f")]
    [InlineData("stack_web.1.x7k2")]
    [InlineData("fd00:31::/64")]
    [InlineData("/run/flannel/subnet.env")]
    [InlineData("eth0.100@eth0")]
    public void A_sound_name_stands_as_it_is(string name) => Assert.Equal($"docker restart {name} # again", Restart(name));

    [Theory]
    [InlineData("a;touch /tmp/x", "'a;touch /tmp/x'")]
    [InlineData("$(id)", "'$(id)'")]
    [InlineData("`id`", "'`id`'")]
    [InlineData("a b", "'a b'")]
    [InlineData("x' y", @"'x'\'' y'")]
    [InlineData("", "''")]
    [InlineData("~", "'~'")]
    [InlineData("a*", "'a*'")]
    [InlineData("#a", "'#a'")]
    public void A_name_that_the_shell_would_read_as_more_is_quoted(string name, string word) =>
        Assert.Equal($"docker restart {word} # again", Restart(name));

    [Fact]
    public void Texts_that_are_added_stay_texts_and_their_names_names()
    {
        const string name = "a b";

        ShellText all = $"{(ShellText)$"docker stop {name}" + $" && docker start {name}"} # here";

        Assert.Equal("docker stop 'a b' && docker start 'a b' # here", all.ToString());
    }

    [Theory]
    [InlineData("-rf", "./-rf")]
    [InlineData("--config=a b", "'./--config=a b'")]
    public void A_name_is_never_an_option(string name, string word) => Assert.Equal($"docker restart {word} # again", Restart(name));

    [Theory]
    [InlineData("a\ntouch /tmp/x", @"'a\u000Atouch /tmp/x'")]
    [InlineData("a\r\u001b[2J", @"'a\u000D\u001B[2J'")]
    [InlineData("a\u2028b", @"'a\u2028b'")]
    public void A_name_never_ends_the_line(string name, string word) => Assert.Equal($"docker restart {word} # again", Restart(name));

    [Fact]
    public void Composed_parts_and_numbers_stand_as_they_are()
    {
        var name = "a b";
        ShellText part = $"ip link set {name}";
        int? none = null;
        Assert.Equal("ip link set 'a b' mtu 1450 && ip link set 'a b'", ((ShellText)$"{part} mtu {1450}{none} && {part}").ToString());
        Assert.Equal("a, 'b c'", ShellText.Words(", ", ["a", "b c"]).ToString());
        Assert.Equal("ip link set 'a b'; ip link set 'a b'", ShellText.Join("; ", [part, part]).ToString());
        Assert.Single(new[] { part, (ShellText)$"ip link set {name}" }.Distinct());
    }

    private static string Restart(string name)
    {
        ShellText text = $"docker restart {name} # again";
        return text.ToString();
    }
}
