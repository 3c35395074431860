using System.Reflection;

namespace NetAudit.Model;

/// <summary>Finds this library's implementations of an interface, so that a new file is all that a new one needs.</summary>
internal static class Catalog
{
    public static IReadOnlyList<T> CreateAll<T>()
        where T : class =>
        [
            .. typeof(Catalog)
                .GetTypeInfo()
                .Assembly.GetTypes()
                .Where(type =>
                    typeof(T).IsAssignableFrom(type)
                    && type is { IsAbstract: false, IsInterface: false }
                    && type.GetConstructor(Type.EmptyTypes) is not null
                )
                .OrderBy(type => type.Name, StringComparer.Ordinal)
                .Select(type => (T)Activator.CreateInstance(type)!),
        ];
}
