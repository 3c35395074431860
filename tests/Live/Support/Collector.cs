namespace NetAudit.Live.Tests.Support;

/// <summary>Runs module/collect.sh on a host, as its administrator would.</summary>
internal static class Collector
{
    /// <returns>The bundle's path.</returns>
    public static async Task<string> RunAsync(DockerHost host)
    {
        var script = Path.Combine(RepositoryFolder(), "module", "collect.sh");
        Assert.SkipUnless(File.Exists(script), "module/collect.sh isn't there");

        // The bundle is in /run, the one folder that a host with another root and this test both see.
        File.Copy(script, Path.Combine(host.Folder, "run/collect.sh"), overwrite: true);
        File.Delete(Path.Combine(host.Folder, "run/bundle.tar.gz"));
        await host.ShAsync("sh /run/collect.sh -o /run/bundle.tar.gz");
        return Path.Combine(host.Folder, "run/bundle.tar.gz");
    }

    public static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NetAudit.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests don't run inside the repository");
        }

        return folder;
    }
}
