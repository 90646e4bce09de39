using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Ayni.EmbeddedEngine.Classes;

/// <summary>A grain class: what its attributes say, and how to make instances.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _make;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainType.Create(
            type.GetCustomAttribute<GrainTypeAttribute>()?.Name ?? NameByConvention(type));
        Reentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        KeepAlive = type.IsDefined(typeof(KeepAliveAttribute), inherit: true);
        AgeLimit = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        MaxLocalWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        Placement = PlacementOf(type);
        Subscriptions = [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(inherit: true)];
        var constructor = ConstructorOf(type);
        Facets = [.. constructor.GetParameters().Select(StateFacet.Of).OfType<StateFacet>()];
        _make = ActivatorUtilities.CreateFactory(type, [.. Facets.Select(static facet => facet.ParameterType)]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool Reentrant { get; }

    public bool KeepAlive { get; }

    public TimeSpan? AgeLimit { get; }

    /// <summary>0 unless the class is a stateless worker.</summary>
    public int MaxLocalWorkers { get; }

    public PlacementKind Placement { get; }

    public IReadOnlyList<ImplicitStreamSubscriptionAttribute> Subscriptions { get; }

    /// <summary>Constructor parameters with a persistent state, in order.</summary>
    public IReadOnlyList<StateFacet> Facets { get; }

    public IGrainBase Make(IServiceProvider services, object[] states) => (IGrainBase)_make(services, states);

    public override string ToString() => Type.FullName!;

    private static string NameByConvention(Type type)
    {
        const string suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)
            ? name[..^suffix.Length]
            : name;
    }

    private static PlacementKind PlacementOf(Type type) => type switch
    {
        _ when type.IsDefined(typeof(PreferLocalPlacementAttribute), true) => PlacementKind.PreferLocal,
        _ when type.IsDefined(typeof(HashBasedPlacementAttribute), true) => PlacementKind.HashBased,
        _ when type.IsDefined(typeof(ActivationCountBasedPlacementAttribute), true) => PlacementKind.FewestActivations,
        _ => PlacementKind.Random,
    };

    private static ConstructorInfo ConstructorOf(Type type)
    {
        var all = type.GetConstructors();
        return all.FirstOrDefault(static one => one.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? all.OrderByDescending(static one => one.GetParameters().Length).FirstOrDefault()
            ?? throw new InvalidOperationException($"Grain class {type} has no public constructor.");
    }
}
