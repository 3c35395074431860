using NetAudit.Model;

namespace NetAudit.Library.Tests.Model;

/// <summary>Names beside our own words, which a shell would read as quotes.</summary>
public sealed class ShellQuotesTests
{
    [Fact]
    public void An_apostrophe_of_our_words_lets_no_name_out_of_its_quotes()
    {
        var name = "a;id";
        Assert.Equal("the network's name a_id, the host's 'a;id'", Text($"the network's name {name}, the host's {name}"));
        Assert.Equal("docker start 'a;id' # isn't a_id", Text($"docker start {name} # isn't {name}"));
        Assert.Equal("ls # isn't\ndocker start a_id", ShellText.Join("\n", [$"ls # isn't", $"docker start {name}"]).ToString());
        Assert.Equal("ls # isn't\nit's a_id", ShellText.Join("\n", [$"ls # isn't", $"it's {name}"]).ToString());
    }

    private static string Text(ShellText text) => text.ToString();
}
