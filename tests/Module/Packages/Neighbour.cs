using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;
using Newtonsoft.Json;

namespace NetAudit.Module.Tests.Packages;

/// <summary>
/// Another module with assemblies of the same names as ours, in another version and with other content. Its cmdlet, Get-Neighbour, calls
/// its own assemblies. It takes Json.NET from PowerShell, as most modules do.
/// </summary>
internal static class Neighbour
{
    private static readonly Version s_version = new(99, 0, 0, 0);

    /// <summary>The names of its assemblies, which are also names of ours.</summary>
    public static IReadOnlyList<string> Assemblies { get; } = ["Docker.DotNet", "ICSharpCode.SharpZipLib"];

    /// <summary>The answers that Get-Neighbour gives.</summary>
    public static IReadOnlyList<string> Answers { get; } = ["Docker.DotNet 99", "ICSharpCode.SharpZipLib 99", "true"];

    /// <summary>Makes the module in a folder and gives its path.</summary>
    public static string Make(string folder)
    {
        var cmdlets = Named("Neighbour", new Version(1, 0));
        var type = cmdlets.DefineDynamicModule("Neighbour").DefineType("GetNeighbour", TypeAttributes.Public, typeof(Cmdlet));
        type.SetCustomAttribute(
            new CustomAttributeBuilder(typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, ["Get", "Neighbour"])
        );
        var code = type.DefineMethod(
                "ProcessRecord",
                MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig,
                null,
                null
            )
            .GetILGenerator();
        foreach (var name in Assemblies)
        {
            Write(code, () => code.Emit(OpCodes.Call, Dependency(folder, name)));
        }

        Write(
            code,
            () =>
            {
                code.Emit(OpCodes.Ldc_I4_1);
                code.Emit(OpCodes.Call, typeof(JsonConvert).GetMethod(nameof(JsonConvert.ToString), [typeof(bool)])!);
            }
        );
        code.Emit(OpCodes.Ret);
        _ = type.CreateType();
        var path = Path.Combine(folder, "Neighbour.dll");
        cmdlets.Save(path);
        return path;
    }

    /// <summary>Makes an assembly that loads the module's own ones. DOTNET_STARTUP_HOOKS runs it before a program's first line.</summary>
    public static string MakeHook(string folder)
    {
        var hook = Named("NeighbourFirst", new Version(1, 0));
        var type = hook.DefineDynamicModule("NeighbourFirst").DefineType("StartupHook", TypeAttributes.Abstract | TypeAttributes.Sealed);
        var code = type.DefineMethod("Initialize", MethodAttributes.Public | MethodAttributes.Static, typeof(void), null).GetILGenerator();
        foreach (var name in Assemblies)
        {
            code.Emit(OpCodes.Ldstr, Path.Combine(folder, name + ".dll"));
            code.Emit(OpCodes.Call, typeof(Assembly).GetMethod(nameof(Assembly.LoadFrom), [typeof(string)])!);
            code.Emit(OpCodes.Pop);
        }

        code.Emit(OpCodes.Ret);
        _ = type.CreateType();
        var path = Path.Combine(folder, "NeighbourFirst.dll");
        hook.Save(path);
        return path;
    }

    /// <summary>Makes an assembly with one method that names its owner.</summary>
    private static MethodBuilder Dependency(string folder, string name)
    {
        var assembly = Named(name, s_version);
        var type = assembly
            .DefineDynamicModule(name)
            .DefineType(name + ".Neighbour", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        var method = type.DefineMethod("Whose", MethodAttributes.Public | MethodAttributes.Static, typeof(string), null);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldstr, $"{name} {s_version.Major}");
        code.Emit(OpCodes.Ret);
        _ = type.CreateType();
        assembly.Save(Path.Combine(folder, name + ".dll"));
        return method;
    }

    private static void Write(ILGenerator code, Action value)
    {
        code.Emit(OpCodes.Ldarg_0);
        value();
        code.Emit(OpCodes.Call, typeof(Cmdlet).GetMethod(nameof(Cmdlet.WriteObject), [typeof(object)])!);
    }

    private static PersistedAssemblyBuilder Named(string name, Version version) =>
        new(new AssemblyName(name) { Version = version }, typeof(object).Assembly);
}
