using System.Reflection;

namespace NetAudit.Model;

/// <summary>Finds this library's implementations of an interface, so that a new file is all that a new one needs.</summary>
internal static class Catalog
{
    public static IReadOnlyList<T> CreateAll<T>()
        where T : class => [.. Types<T>.All.Select(type => (T)Activator.CreateInstance(type)!)];

    /// <summary>The types that implement an interface: found once, as they don't change while the program runs.</summary>
    private static class Types<T>
    {
        public static readonly IReadOnlyList<Type> All =
        [
            .. typeof(Catalog)
                .GetTypeInfo()
                .Assembly.GetTypes()
                .Where(type =>
                    typeof(T).IsAssignableFrom(type)
                    && type is { IsAbstract: false, IsInterface: false }
                    && type.GetConstructor(Type.EmptyTypes) is not null
                )
                .OrderBy(type => type.Name, StringComparer.Ordinal),
        ];
    }
}
