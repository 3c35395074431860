using System.Diagnostics;
using NetAudit.Library.Tests;

namespace NetAudit.Browser.Tests;

/// <summary>The checked-in page is the one that its source builds.</summary>
public sealed class BuiltPageTests
{
    private const int NoBundler = 2;

    [Fact]
    public async Task The_built_page_is_what_its_source_makes()
    {
        var script = Path.GetFullPath(Path.Combine(RecordedHosts.Folder, "..", "..", "lib", "Reports", "Html", "build.mjs"));
        using var node = Start(script);
        Assert.SkipWhen(node is null, "node is not installed (apt-get install nodejs npm)");
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(node.ExitCode == NoBundler, output);

        Assert.True(node.ExitCode == 0, output);
    }

    private static Process? Start(string script)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", [script, "--check"]) { RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
