namespace NetAudit.Matrix;

/// <summary>Editions that come with NetAudit, and files of the user's own.</summary>
public static class Editions
{
    /// <summary>The edition that is used when none is named.</summary>
    public const string Default = "blog-2015";

    /// <summary>Names of the editions that come with NetAudit.</summary>
    public static IReadOnlyList<string> BuiltIn => throw new NotImplementedException();

    /// <summary>Loads an edition by name, or from a file where the argument names one (it has a separator or ends in .json).</summary>
    /// <exception cref="NetAuditException">None of that name; or the file is incomplete or wrong: the message names the file, the path in it, and what was expected.</exception>
    public static Edition Load(string nameOrPath) => throw new NotImplementedException();
}
