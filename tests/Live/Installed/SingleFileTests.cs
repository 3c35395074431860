using System.Text.Json;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Installed;

/// <summary>The single-file program on a machine without .NET.</summary>
[Collection(nameof(PublishedProgram))]
public sealed class SingleFileTests(PublishedProgram published) : IDisposable
{
    private const string Emulator = "qemu-aarch64-static";
    private const string Libraries = "/usr/aarch64-linux-gnu";

    private static readonly string s_host = Path.Combine(Collector.RepositoryFolder(), "examples", "hosts", "overlay-swarm-sw1.tar.gz");

    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-publish").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task For_linux_x64_it_is_one_file_that_audits_without_a_NET_of_the_machine()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.Is64BitProcess, "needs Linux");
        var program = await published.OnThisMachineAsync();
        AssertIsAlone(program);

        await HoldAsync(arguments => Publishing.RunAloneAsync(_folder, program, arguments));
    }

    [Fact]
    public async Task For_linux_arm64_it_is_one_file_that_audits_in_an_emulator()
    {
        Assert.SkipWhen(Tool.Find(Emulator) is null, $"needs {Emulator} (apt-get install qemu-user-static)");
        var library = Path.Combine(Libraries, "lib", "libstdc++.so.6");
        Assert.SkipUnless(File.Exists(library), $"needs {library} (apt-get install libstdc++6-arm64-cross)");
        var program = Path.Combine(await Publishing.RunAsync(Path.Combine(_folder, "arm64"), "linux-arm64"), "netaudit");
        AssertIsAlone(program);

        // The emulator can't map memory twice, once for writing code and once for running it.
        await HoldAsync(arguments =>
            Publishing.RunAloneAsync(
                _folder,
                "env",
                ["DOTNET_EnableWriteXorExecute=0", Tool.Find(Emulator)!, "-L", Libraries, program, .. arguments]
            )
        );
    }

    private static void AssertIsAlone(string program) =>
        Assert.Equal([program], Directory.GetFiles(Path.GetDirectoryName(program)!, "*", SearchOption.AllDirectories));

    private static async Task HoldAsync(Func<string[], Task<ToolResult>> run)
    {
        var found = await run(["findings", "--path", s_host, "--as-json"]);

        Assert.Equal(0, found.ExitCode);
        using var findings = JsonDocument.Parse(found.Output);
        Assert.Contains(
            findings.RootElement.EnumerateArray(),
            finding => finding.GetProperty("Rule").GetString() == "NetworkNotAllocated" && finding.GetProperty("Host").GetString() == "sw1"
        );
    }
}
