using System.Management.Automation.Language;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Scripts;

/// <summary>
/// Checks of the project's PowerShell that don't need PowerShell: its grammar, its commands, and features that Windows PowerShell 5.1
/// lacks.
/// </summary>
public sealed class ScriptTests
{
    /// <summary>
    /// The commands of PowerShell and Pester that the project's scripts use. An unlisted name is a mistake or must be added.
    /// </summary>
    private static readonly HashSet<string> s_known = new(
        """
        Add-Content ConvertFrom-Csv ConvertFrom-Json ConvertTo-Csv ConvertTo-Json Copy-Item Export-Csv ForEach-Object Format-List
        Format-Table Get-ChildItem Invoke-Command
        Get-Command Get-Content Get-Date Get-Help Get-Item Get-Module Get-Verb Group-Object Import-Csv
        Import-Module Import-PowerShellDataFile
        Install-Module Install-PSResource Join-Path Measure-Object Move-Item New-Item Out-File Out-Host Out-Null Out-String
        Pop-Location Publish-Module
        Publish-PSResource Push-Location Register-PSResourceRepository Remove-Item Remove-Module Select-Object
        Send-MailMessage Set-Content Sort-Object Split-Path Start-Sleep
        Tee-Object Test-ModuleManifest Test-Path Update-Module Where-Object Write-Error Write-Host Write-Output Write-Verbose Write-Warning
        AfterAll AfterEach BeforeAll BeforeDiscovery BeforeEach Context Describe Invoke-Pester It
        New-PesterConfiguration Set-ItResult Should
        docker dotnet netaudit pwsh scp ssh sudo
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase
    );

    public static TheoryData<string> Files => [.. ScriptFile.All.Select(script => script.File).Distinct()];

    [Fact]
    public void There_are_scripts_and_pages_to_look_at() =>
        Assert.All(
            ["build.ps1", "NetAudit.psd1", "README.md block 1", "tests/Pester/run.ps1", "module/NetAudit.Format.ps1xml block 1"],
            name => Assert.Contains(ScriptFile.All, script => script.Name == name)
        );

    [Theory]
    [MemberData(nameof(Files))]
    public void A_script_has_no_syntax_error_and_calls_no_command_that_is_not_there(string file) =>
        Assert.Empty(
            from script in In(file)
            from command in script.Parse().FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
            where command.GetCommandName() is { } name && !IsThere(name, file)
            select $"{script.Name}, line {command.Extent.StartLineNumber}: {command.GetCommandName()}"
        );

    [Theory]
    [MemberData(nameof(Files))]
    public void A_script_runs_in_Windows_PowerShell_unless_it_says_that_it_needs_7(string file) =>
        Assert.Empty(
            from script in In(file)
            let tree = script.Parse()
            where tree.ScriptRequirements?.RequiredPSVersion is not { Major: >= 7 }
            from node in tree.FindAll(IsNewerThan51, searchNestedScriptBlocks: true)
            select $"{script.Name}, line {node.Extent.StartLineNumber}: {node.Extent.Text}"
        );

    [Theory]
    [InlineData("$a ? 1 : 2")]
    [InlineData("$a ?? 1")]
    [InlineData("$a ??= 1")]
    [InlineData("${a}?.b")]
    [InlineData("${a}?[0]")]
    [InlineData("a && b")]
    [InlineData("1..3 | ForEach-Object -Parallel { $_ }")]
    [InlineData("'{}' | ConvertFrom-Json -AsHashtable")]
    [InlineData("Join-Path a b c")]
    [InlineData("if ($IsLinux) { }")]
    public void What_Windows_PowerShell_lacks_is_found(string text) =>
        Assert.NotEmpty(new ScriptFile("a test", "a test", text).Parse().FindAll(IsNewerThan51, searchNestedScriptBlocks: true));

    [Fact]
    public void A_view_calls_no_command_so_that_it_works_in_every_engine() =>
        Assert.All(
            ScriptFile.All.Where(script => script.File.EndsWith(".ps1xml", StringComparison.Ordinal)),
            script => Assert.Empty(script.Parse().FindAll(node => node is CommandAst, searchNestedScriptBlocks: true))
        );

    [Theory]
    [InlineData("Get-OverlayFeatures", false)]
    [InlineData("Get-OverlayFeature", true)]
    [InlineData("./build.ps1", true)]
    [InlineData("./bild.ps1", false)]
    public void A_command_is_known_by_name_or_by_its_file(string command, bool known) => Assert.Equal(known, IsThere(command, "README.md"));

    private static IEnumerable<ScriptFile> In(string file) => ScriptFile.All.Where(script => script.File == file);

    private static bool IsThere(string command, string file) =>
        s_known.Contains(command.Split('\\')[^1])
        || Cmdlets().Contains(command, StringComparer.OrdinalIgnoreCase)
        || Functions(file).Contains(command, StringComparer.OrdinalIgnoreCase)
        || (command.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) && File.Exists(Path.Combine(Repository.Root, command)));

    private static IEnumerable<string> Cmdlets() =>
        ScriptFile
            .All.Single(script => script.Name == "NetAudit.psd1")
            .Parse()
            .Find(node => node is HashtableAst, searchNestedScriptBlocks: false)
            is HashtableAst manifest
        && manifest.SafeGetValue() is System.Collections.Hashtable values
            ? ((object[])values["CmdletsToExport"]!).Cast<string>()
            : [];

    /// <summary>Functions of the script and of its neighbours, which it may dot-source.</summary>
    private static IEnumerable<string> Functions(string file) =>
        from script in ScriptFile.All
        where Path.GetDirectoryName(script.File) == Path.GetDirectoryName(file) && script.File.EndsWith(".ps1", StringComparison.Ordinal)
        from function in script
            .Parse()
            .FindAll(node => node is FunctionDefinitionAst, searchNestedScriptBlocks: true)
            .Cast<FunctionDefinitionAst>()
        select function.Name;

    private static bool IsNewerThan51(Ast node) =>
        node switch
        {
            TernaryExpressionAst or PipelineChainAst => true,
            BinaryExpressionAst binary => binary.Operator == TokenKind.QuestionQuestion,
            AssignmentStatementAst assignment => assignment.Operator == TokenKind.QuestionQuestionEquals,
            MemberExpressionAst member => member.NullConditional,
            IndexExpressionAst index => index.NullConditional,
            PipelineAst pipeline => pipeline.Background,
            ScriptBlockAst block => block.CleanBlock is not null,
            CommandParameterAst parameter => parameter.ParameterName is "Parallel" or "AsHashtable" or "AdditionalChildPath",
            CommandAst command => command.GetCommandName() == "Join-Path"
                && command.CommandElements.Skip(1).TakeWhile(element => element is not CommandParameterAst).Count() > 2,
            VariableExpressionAst variable => variable.VariablePath.UserPath is "IsWindows" or "IsLinux" or "IsMacOS" or "IsCoreCLR",
            _ => false,
        };
}
