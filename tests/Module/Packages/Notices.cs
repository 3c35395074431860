using System.Text;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>THIRD-PARTY-NOTICES.txt, made from the packages' own files, copyright and licence.</summary>
internal static class Notices
{
    private const string Mit = "MIT";

    /// <summary>Licence addresses of older packages, each with the licence at that address.</summary>
    private static readonly Dictionary<string, string> s_addresses = new()
    {
        ["https://github.com/dotnet/corefx/blob/master/LICENSE.TXT"] = Mit,
    };

    /// <summary>Makes the text.</summary>
    public static string Make()
    {
        var module = Of("lib", "module");
        var shell = Of("module/Shell").Where(package => !module.Exists(one => one.Id == package.Id)).ToList();
        var text = new StringBuilder();
        _ = text.Append(
            "NetAudit is distributed with these works of others, unchanged. A test makes this text of what their packages say.\n"
        );
        Title(text, "With the module, and with netaudit");
        module.ForEach(package => Add(text, package, "Compiled into NetAudit.dll and NetAudit.PowerShell.dll"));
        Work(text, "dagre and graphlib", "In NetAudit.dll, and in each HTML report", "Copyright (c) 2012-2014 Chris Pettitt", Mit);
        Title(text, "With netaudit only");
        shell.ForEach(package => Add(text, package, ""));
        Title(text, "The MIT License");
        _ = text.Append(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Module", "Packages", "mit.txt")));
        foreach (var package in module.Concat(shell).Where(package => LicenceOf(package) is null))
        {
            Title(text, $"The licence of {package.Id}");
            _ = text.Append(File.ReadAllText(Path.Combine(package.Folder, package.LicenceFile!)).TrimStart('\uFEFF').Trim()).Append('\n');
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static List<NugetPackage> Of(params string[] projects) =>
        [.. projects.SelectMany(NugetPackage.Of).DistinctBy(package => package.Id).OrderBy(package => package.Id, StringComparer.Ordinal)];

    private static string? LicenceOf(NugetPackage package) =>
        package.Licence ?? (package.LicenceAddress is { } address && s_addresses.TryGetValue(address, out var known) ? known : null);

    private static void Add(StringBuilder text, NugetPackage package, string compiledIn) =>
        Work(
            text,
            package.Id,
            package.Files.Count == 0 ? compiledIn : string.Join(", ", package.Files),
            package.Copyright,
            LicenceOf(package) ?? "Its licence is below"
        );

    private static void Work(StringBuilder text, string name, string files, string copyright, string licence)
    {
        _ = text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {files}\n");
        _ = text.Append(System.Globalization.CultureInfo.InvariantCulture, $"    {copyright.Trim().TrimEnd('.')}. {licence}.\n");
    }

    private static void Title(StringBuilder text, string title) =>
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{title}\n{new string('-', title.Length)}\n\n");
}
