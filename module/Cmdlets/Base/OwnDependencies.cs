using System.Management.Automation;
using System.Reflection;

namespace NetAudit.PowerShell;

/// <summary>
/// In PowerShell 7: loads the library and its dependencies into a load context of their own, where the cmdlets find the library. So we
/// don't see another module's Docker.DotNet or Newtonsoft.Json, and don't keep it from loading. PowerShell itself loads the cmdlets, into
/// the context of all. A script that loads them elsewhere would cost more time than the rest of the import.
/// </summary>
/// <remarks>
/// PowerShell calls this after it has examined all public types. None of them may need NetAudit.dll for its layout, as a base type or an
/// enum field would. The cmdlets may use no other dependency than the library, as they would get the session's.
/// </remarks>
public sealed class OwnDependencies : IModuleAssemblyInitializer
{
    /// <summary>Its name, as .NET Standard lacks the type, and .NET Framework has none.</summary>
    private const string ContextType = "System.Runtime.Loader.AssemblyLoadContext";

    private const string Library = "NetAudit";

    /// <summary>Prefixes of assemblies for .NET Framework; .NET has its own.</summary>
    private static readonly string[] s_frameworks = ["System.", "Microsoft."];

    private static readonly string s_cmdlets = typeof(OwnDependencies).Assembly.Location;

    private static readonly string s_folder = Path.GetDirectoryName(s_cmdlets)!;

    /// <inheritdoc />
    public void OnImport()
    {
        if (Type.GetType(ContextType) is not { } type)
        {
            return;
        }

        var context = type.GetMethod("GetLoadContext")!.Invoke(null, [LoadLibrary()])!;
        var load =
            (Func<string, Assembly>)
                Delegate.CreateDelegate(typeof(Func<string, Assembly>), context, type.GetMethod("LoadFromAssemblyPath")!);
        foreach (var file in Directory.GetFiles(s_folder, "*.dll").Where(IsDependency))
        {
            _ = load(file);
        }

        // Not AppDomain.AssemblyResolve: there, .NET's own answer for a file that was loaded by its path comes first.
        var resolving = type.GetEvent("Resolving")!;
        var handler = Delegate.CreateDelegate(resolving.EventHandlerType!, ((Func<object, AssemblyName, Assembly?>)FindLibrary).Method);
        var all = type.GetProperty("Default")!.GetValue(null);

        // Once, however often and in however many runspaces the module is imported.
        resolving.RemoveEventHandler(all, handler);
        resolving.AddEventHandler(all, handler);
    }

    // Only in our version: another module's library isn't ours to decide.
    private static Assembly? FindLibrary(object context, AssemblyName wanted) =>
        wanted.Name == Library && LoadLibrary() is { } library && library.FullName == wanted.FullName ? library : null;

    /// <summary>LoadFile gives a file its own context, the same one each time. PowerShell finds types in such a context by name.</summary>
    private static Assembly LoadLibrary() => Assembly.LoadFile(Path.Combine(s_folder, Library + ".dll"));

    private static bool IsDependency(string file) =>
        file != s_cmdlets && !s_frameworks.Any(prefix => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal));
}
