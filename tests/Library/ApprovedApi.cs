using System.Reflection;
using PublicApiGenerator;

namespace NetAudit.Library.Tests;

/// <summary>Compares an assembly's public members with a reviewed file, so that each change of them shows.</summary>
internal static class ApprovedApi
{
    private const string Accept = "NETAUDIT_ACCEPT_API";

    /// <summary>Fails if an assembly's public members differ from those in the file, and lists the differences.</summary>
    /// <param name="assembly">The assembly to check.</param>
    /// <param name="project">The folder in tests/ that holds PublicApi.approved.txt.</param>
    public static void Check(Assembly assembly, string project)
    {
        var file = Path.Combine(RecordedHosts.Folder, "..", project, "PublicApi.approved.txt");
        var api =
            assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").Trim()
            + "\n";
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(file, api);
            return;
        }

        var (approved, found) = (Members(File.ReadAllText(file).ReplaceLineEndings("\n")), Members(api));
        string[] differences =
        [
            .. approved.Except(found).Select(member => "- " + member),
            .. found.Except(approved).Select(member => "+ " + member),
        ];
        Assert.True(
            differences.Length == 0,
            $"""
            The public API of {assembly.GetName().Name} is not the one in tests/{project}/PublicApi.approved.txt:
            {string.Join('\n', differences)}
            To accept it, run the tests in tests/{project} once with {Accept}=1 in the environment, read what git diff shows, and commit it.
            """
        );
    }

    // Each line names the type and namespace of its member: alone, "public string Name" says little.
    private static List<string> Members(string api)
    {
        var members = new List<string>();
        var scopes = new Stack<string>();
        var last = "";
        foreach (var line in api.Split('\n').Select(line => line.Trim()))
        {
            if (line == "{")
            {
                scopes.Push(last);
            }
            else if (line == "}")
            {
                _ = scopes.Pop();
            }
            else if (line.Length > 0)
            {
                members.Add(string.Concat(scopes.Reverse().Select(Name)) + line);
                last = line;
            }
        }

        return members;
    }

    private static string Name(string declaration) =>
        declaration.StartsWith("namespace ", StringComparison.Ordinal) ? "" : declaration.Split(" : ")[0].Split(' ').Last() + ": ";
}
