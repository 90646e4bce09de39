#if ENGINE_ORLEANS
using System.Reflection;
using System.Runtime.Loader;

namespace Ayni.Engine.Tests.Parity;

/// <summary>
/// The embedded engine offers nothing that Orleans does not: its public surface against the real assemblies.
/// </summary>
public sealed class ParityTests
{
    /// <summary>Interfaces that our own classes implement, so they must ask for as much as Orleans' do.</summary>
    private static readonly string[] Implemented =
    [
        "Orleans.IGrainBase", "Orleans.IRemindable", "Orleans.Storage.IGrainStorage", "Orleans.IGrainState`1",
        "Orleans.Streams.IAsyncObserver`1", "Orleans.TestingHost.ISiloConfigurator",
        "Orleans.TestingHost.IHostConfigurator", "Orleans.TestingHost.IClientBuilderConfigurator",
    ];

    private static readonly Type[] Embedded = LoadEmbedded();

    private static readonly Dictionary<string, Type> Real = LoadReal();

    [Fact]
    public void Types_OfEmbeddedEngine_AreInOrleans()
    {
        Assert.True(Embedded.Length > 50, $"Only {Embedded.Length} public types were found.");

        AssertNone(Embedded.Where(static type => !Real.ContainsKey(ApiMember.Name(type))).Select(ApiMember.Name));
    }

    [Fact]
    public void Members_OfEmbeddedEngine_AreInOrleans() => AssertNone(
        from type in Embedded
        where Real.ContainsKey(ApiMember.Name(type))
        let real = ApiMember.AllOf(Real[ApiMember.Name(type)])
        from member in ApiMember.Of(type)
        where !real.Contains(member)
        select $"{ApiMember.Name(type)}: {member}");

    [Fact]
    public void Kinds_OfEmbeddedTypes_AreThoseOfOrleans() => AssertNone(
        from type in Embedded
        where Real.ContainsKey(ApiMember.Name(type))
        let real = Real[ApiMember.Name(type)]
        where Kind(type) != Kind(real)
        select $"{ApiMember.Name(type)}: {Kind(type)}, {Kind(real)} in Orleans");

    [Fact]
    public void BasesAndInterfaces_OfEmbeddedTypes_AreThoseOfOrleans() => AssertNone(
        from type in Embedded
        where Real.ContainsKey(ApiMember.Name(type))
        let real = Parents(Real[ApiMember.Name(type)])
        from parent in Parents(type)
        where !real.Contains(parent)
        select $"{ApiMember.Name(type)}: {parent}");

    [Fact]
    public void AttributeUsages_OfEmbeddedAttributes_AreThoseOfOrleans() => AssertNone(
        from type in Embedded
        where typeof(Attribute).IsAssignableFrom(type) && Real.ContainsKey(ApiMember.Name(type))
        let own = type.GetCustomAttribute<AttributeUsageAttribute>()!
        let real = Real[ApiMember.Name(type)].GetCustomAttribute<AttributeUsageAttribute>()!
        where (own.ValidOn, own.AllowMultiple, own.Inherited) != (real.ValidOn, real.AllowMultiple, real.Inherited)
        select ApiMember.Name(type));

    [Fact]
    public void ImplementedInterfaces_OfEmbeddedEngine_AskAsMuchAsOrleans() => AssertNone(
        from name in Implemented
        let own = ApiMember.AllOf(Embedded.Single(type => ApiMember.Name(type) == name))
        from member in ApiMember.RequiredOf(Real[name])
        where !own.Contains(member)
        select $"{name}: {member}");

    /// <summary>Names everything that differs: the usual message shows the first few.</summary>
    private static void AssertNone(IEnumerable<string> differences) =>
        Assert.Equal(string.Empty, string.Join(Environment.NewLine, differences.Order(StringComparer.Ordinal)));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => $"enum of {type.GetEnumUnderlyingType().Name}",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static HashSet<string> Parents(Type type)
    {
        var parents = type.GetInterfaces().Where(static face => face.IsVisible).Select(ApiMember.Name)
            .ToHashSet(StringComparer.Ordinal);
        for (var level = type.BaseType; level is not null; level = level.BaseType)
            parents.Add(ApiMember.Name(level));
        return parents;
    }

    /// <summary>In a context of its own: its types have the names of Orleans' types.</summary>
    private static Type[] LoadEmbedded()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "parity", "Ayni.EmbeddedEngine.dll");
        return new AssemblyLoadContext("embedded engine").LoadFromAssemblyPath(path).GetExportedTypes();
    }

    private static Dictionary<string, Type> LoadReal() => Directory
        .EnumerateFiles(AppContext.BaseDirectory, "Orleans.*.dll")
        .SelectMany(static path => Assembly.Load(AssemblyName.GetAssemblyName(path)).GetExportedTypes())
        .GroupBy(ApiMember.Name, StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal);
}
#endif
