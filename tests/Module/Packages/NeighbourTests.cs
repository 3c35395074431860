using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests.Packages;

/// <summary>Two modules with assemblies of the same names in one session.</summary>
public sealed class NeighbourTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Sw1 => Repository.Host("overlay-swarm/sw1");

    private static string Both =>
        $"@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object FullName -match "
        + $"'^({string.Join('|', Neighbour.Assemblies)}),').Count";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_netaudits_engine_both_work_whichever_is_loaded_first(bool oursFirst)
    {
        await using var engine = Engine();
        var theirs = Theirs();
        var line = string.Join("; ", Ours(engine), theirs, Ours(engine), Both);
        var hook = oursFirst ? null : Neighbour.MakeHook(_folder.Path);

        var run = await ShellRun.Of(ShellRun.Start("dotnet", [Repository.Shell, "-Command", line], ("DOTNET_STARTUP_HOOKS", hook)));

        Assert.Equal("", run.Error);
        Assert.Equal(["10", "bridge", .. Neighbour.Answers, "10", "bridge", "4"], Lines(run));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_PowerShell_itself_both_work_whichever_is_loaded_first(bool oursFirst)
    {
        await using var engine = Engine();
        var theirs = Theirs();
        var ours = $"Import-Module {Repository.Quoted(Repository.Manifest)}; {Ours(engine)}";

        var run = await RealShell.Run(string.Join("; ", oursFirst ? [ours, theirs, ours, Both] : new[] { theirs, ours, theirs, Both }));

        Assert.Equal("", run.Error);
        string[] audited = ["10", "bridge"];
        Assert.Equal(
            oursFirst ? [.. audited, .. Neighbour.Answers, .. audited, "4"] : [.. Neighbour.Answers, .. audited, .. Neighbour.Answers, "4"],
            Lines(run)
        );
    }

    [Fact]
    public async Task Once_imported_all_of_ours_is_loaded_and_only_the_cmdlets_in_the_context_of_all()
    {
        const string All = "[AppDomain]::CurrentDomain.GetAssemblies()";
        const string Default = "[Runtime.Loader.AssemblyLoadContext]::Default.Assemblies";
        var module = Repository.Quoted(Path.GetDirectoryName(Repository.Manifest)!);
        string[] lines =
        [
            $"Import-Module {Repository.Quoted(Repository.Manifest)}",
            $"$ours = {All} | Where-Object {{ $_.Location.StartsWith({module}) }}",
            "$ours | ForEach-Object { $_.GetName().Name } | Sort-Object",
            $"({Default} | Where-Object {{ $_.Location.StartsWith({module}) }}).GetName().Name",
        ];

        var run = await RealShell.Run(string.Join("; ", lines));

        Assert.Equal("", run.Error);
        string[] ours = ["Docker.DotNet", "ICSharpCode.SharpZipLib", "NetAudit", "NetAudit.PowerShell", "Newtonsoft.Json"];
        Assert.Equal([.. ours, "NetAudit.PowerShell"], Lines(run));
    }

    // Any other dependency would be the session's, in its version.
    [Fact]
    public void The_cmdlets_use_no_dependency_but_the_library() =>
        Assert.Equal(
            ["NetAudit"],
            ModuleLibrary
                .Cmdlets.GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard")
        );

    [Fact]
    public async Task A_copy_of_NetAudit_in_another_folder_works_in_the_same_session()
    {
        var copy = _folder.File("NetAudit");
        CopyFolder(Path.GetDirectoryName(Repository.Manifest)!, copy);
        string[] imports =
        [
            $"Import-Module {Repository.Quoted(Repository.Manifest)}",
            "Remove-Module NetAudit",
            $"Import-Module {Repository.Quoted(Path.Combine(copy, "NetAudit.psd1"))}",
            "@(Get-OverlayMatrix).Count",
        ];

        var run = await RealShell.Run(string.Join("; ", imports));

        Assert.Equal("", run.Error);
        Assert.Equal(["40"], Lines(run));
    }

    [Fact]
    public void Scripts_find_the_rows_types_by_name_and_rows_go_from_one_cmdlet_to_another()
    {
        using var session = new ModuleSession();
        var outcome = session.Run(
            $"$row = Import-OverlaySnapshot {Sw1} | Get-OverlayFeature | Where-Object Aspect -eq NameService; $row -is "
                + $"[NetAudit.Rows.OverlayFeature]; $row"
        );

        Assert.Equal(true, outcome.Output[0].BaseObject);
        Assert.Equal("NameService", Assert.IsType<OverlayFeature>(outcome.Output[1].BaseObject).Aspect);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            _ = Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static FakeEngine Engine()
    {
        var engine = new FakeEngine();
        engine.Answers["/networks"] = (200, """[{"Name":"bridge","Id":"aa","Driver":"bridge","Scope":"local"}]""");
        return engine;
    }

    // An archive and an engine use SharpZipLib, Json.NET and Docker.DotNet.
    private static string Ours(FakeEngine engine) =>
        $"@(Get-OverlayFeature -Path {Sw1} -InformationAction Ignore).Count; "
        + $"(Get-OverlayNetwork -DockerHost {engine.Endpoint} -WarningAction Ignore).Name";

    private string Theirs() => $"Import-Module {Repository.Quoted(Neighbour.Make(_folder.Path))}; Get-Neighbour";

    private static string[] Lines(ShellRun run) => run.Out.ReplaceLineEndings("\n").Trim().Split('\n');
}
