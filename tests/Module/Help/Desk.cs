using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Help;

/// <summary>A folder with the files that Get-Help's examples name.</summary>
internal sealed class Desk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Desk(ModuleSession session)
    {
        Copy(RecordedHosts.PathOf("overlay-swarm/sw1"), "node1.tar.gz");
        Copy(RecordedHosts.PathOf("overlay-swarm/sw2"), "node2.tar.gz");
        Copy(System.IO.Path.Combine(Repository.Root, "examples", "editions", "ours.json"), "ours.json");
        _ = Directory.CreateDirectory(_folder.File("hosts"));
        foreach (var host in Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "examples", "hosts"), "*.tar.gz"))
        {
            Copy(host, System.IO.Path.Combine("hosts", System.IO.Path.GetFileName(host)));
        }

        Assert.Empty(
            session
                .Run(
                    $"$ExecutionContext.SessionState.Path.SetLocation({Repository.Quoted(_folder.Path)}); New-OverlayExpectation -Path "
                        + $"node1.tar.gz"
                )
                .Errors
        );
    }

    public void Dispose() => _folder.Dispose();

    private void Copy(string file, string name) => File.Copy(file, _folder.File(name));
}
