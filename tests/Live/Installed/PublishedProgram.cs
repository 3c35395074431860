namespace NetAudit.Live.Tests.Installed;

/// <summary>netaudit as it is published for this machine. It is compiled ahead, which takes a minute, so tests share it.</summary>
public sealed class PublishedProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-published").FullName;
    private Task<string>? _published;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal async Task<string> OnThisMachineAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.Is64BitProcess, "needs Linux");
        return Path.Combine(await (_published ??= Publishing.RunAsync(Path.Combine(_folder, "x64"), "linux-x64")), "netaudit");
    }
}

/// <summary>The published program that these tests share.</summary>
[CollectionDefinition(nameof(PublishedProgram))]
public sealed class PublishedPrograms : ICollectionFixture<PublishedProgram>;
