using System.Reflection;

namespace Ayni.Grains.Tests.Serialization;

/// <summary>
/// Every type of the product that Orleans serialises. Its assemblies are those beside this one: the architecture tests
/// hold that no other project declares such a type.
/// </summary>
internal static class SerializedTypes
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "Ayni.*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal))
            .Select(Assembly.Load),
    ];

    public static IReadOnlyList<Type> All { get; } =
    [
        .. Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    public static Type ByName(string name) => All.Single(type => type.FullName == name);

    /// <summary>Members with a number, of the type itself.</summary>
    public static IEnumerable<(MemberInfo Member, uint Id)> MembersOf(Type type) =>
        from member in type.GetMembers(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select (member, id.Id);
}
